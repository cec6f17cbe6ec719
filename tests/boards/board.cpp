// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/boards/board.h"

#include "remote/transport/channel.h"
#include "tests/boards/running_board.h"
#include "tests/e2e/support/tool.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

namespace radiosonde::e2e
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int commandMs = 120'000; // emulators share few processors

bool append(const QString &path, const QByteArray &text)
{
    QFile file(path);
    return file.open(QIODevice::Append) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) &&
           file.write(text) == text.size();
}

} // namespace

Board::Board() : m_boards(QStringLiteral(RADIOSONDE_BOARDS)) {}

QString Board::start(const QString &name, bool &impossible)
{
    impossible = false;
    if (const std::optional<BoardAccess> running = runningBoard(name, m_boards))
        return reach(*running);
    return startOwn(name, impossible);
}

QString Board::startOwn(const QString &name, bool &impossible)
{
    impossible = !m_boards.missingPackages(name).isEmpty();
    const Interruptor never;
    const Result<BoardAccess> access = m_boards.start(name, nullptr, never);
    if (access)
        return reach(*access);
    for (const Boards::Entry &entry : m_boards.list())
        impossible |= entry.name == name && entry.state == Boards::State::Unavailable;
    return describe(access.error());
}

QString Board::reach(const BoardAccess &access)
{
    m_access = access;
    // The caches stay where they are, as they are costly; only ssh's files are of this test.
    const QString cache = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation);
    qputenv("XDG_CACHE_HOME", QFile::encodeName(cache));
    qputenv("HOME", QFile::encodeName(m_home.path()));
    if (!QDir().mkpath(m_home.filePath(u".ssh"_s)) || !addHost(u"dropbear"_s, access.port, access.hostKey) ||
        !addHost(u"openssh"_s, access.opensshPort, access.hostKey))
        return u"no ssh configuration could be written"_s;
    return {};
}

bool Board::addHost(const QString &host, quint16 port, const QByteArray &hostKey)
{
    const QString config =
        u"Host %1\n HostName 127.0.0.1\n Port %2\n User root\n IdentityFile %3\n"_s.arg(host).arg(port).arg(
            m_access.identityFile);
    const QByteArray known = "[127.0.0.1]:" + QByteArray::number(port) + ' ' + hostKey + '\n';
    return append(m_home.filePath(u".ssh/config"_s), config.toUtf8()) &&
           append(m_home.filePath(u".ssh/known_hosts"_s), known);
}

QString Board::shell() const
{
    return QFileInfo(m_access.identityFile).path() + u"/ssh"_s;
}

QByteArray Board::run(const QString &command) const
{
    QProcess process;
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(shell(), {command});
    const bool fine = process.waitForFinished(commandMs) && process.exitCode() == 0;
    return fine ? process.readAllStandardOutput() : QByteArray();
}

void Board::kill(const QString &pattern) const
{
    run(u"for p in /proc/[0-9]*; do case $(cat $p/comm 2>/dev/null) in %1) kill -9 ${p#/proc/};; esac; done"_s
            .arg(pattern));
}

bool Board::put(const QString &workload)
{
    QProcess process;
    process.setStandardInputFile(workloadPath(architecture() + u'/' + workload));
    process.start(shell(), {u"cat > /tmp/%1 && chmod 755 /tmp/%1"_s.arg(workload)});
    return process.waitForFinished(commandMs) && process.exitCode() == 0;
}

QString Board::told(const QString &name) const
{
    QFile file(QFileInfo(m_access.identityFile).path() + u'/' + name);
    return file.open(QIODevice::ReadOnly) ? QString::fromLatin1(file.readAll().trimmed()) : QString();
}

quint16 Board::adbPort() const
{
    return told(u"adbport"_s).toUShort();
}

QString Board::url(const QString &link) const
{
    if (link == u"adb")
        return u"adb://127.0.0.1:%1"_s.arg(adbPort());
    if (link == u"serial")
        return u"serial://"_s + told(u"serialport"_s);
    if (link == u"cmd")
        return u"cmd:ssh -F %1/config -o UserKnownHostsFile=%1/known_hosts dropbear exec sh"_s.arg(
            m_home.filePath(u".ssh"_s));
    return u"ssh://"_s + link;
}

QStringList Board::target(const QString &link) const
{
    QStringList options{u"--target"_s, url(link)};
    if (!m_access.kernelHeaders.isEmpty())
        options += {u"--kernel-headers"_s, m_access.kernelHeaders.join(u':')};
    return options;
}

} // namespace radiosonde::e2e
