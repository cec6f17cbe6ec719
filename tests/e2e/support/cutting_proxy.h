// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <atomic>
#include <thread>
#include <vector>

namespace radiosonde::e2e
{

// A port of this machine that leads to another one: what any link over TCP (adb, ssh, cmd:socat ...) can be
// cut with. Once so many bytes have come back from there, every connection ends, in the middle of whatever it
// was, and none is let in any more.
class CuttingProxy
{
public:
    static constexpr qint64 never = -1;

    explicit CuttingProxy(quint16 to, qint64 bytes = never);
    ~CuttingProxy();
    CuttingProxy(const CuttingProxy &) = delete;
    CuttingProxy &operator=(const CuttingProxy &) = delete;

    quint16 port() const { return m_port; }
    qint64 passed() const { return m_passed; } // bytes that came back so far
    void cut() { m_limit = 0; }                // within some milliseconds

private:
    struct Pair
    {
        int near = -1; // of the program under test
        int far = -1;
    };

    void run();
    void accept();
    bool pass(int from, int to, bool isBack); // false: the pair has ended
    void endAll();

    int m_listener = -1;
    quint16 m_port = 0;
    const quint16 m_to;
    std::atomic<qint64> m_limit;
    std::atomic<qint64> m_passed = 0;
    std::atomic<bool> m_ends = false;
    std::vector<Pair> m_pairs; // of the thread
    std::thread m_thread;
};

} // namespace radiosonde::e2e
