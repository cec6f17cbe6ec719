// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssh_fixture.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QMultiHash>
#include <QStandardPaths>
#include <QTest>

#include <csignal>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace radiosonde
{

namespace
{

// crypt(3) of "geheim"
constexpr char passwordHash[] =
    "$6$radiosonde$uHfImxNc3DRX86WUeBOwO0tSb5aau1OIBDilJHnGMM3wZTzZ8WZKCcsDjJK0zeMFRr8sTAjcALWpi8XGp9bpI0";
constexpr int readyMs = 20000;

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeFile(const QString &path, const QByteArray &contents)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile::setPermissions(QFileInfo(path).path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QFile file(path);
    QVERIFY2(file.open(QIODevice::WriteOnly), qPrintable(path));
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.write(contents);
}

QString programOf(const QString &name)
{
    return QStandardPaths::findExecutable(
        name, {QStringLiteral("/usr/sbin"), QStringLiteral("/usr/bin"), QStringLiteral("/sbin")});
}

// Root's line of passwd or shadow with one field changed.
QByteArray withRootField(const QByteArray &accounts, int field, const QByteArray &value)
{
    QList<QByteArray> lines = accounts.split('\n');
    for (QByteArray &line : lines) {
        QList<QByteArray> fields = line.split(':');
        if (fields.first() == "root" && fields.size() > field) {
            fields[field] = value;
            line = fields.join(':');
        }
    }
    return lines.join('\n');
}

// The children of a process, theirs and so on.
QList<pid_t> descendants(pid_t of)
{
    QMultiHash<pid_t, pid_t> children;
    for (const QString &name :
         QDir(QStringLiteral("/proc")).entryList({QStringLiteral("[1-9]*")}, QDir::Dirs)) {
        const QByteArray stat = contentsOf(QStringLiteral("/proc/%1/stat").arg(name));
        const QList<QByteArray> fields = stat.sliced(stat.lastIndexOf(')') + 1).split(' ');
        children.insert(fields.value(2).toInt(), name.toInt()); // state, parent
    }
    QList<pid_t> all = children.values(of);
    for (qsizetype at = 0; at < all.size(); ++at)
        all += children.values(all[at]);
    return all;
}

int freePort()
{
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    bind(fd, reinterpret_cast<sockaddr *>(&address), size);
    getsockname(fd, reinterpret_cast<sockaddr *>(&address), &size);
    close(fd);
    return ntohs(address.sin_port);
}

} // namespace

SshHome::SshHome() : m_home(qgetenv("HOME")), m_agent(qgetenv("SSH_AUTH_SOCK"))
{
    qputenv("HOME", QFile::encodeName(m_folder.path()));
    qunsetenv("SSH_AUTH_SOCK");
}

SshHome::~SshHome()
{
    qputenv("HOME", m_home);
    qputenv("SSH_AUTH_SOCK", m_agent);
}

void SshHome::write(const QString &name, const QByteArray &contents) const
{
    writeFile(path(name), contents);
}

QByteArray SshHome::read(const QString &name) const
{
    return contentsOf(path(name));
}

QByteArray SshHome::makeKey(const QString &name, const QString &passphrase, const QString &type) const
{
    write(name, {});
    QFile::remove(path(name));
    outputOf(QStringLiteral("ssh-keygen"),
             {QStringLiteral("-q"), QStringLiteral("-t"), type, QStringLiteral("-N"), passphrase,
              QStringLiteral("-f"), path(name), QStringLiteral("-C"), name});
    return read(name + QStringLiteral(".pub"));
}

SshServer::SshServer(const Settings &settings) : m_settings(settings) {}

SshServer::~SshServer()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    signalAll(SIGKILL);
    m_process.kill();
    m_process.waitForFinished();
}

QString SshServer::whyNot()
{
    if (geteuid() != 0)
        return QStringLiteral("changed accounts in a mount namespace take root");
    for (const char *name :
         {"sshd", "dropbear", "dropbearkey", "ssh-keygen", "ssh-agent", "unshare", "mount"}) {
        if (programOf(QString::fromLatin1(name)).isEmpty())
            return QStringLiteral("%1 is not installed").arg(QString::fromLatin1(name));
    }
    return {};
}

void SshServer::writeAccounts()
{
    const QByteArray home = QFile::encodeName(file(QStringLiteral("home")));
    writeFile(file(QStringLiteral("home/.ssh/authorized_keys")), m_settings.authorized);
    QFile::setPermissions(QFile::decodeName(home), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QByteArray passwd = withRootField(contentsOf(QStringLiteral("/etc/passwd")), 5, home);
    passwd = withRootField(passwd, 6, "/bin/sh");
    writeFile(file(QStringLiteral("accounts/passwd")), withRootField(passwd, 1, "x"));
    writeFile(file(QStringLiteral("accounts/shadow")),
              withRootField(contentsOf(QStringLiteral("/etc/shadow")), 1, passwordHash));
    writeFile(
        file(QStringLiteral("accounts/pam")),
        "auth required pam_unix.so nodelay\naccount required pam_unix.so\nsession required pam_permit.so\n");
    QFile::setPermissions(file(QStringLiteral("accounts/passwd")),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
}

bool SshServer::makeHostKeys()
{
    for (const QString &type : m_settings.hostKeys) {
        const QString path = file(QStringLiteral("host_") + type);
        outputOf(QStringLiteral("ssh-keygen"),
                 {QStringLiteral("-q"), QStringLiteral("-t"), type, QStringLiteral("-N"), QString(),
                  QStringLiteral("-f"), path, QStringLiteral("-C"), QString()});
        if (m_settings.dropbear)
            outputOf(programOf(QStringLiteral("dropbearconvert")),
                     {QStringLiteral("openssh"), QStringLiteral("dropbear"), path,
                      path + QStringLiteral(".dropbear")});
        if (!QFile::exists(path))
            return false;
    }
    return true;
}

QString SshServer::serverCommand()
{
    const QString bracketed = m_settings.address.contains(u':')
                                  ? QStringLiteral("[%1]").arg(m_settings.address)
                                  : m_settings.address;
    if (m_settings.dropbear) {
        QString command = QStringLiteral("%1 -F -E -s -p %2:%3 -P %4")
                              .arg(programOf(QStringLiteral("dropbear")), bracketed)
                              .arg(m_port)
                              .arg(file(QStringLiteral("pid")));
        command.replace(QStringLiteral(" -s "), m_settings.config.contains("no-password")
                                                    ? QStringLiteral(" -s ")
                                                    : QStringLiteral(" "));
        for (const QString &type : m_settings.hostKeys)
            command += QStringLiteral(" -r %1.dropbear").arg(file(QStringLiteral("host_") + type));
        return command;
    }
    QByteArray config = m_settings.config + "\nListenAddress " + bracketed.toLatin1() + ':' +
                        QByteArray::number(m_port) + "\nPidFile none\nPermitRootLogin yes\nStrictModes no\n" +
                        "UsePAM no\nPrintMotd no\nAuthorizedKeysFile " +
                        QFile::encodeName(file(QStringLiteral("home/.ssh/authorized_keys"))) + '\n';
    for (const QString &type : m_settings.hostKeys)
        config += "HostKey " + QFile::encodeName(file(QStringLiteral("host_") + type)) + '\n';
    writeFile(file(QStringLiteral("sshd_config")), config);
    return QStringLiteral("%1 -D -e -f %2")
        .arg(programOf(QStringLiteral("sshd")), file(QStringLiteral("sshd_config")));
}

bool SshServer::start()
{
    writeAccounts();
    if (!makeHostKeys())
        return false;
    QDir().mkpath(QStringLiteral("/run/sshd")); // sshd's own, which its service would make
    m_port = freePort();
    const QString accounts = file(QStringLiteral("accounts/"));
    const QString script =
        QStringLiteral("mount --bind %1passwd /etc/passwd && mount --bind %1shadow /etc/shadow && "
                       "{ [ ! -e /etc/pam.d/sshd ] || mount --bind %1pam /etc/pam.d/sshd; } && exec %2")
            .arg(accounts, serverCommand());
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(file(QStringLiteral("log")));
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.start(programOf(QStringLiteral("unshare")),
                    {QStringLiteral("--mount"), QStringLiteral("--pid"), QStringLiteral("--fork"),
                     QStringLiteral("--kill-child"), QStringLiteral("/bin/sh"), QStringLiteral("-c"),
                     script});
    QElapsedTimer timer;
    timer.start();
    while (!greets()) {
        if (m_process.waitForFinished(20) || timer.elapsed() > readyMs)
            return false;
    }
    return true;
}

bool SshServer::greets() const
{
    const bool six = m_settings.address.contains(u':');
    sockaddr_in v4{};
    v4.sin_family = AF_INET;
    v4.sin_port = htons(quint16(m_port));
    v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(quint16(m_port));
    v6.sin6_addr = in6addr_loopback;
    const int fd = socket(six ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int result = six ? connect(fd, reinterpret_cast<sockaddr *>(&v6), sizeof v6)
                           : connect(fd, reinterpret_cast<sockaddr *>(&v4), sizeof v4);
    char greeting[4] = {};
    pollfd ready{fd, POLLIN, 0};
    const bool greeted = result == 0 && poll(&ready, 1, readyMs) == 1 &&
                         ::read(fd, greeting, sizeof greeting) == sizeof greeting;
    close(fd);
    return greeted;
}

void SshServer::signalAll(int signal) const
{
    for (const pid_t pid : descendants(pid_t(m_process.processId())))
        ::kill(pid, signal);
}

QString SshServer::log() const
{
    return QString::fromUtf8(contentsOf(file(QStringLiteral("log"))));
}

QString SshServer::url(const QString &user) const
{
    const QString host = m_settings.address.contains(u':') ? QStringLiteral("[%1]").arg(m_settings.address)
                                                           : m_settings.address;
    return QStringLiteral("ssh://%1@%2:%3").arg(user, host).arg(m_port);
}

QByteArray SshServer::hostKey(const QString &type) const
{
    return contentsOf(file(QStringLiteral("host_%1.pub").arg(type))).trimmed();
}

QString SshServer::fingerprint(const QString &type) const
{
    const QByteArray line =
        outputOf(QStringLiteral("ssh-keygen"),
                 {QStringLiteral("-l"), QStringLiteral("-f"), file(QStringLiteral("host_%1.pub").arg(type))});
    return QString::fromLatin1(line).section(u' ', 1, 1);
}

QByteArray SshServer::knownHostsLine(const QString &type) const
{
    return '[' + m_settings.address.toLatin1() + "]:" + QByteArray::number(m_port) + ' ' + hostKey(type) +
           '\n';
}

void ScriptedObserver::progress(const QString &what)
{
    told.append(what);
    if (onProgress)
        onProgress(what);
}

std::optional<QString> ScriptedObserver::answer(const SecretQuestion &question)
{
    asked.append(question);
    if (onAnswer)
        onAnswer();
    if (answers.isEmpty())
        return {};
    return answers.takeFirst();
}

bool ScriptedObserver::trust(const HostKeyQuestion &question)
{
    met.append(question);
    if (onTrust)
        onTrust();
    return trusts;
}

Result<std::unique_ptr<Channel>> openShell(const QString &url, ConnectObserver *observer)
{
    const Interruptor never;
    const Result<SshAddress> address = parseSshUrl(url);
    if (!address)
        return std::unexpected(address.error());
    return openSshShell(*address, observer, never);
}

QString runBy(const QString &url, const QByteArray &command, ConnectObserver *observer)
{
    const auto channel = openShell(url, observer);
    if (!channel)
        return describe(channel.error());
    writeAll(**channel, command + "\nexit\n");
    const QByteArray output = readToEnd(**channel);
    return QString::fromUtf8(output) + u'|' + (*channel)->farewell();
}

QByteArray readToEnd(Channel &channel)
{
    QByteArray all;
    char buffer[65536];
    for (;;) {
        pollfd fd{channel.readFd(), POLLIN, 0};
        if (poll(&fd, 1, 20000) <= 0)
            return all + "<no more>";
        const qint64 got = channel.read(buffer, sizeof buffer);
        if (got == 0)
            return all;
        if (got < 0 && errno != EAGAIN)
            return all + "<error>";
        all.append(buffer, qMax<qint64>(got, 0));
    }
}

bool writeAll(Channel &channel, const QByteArray &bytes)
{
    qint64 done = 0;
    while (done < bytes.size()) {
        pollfd fd{channel.writeFd(), POLLOUT, 0};
        if (poll(&fd, 1, 20000) <= 0)
            return false;
        const qint64 put = channel.write(bytes.constData() + done, bytes.size() - done);
        if (put < 0 && errno != EAGAIN)
            return false;
        done += qMax<qint64>(put, 0);
    }
    return true;
}

QByteArray outputOf(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    process.waitForFinished();
    return process.readAllStandardOutput();
}

} // namespace radiosonde
