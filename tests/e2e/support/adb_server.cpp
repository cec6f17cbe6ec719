// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/support/adb_server.h"

#include <QDeadlineTimer>
#include <QStandardPaths>
#include <QThread>

#include <csignal>

#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace radiosonde::e2e
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int startSeconds = 30;

// A port of this machine's loopback that nobody has.
quint16 freePort()
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

bool AdbServer::installed()
{
    return !QStandardPaths::findExecutable(u"adb"_s).isEmpty();
}

bool AdbServer::start()
{
    const QString socket = u"tcp:localhost:%1"_s.arg(freePort());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const auto &[name, value] : {std::pair(u"HOME"_s, m_home.path()), std::pair(u"ADB_USB"_s, u"0"_s),
                                      std::pair(u"ADB_EMU"_s, u"0"_s), std::pair(u"ADB_MDNS"_s, u"0"_s)})
        environment.insert(name, value);
    m_process.setProcessEnvironment(environment);
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.setStandardErrorFile(m_home.filePath(u"log"_s));
    m_process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); }); // no test leaves one behind
    m_process.start(u"adb"_s, {u"-L"_s, socket, u"server"_s, u"nodaemon"_s});
    qputenv("ADB_SERVER_SOCKET", socket.toLatin1());
    const QDeadlineTimer end(startSeconds * 1000);
    while (!end.hasExpired() && m_process.state() != QProcess::NotRunning) {
        if (m_process.waitForStarted(0) || m_process.state() == QProcess::Running) {
            if (run({u"devices"_s}).startsWith("List of devices"))
                return true;
        }
        QThread::msleep(50);
    }
    return false;
}

AdbServer::~AdbServer()
{
    kill();
    qunsetenv("ADB_SERVER_SOCKET");
}

void AdbServer::kill()
{
    m_process.kill();
    m_process.waitForFinished();
}

QByteArray AdbServer::run(const QStringList &words) const
{
    QProcess adb;
    adb.setStandardInputFile(QProcess::nullDevice());
    adb.start(u"adb"_s, words);
    adb.waitForFinished();
    return adb.readAllStandardOutput().trimmed();
}

QString AdbServer::connectTo(quint16 port, int seconds)
{
    const QString serial = u"127.0.0.1:%1"_s.arg(port);
    const QDeadlineTimer end(seconds * 1000);
    while (!end.hasExpired()) {
        const QByteArray said = run({u"connect"_s, serial});
        if ((said.startsWith("connected") || said.startsWith("already")) &&
            run({u"-s"_s, serial, u"get-state"_s}) == "device")
            return serial;
        run({u"disconnect"_s, serial});
        QThread::msleep(200);
    }
    return {};
}

} // namespace radiosonde::e2e
