// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/transport/ssh/owned_fd.h"

#include <QByteArray>
#include <QList>

#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace radiosonde
{

// An adb server on a port of its own, with the real one's framing; its devices are shells of this machine. It
// misbehaves as it is told to. ANDROID_ADB_SERVER_PORT of this process names it while it lives.
class FakeAdbServer
{
public:
    // One connection as a behaviour sees it. Blocks; false once the other end has gone.
    class Client
    {
    public:
        explicit Client(int fd) : m_fd(fd) {}
        int fd() const { return m_fd; }
        bool send(QByteArrayView bytes);
        bool okay() { return send("OKAY"); }
        bool block(QByteArrayView text); // with its length before it
        bool fail(QByteArrayView why) { return send("FAIL") && block(why); }
        bool packet(quint8 id, QByteArrayView bytes); // of the shell protocol
        bool receive(char *bytes, qsizetype size);    // all of them
        QByteArray request();                         // empty: none came
        void waitForEnd();                            // until the other end closes

    private:
        int m_fd;
    };

    struct Behaviour
    {
        int version = 41;
        QByteArray devices = "board-7\tdevice product:p model:Board_7 transport_id:1\n";
        QByteArray features = "cmd,shell_v2";
        QByteArray environment; // of the shells, before `exec`: "PATH=/somewhere:$PATH"
        // Takes a request's place: true when it has done all that is to do.
        std::function<bool(const QByteArray &service, Client &)> instead;
    };

    FakeAdbServer() : FakeAdbServer(Behaviour()) {}
    explicit FakeAdbServer(Behaviour behaviour);
    ~FakeAdbServer(); // closes everything and waits for its shells

    quint16 port() const { return m_port; }
    QList<QByteArray> requests() const; // of all connections so far

    void setDevices(const QByteArray &devices); // told to whoever follows them
    void stopListening();                       // as when the server is killed: nobody is let in any more
    void dropConnections();                     // and those that there are end

private:
    void accept();
    void serve(int fd);
    bool answer(const QByteArray &service, Client &client);
    void follow(Client &client);
    void shell(const QByteArray &command, Client &client, bool packets);

    Behaviour m_behaviour;
    quint16 m_port = 0;
    OwnedFd m_listener;
    OwnedFd m_wake;
    mutable std::mutex m_mutex; // guards all below, and m_behaviour.devices
    QList<QByteArray> m_requests;
    std::vector<int> m_clients; // open ones
    std::vector<std::thread> m_threads;
    bool m_ended = false;
    std::thread m_accepting;
};

} // namespace radiosonde
