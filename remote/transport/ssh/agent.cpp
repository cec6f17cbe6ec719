// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/ssh/agent.h"

#include "remote/transport/ssh/byte_strings.h"

#include <QCoreApplication>
#include <QFile>
#include <QtEndian>

#include <cerrno>
#include <cstring>

#include <sys/socket.h>
#include <sys/un.h>

namespace radiosonde
{

namespace
{

// Messages of the agent protocol (draft-miller-ssh-agent): length, type, contents.
constexpr char requestIdentities = 11;
constexpr char identitiesAnswer = 12;
constexpr char signRequest = 13;
constexpr char signResponse = 14;
constexpr char failure = 5;
constexpr quint32 maxMessage = 256 << 10;
constexpr quint32 maxKeys = 1024;

bool transfer(int fd, char *data, size_t size, bool reading)
{
    while (size > 0) {
        const ssize_t moved = reading ? recv(fd, data, size, 0) : send(fd, data, size, MSG_NOSIGNAL);
        if (moved < 0 && errno == EINTR)
            continue;
        if (moved <= 0)
            return false;
        data += moved;
        size -= size_t(moved);
    }
    return true;
}

QByteArray number(quint32 value)
{
    QByteArray bytes(4, Qt::Uninitialized);
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray string(const QByteArray &bytes)
{
    return number(quint32(bytes.size())) + bytes;
}

bool sendMessage(int fd, const QByteArray &message)
{
    QByteArray bytes = string(message);
    return transfer(fd, bytes.data(), size_t(bytes.size()), false);
}

std::optional<QByteArray> receiveMessage(int fd)
{
    char length[4];
    if (!transfer(fd, length, sizeof length, true))
        return {};
    const quint32 size = qFromBigEndian<quint32>(length);
    if (size == 0 || size > maxMessage)
        return {};
    QByteArray message(qsizetype(size), Qt::Uninitialized);
    if (!transfer(fd, message.data(), size, true))
        return {};
    return message;
}

std::unexpected<Error> agentTrouble(const QString &path, const QString &why)
{
    return fail(
        ErrorKind::Unreachable,
        QCoreApplication::translate("Transport", "The ssh agent at %1 can't be used: %2").arg(path, why));
}

} // namespace

Result<std::unique_ptr<SshAgent>> SshAgent::connect(const QString &socketPath, SshGuard &guard)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray path = QFile::encodeName(socketPath);
    if (size_t(path.size()) >= sizeof address.sun_path)
        return agentTrouble(socketPath, QString::fromLocal8Bit(std::strerror(ENAMETOOLONG)));
    std::memcpy(address.sun_path, path.constData(), size_t(path.size()));
    OwnedFd fd(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (::connect(fd.get(), reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
        return agentTrouble(socketPath, QString::fromLocal8Bit(std::strerror(errno)));
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return agentTrouble(socketPath, QString::fromLocal8Bit(std::strerror(errno)));
    std::unique_ptr<SshAgent> agent(new SshAgent(std::move(fd)));
    agent->m_relay = OwnedFd(ends[0]);
    agent->m_library = OwnedFd(ends[1]);
    guard.protect(agent->m_agent.get());
    guard.protect(agent->m_relay.get());
    if (const Result<> listed = agent->listKeys(socketPath); !listed)
        return std::unexpected(listed.error());
    agent->m_thread = std::thread([raw = agent.get()] { raw->serve(); });
    return agent;
}

SshAgent::~SshAgent()
{
    shutdown(m_relay.get(), SHUT_RDWR);
    shutdown(m_agent.get(), SHUT_RDWR);
    if (m_thread.joinable())
        m_thread.join();
}

Result<> SshAgent::listKeys(const QString &socketPath)
{
    std::optional<QByteArray> answer;
    if (sendMessage(m_agent.get(), QByteArray(1, requestIdentities)))
        answer = receiveMessage(m_agent.get());
    if (!answer)
        return agentTrouble(socketPath, QCoreApplication::translate("Transport", "it closed the connection"));
    if (answer->at(0) != identitiesAnswer || answer->size() < 5)
        return agentTrouble(socketPath, QCoreApplication::translate("Transport", "it tells no keys"));
    const quint32 count = qFromBigEndian<quint32>(answer->constData() + 1);
    QByteArrayView rest = QByteArrayView(*answer).sliced(5);
    for (quint32 i = 0; i < qMin(count, maxKeys); ++i) {
        const std::optional<QByteArray> blob = takeString(rest);
        const std::optional<QByteArray> comment = takeString(rest);
        if (!blob || !comment)
            return agentTrouble(socketPath,
                                QCoreApplication::translate("Transport", "its list of keys is damaged"));
        m_keys.append({*blob, *comment});
    }
    return {};
}

void SshAgent::show(const QList<SshAgentKey> &keys)
{
    const std::scoped_lock lock(m_mutex);
    m_shown = keys;
    m_failed.clear();
}

QByteArray SshAgent::failedToSign() const
{
    const std::scoped_lock lock(m_mutex);
    return m_failed;
}

QByteArray SshAgent::answerTo(const QByteArray &request)
{
    if (request.at(0) == requestIdentities) {
        const std::scoped_lock lock(m_mutex);
        QByteArray answer = QByteArray(1, identitiesAnswer) + number(quint32(m_shown.size()));
        for (const SshAgentKey &key : m_shown)
            answer += string(key.blob) + string(key.comment);
        return answer;
    }
    std::optional<QByteArray> answer;
    if (sendMessage(m_agent.get(), request))
        answer = receiveMessage(m_agent.get());
    if (request.at(0) == signRequest && (!answer || answer->at(0) != signResponse)) {
        QByteArrayView rest = QByteArrayView(request).sliced(1); // the key comes first
        const std::scoped_lock lock(m_mutex);
        m_failed = takeString(rest).value_or(QByteArray());
    }
    return answer.value_or(QByteArray(1, failure));
}

void SshAgent::serve()
{
    while (const std::optional<QByteArray> request = receiveMessage(m_relay.get())) {
        if (!sendMessage(m_relay.get(), answerTo(*request)))
            return;
    }
}

} // namespace radiosonde
