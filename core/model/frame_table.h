// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/symbols/symbol_source.h"

#include <QHash>
#include <QString>

#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

namespace radiosonde
{

enum class FrameKind : quint8 { Process, User, Kernel, Note };

// A function as a stack names it. Frames of the same name, module and kind are one.
struct Frame
{
    QString name;   // as the target has it: hostile, escape it to show
    QString module; // "kernel", "libc.so.6"; empty when not known
    FrameKind kind = FrameKind::User;
    bool inlined = false;

    bool operator==(const Frame &) const = default;
};
size_t qHash(const Frame &frame, size_t seed = 0) noexcept;

// Gives addresses their frames, and frames a number. Belongs to one thread at a time.
class FrameTable
{
public:
    explicit FrameTable(std::shared_ptr<SymbolSource> symbols); // null: addresses stay numbers

    // Numbers of the frames at an address, innermost first; valid until the next call.
    std::span<const quint32> framesOf(const CodeAddress &address);
    quint32 numberOf(const Frame &frame); // makes it known

    const Frame &frame(quint32 number) const { return m_frames[number]; }
    quint32 size() const { return static_cast<quint32>(m_frames.size()); }

    // Asks again for all addresses when more is known than before; true when a name has changed.
    bool refresh();
    // Waits for what is pending; for the command line.
    void settle(const Interruptor &interruptor);

private:
    struct Key
    {
        quint64 address = 0;
        quint32 tgid = 0;
        bool kernel = false;
        bool isReturn = false;

        bool operator==(const Key &) const = default;
    };
    struct KeyHash
    {
        std::size_t operator()(const Key &key) const noexcept
        {
            return (key.address ^ (quint64(key.tgid) << 40)) * 0x9e3779b97f4a7c15ull ^
                   (quint64(key.kernel) << 1 | quint64(key.isReturn));
        }
    };
    struct Place
    {
        std::vector<quint32> frames;
        qint64 time = 0; // of the address that was asked for
    };

    std::vector<quint32> resolve(const CodeAddress &address);

    std::shared_ptr<SymbolSource> m_symbols;
    quint64 m_generation = 0; // of m_symbols, when it was last asked
    std::vector<Frame> m_frames;
    QHash<Frame, quint32> m_numbers;
    std::unordered_map<Key, Place, KeyHash> m_places;
};

} // namespace radiosonde
