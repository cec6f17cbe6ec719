// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/ssh_channel.h"

#include "remote/transport/deploy.h"
#include "remote/transport/ssh/link.h"

#include <cerrno>

#include <sys/socket.h>

namespace radiosonde
{

namespace
{

class SshChannel : public Channel
{
public:
    explicit SshChannel(std::unique_ptr<SshLink> link) : m_link(std::move(link)) {}

    int readFd() const override { return m_link->fd(); }
    int writeFd() const override { return m_link->fd(); }
    qint64 read(char *data, qint64 maximum) override { return recv(m_link->fd(), data, size_t(maximum), 0); }
    qint64 write(const char *data, qint64 size) override
    {
        return send(m_link->fd(), data, size_t(size), MSG_NOSIGNAL);
    }
    QString farewell() const override { return m_link->farewell(); }
    QString encryption() const override { return m_link->encryption(); }

private:
    std::unique_ptr<SshLink> m_link;
};

} // namespace

Result<std::unique_ptr<Channel>> openSshShell(const SshAddress &address, ConnectObserver *observer,
                                              const Interruptor &interruptor)
{
    SshGuard guard(interruptor);
    Result<SshConnection> connection = openSshConnection(address, observer, guard);
    if (!connection)
        return std::unexpected(connection.error());
    Result<std::unique_ptr<SshLink>> link = SshLink::openShell(*std::move(connection), guard);
    if (!link)
        return std::unexpected(link.error());
    return std::make_unique<SshChannel>(*std::move(link));
}

Result<std::unique_ptr<Channel>> openSshChannel(const QString &url, ConnectObserver *observer,
                                                const Interruptor &interruptor)
{
    const Result<SshAddress> address = parseSshUrl(url);
    if (!address)
        return std::unexpected(address.error());
    Result<std::unique_ptr<Channel>> shell = openSshShell(*address, observer, interruptor);
    if (!shell)
        return shell;
    DeployOptions options;
    options.becomeRoot = address->becomeRoot;
    options.name = address->host;
    if (const Result<> deployed = deployStub(**shell, options, observer, interruptor); !deployed)
        return std::unexpected(deployed.error());
    return shell;
}

} // namespace radiosonde
