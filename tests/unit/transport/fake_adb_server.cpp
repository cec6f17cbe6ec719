// SPDX-License-Identifier: GPL-3.0-or-later
#include "fake_adb_server.h"

#include "remote/transport/adb/protocol.h"
#include "remote/transport/adb/shell_packets.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>

#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/wait.h>

namespace radiosonde
{

namespace
{

constexpr int pieceSize = 4096;

// A shell of this machine and our ends of its pipes.
struct LocalShell
{
    pid_t pid = -1;
    OwnedFd input, output, errors;
};

LocalShell startShell(const QByteArray &command, bool apart)
{
    int in[2], out[2], err[2];
    if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0 || pipe2(err, O_CLOEXEC) != 0)
        qFatal("no pipes");
    LocalShell shell;
    shell.pid = fork();
    if (shell.pid == 0) {
        setpgid(0, 0);
        signal(SIGPIPE, SIG_DFL);
        dup2(in[0], STDIN_FILENO);
        dup2(out[1], STDOUT_FILENO);
        dup2(apart ? err[1] : out[1], STDERR_FILENO);
        execl("/bin/sh", "sh", "-c", command.constData(), nullptr);
        _exit(127);
    }
    setpgid(shell.pid, shell.pid);
    for (const int end : {in[0], out[1], err[1]})
        close(end);
    shell.input = OwnedFd(in[1]);
    shell.output = OwnedFd(out[0]);
    shell.errors = OwnedFd(err[0]);
    return shell;
}

// The exit status as adbd tells it.
quint8 endShell(LocalShell &shell)
{
    int status = 0;
    shell.input = OwnedFd();
    for (int tries = 0; tries < 200 && waitpid(shell.pid, &status, WNOHANG) == 0; ++tries)
        usleep(10000);
    kill(-shell.pid, SIGKILL);
    waitpid(shell.pid, &status, 0);
    return quint8(WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
}

bool writeAll(int fd, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t put = write(fd, bytes.data(), size_t(bytes.size()));
        if (put < 0)
            return false;
        bytes = bytes.sliced(put);
    }
    return true;
}

} // namespace

bool FakeAdbServer::Client::send(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t put = ::send(m_fd, bytes.data(), size_t(bytes.size()), MSG_NOSIGNAL);
        if (put <= 0)
            return false;
        bytes = bytes.sliced(put);
    }
    return true;
}

bool FakeAdbServer::Client::block(QByteArrayView text)
{
    return send(adbRequest(text)); // a request has the same form
}

bool FakeAdbServer::Client::packet(quint8 id, QByteArrayView bytes)
{
    const auto header = makeAdbShellHeader(AdbShellId(id), quint32(bytes.size()));
    return send(QByteArray(header.data(), header.size()).append(bytes));
}

bool FakeAdbServer::Client::receive(char *bytes, qsizetype size)
{
    return recv(m_fd, bytes, size_t(size), MSG_WAITALL) == size;
}

QByteArray FakeAdbServer::Client::request()
{
    char length[4];
    if (!receive(length, sizeof length))
        return {};
    QByteArray service(QByteArrayView(length).toInt(nullptr, 16), '\0');
    return receive(service.data(), service.size()) ? service : QByteArray();
}

void FakeAdbServer::Client::waitForEnd()
{
    char byte;
    while (recv(m_fd, &byte, 1, 0) > 0) {
    }
}

FakeAdbServer::FakeAdbServer(Behaviour behaviour)
    : m_behaviour(std::move(behaviour)), m_listener(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)),
      m_wake(eventfd(0, EFD_CLOEXEC))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto *generic = reinterpret_cast<sockaddr *>(&address);
    if (bind(m_listener.get(), generic, size) != 0 || listen(m_listener.get(), 16) != 0 ||
        getsockname(m_listener.get(), generic, &size) != 0)
        qFatal("no port");
    m_port = ntohs(address.sin_port);
    qputenv("ANDROID_ADB_SERVER_PORT", QByteArray::number(m_port));
    m_accepting = std::thread([this] { accept(); });
}

FakeAdbServer::~FakeAdbServer()
{
    stopListening();
    dropConnections();
    for (std::thread &thread : m_threads)
        thread.join();
    qunsetenv("ANDROID_ADB_SERVER_PORT");
}

void FakeAdbServer::stopListening()
{
    if (!m_accepting.joinable())
        return;
    const quint64 one = 1;
    [[maybe_unused]] const auto put = write(m_wake.get(), &one, sizeof one);
    m_accepting.join();
    m_listener = OwnedFd();
}

void FakeAdbServer::dropConnections()
{
    const std::scoped_lock lock(m_mutex);
    m_ended = true;
    for (const int fd : m_clients)
        shutdown(fd, SHUT_RDWR);
}

QList<QByteArray> FakeAdbServer::requests() const
{
    const std::scoped_lock lock(m_mutex);
    return m_requests;
}

void FakeAdbServer::setDevices(const QByteArray &devices)
{
    const std::scoped_lock lock(m_mutex);
    m_behaviour.devices = devices;
}

void FakeAdbServer::accept()
{
    for (;;) {
        pollfd fds[] = {{m_listener.get(), POLLIN, 0}, {m_wake.get(), POLLIN, 0}};
        poll(fds, 2, -1);
        if (fds[1].revents != 0)
            return;
        const int fd = accept4(m_listener.get(), nullptr, nullptr, SOCK_CLOEXEC);
        if (fd < 0)
            continue;
        const std::scoped_lock lock(m_mutex);
        m_clients.push_back(fd);
        m_threads.emplace_back([this, fd] { serve(fd); });
    }
}

void FakeAdbServer::serve(int fd)
{
    Client client(fd);
    for (QByteArray service = client.request(); !service.isEmpty(); service = client.request()) {
        {
            const std::scoped_lock lock(m_mutex);
            m_requests.append(service);
        }
        if (m_behaviour.instead && m_behaviour.instead(service, client))
            break;
        if (!answer(service, client))
            break;
    }
    const std::scoped_lock lock(m_mutex);
    std::erase(m_clients, fd);
    close(fd);
}

// True while more requests may come on the connection.
bool FakeAdbServer::answer(const QByteArray &service, Client &client)
{
    QByteArray devices;
    {
        const std::scoped_lock lock(m_mutex);
        devices = m_behaviour.devices;
    }
    if (service == "host:version")
        client.okay() && client.block(QByteArray::number(m_behaviour.version, 16).rightJustified(4, '0'));
    else if (service == "host:devices-l" || service == "host:devices")
        client.okay() && client.block(devices);
    else if (service == "host:track-devices-l")
        follow(client);
    else if (service.startsWith("host-serial:") && service.endsWith(":features"))
        client.okay() && client.block(m_behaviour.features);
    else if (service.startsWith("host:transport:"))
        return devices.contains(service.sliced(15) + '\t')
                   ? client.okay()
                   : client.fail("device '" + service.sliced(15) + "' not found");
    else if (service.startsWith("shell,v2,raw:"))
        shell(service.sliced(13), client, true);
    else if (service.startsWith("exec:"))
        shell(service.sliced(5), client, false);
    else
        client.fail("unknown host service");
    return false;
}

void FakeAdbServer::follow(Client &client)
{
    QByteArray told = "nothing yet";
    client.okay();
    for (;;) {
        QByteArray devices;
        {
            const std::scoped_lock lock(m_mutex);
            if (m_ended)
                return;
            devices = m_behaviour.devices;
        }
        if (devices != told && !client.block(devices))
            return;
        told = devices;
        pollfd gone{client.fd(), POLLIN, 0};
        if (poll(&gone, 1, 20) != 0)
            return;
    }
}

void FakeAdbServer::shell(const QByteArray &command, Client &client, bool packets)
{
    client.okay();
    LocalShell shell = startShell(m_behaviour.environment + ' ' + command, packets);
    std::array<char, pieceSize> bytes;
    const auto toHost = [&](quint8 id, int from) {
        const ssize_t got = read(from, bytes.data(), bytes.size());
        if (got <= 0)
            return false;
        const QByteArrayView piece(bytes.data(), got);
        return packets ? client.packet(id, piece) : client.send(piece);
    };
    const auto toShell = [&] {
        if (!packets) {
            const ssize_t got = recv(client.fd(), bytes.data(), bytes.size(), 0);
            return got > 0 && writeAll(shell.input.get(), {bytes.data(), got});
        }
        AdbShellReader reader;
        while (reader.part() == AdbShellReader::Part::Header) {
            char byte;
            if (!client.receive(&byte, 1))
                return false;
            reader.takeHeader({&byte, 1});
        }
        QByteArray piece(reader.left(), '\0');
        return client.receive(piece.data(), piece.size()) && writeAll(shell.input.get(), piece);
    };
    bool ended = false;
    while (!ended) {
        pollfd fds[] = {{client.fd(), POLLIN, 0},
                        {shell.output.get(), POLLIN, 0},
                        {packets ? shell.errors.get() : -1, POLLIN, 0}};
        poll(fds, 3, -1);
        if (fds[2].revents & POLLIN)
            toHost(quint8(AdbShellId::Stderr), shell.errors.get());
        else if (fds[2].revents != 0)
            shell.errors = OwnedFd();
        else if (fds[1].revents != 0)
            ended = !toHost(quint8(AdbShellId::Stdout), shell.output.get());
        else if (fds[0].revents != 0)
            ended = !toShell();
    }
    const quint8 status = endShell(shell);
    if (packets)
        client.packet(quint8(AdbShellId::Exit), {reinterpret_cast<const char *>(&status), 1});
}

} // namespace radiosonde
