// SPDX-License-Identifier: GPL-3.0-or-later
#include "target_shell.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <csignal>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace radiosonde
{

class TargetShell::Link : public Channel
{
public:
    explicit Link(TargetShell &shell) : m_shell(shell) {}

    int readFd() const override { return m_shell.m_output; }
    int writeFd() const override { return m_shell.m_input; }
    QString farewell() const override { return u"the link was cut"_s; }

    qint64 read(char *data, qint64 maximum) override
    {
        if (m_shell.m_onCall)
            m_shell.m_onCall();
        if (m_shell.m_failure == Failure::Stall && m_shell.m_sent >= m_shell.m_limit)
            return again();
        return m_shell.m_output < 0 ? 0 : ::read(m_shell.m_output, data, size_t(maximum));
    }

    qint64 write(const char *data, qint64 size) override
    {
        if (m_shell.m_onCall)
            m_shell.m_onCall();
        if (m_shell.m_failure != Failure::None && m_shell.m_sent + size > m_shell.m_limit)
            return fail(data);
        const qint64 put = ::write(m_shell.m_input, data, size_t(size));
        m_shell.m_sent += put > 0 ? put : 0;
        return put;
    }

private:
    static qint64 again()
    {
        const timespec moment{0, 1'000'000}; // the descriptor may be readable: do not spin
        nanosleep(&moment, nullptr);
        errno = EAGAIN;
        return -1;
    }

    // The part before the failure still goes.
    qint64 fail(const char *data)
    {
        const qint64 part = std::exchange(m_shell.m_limit, 0) - m_shell.m_sent;
        if (part > 0)
            m_shell.m_sent += ::write(m_shell.m_input, data, size_t(part));
        if (m_shell.m_failure == Failure::Stall)
            return part > 0 ? part : again();
        m_shell.cut();
        errno = EPIPE;
        return -1;
    }

    TargetShell &m_shell;
};

TargetShell::TargetShell(const QByteArray &command)
{
    int input[2];
    int output[2];
    if (pipe2(input, O_CLOEXEC) != 0 || pipe2(output, O_CLOEXEC) != 0)
        qFatal("no pipes");
    const QByteArray folder = "TMPDIR=" + m_folder.path().toUtf8();
    m_pid = fork();
    if (m_pid == 0) {
        setpgid(0, 0);
        dup2(input[0], STDIN_FILENO);
        dup2(output[1], STDOUT_FILENO);
        putenv(const_cast<char *>(folder.constData()));
        dup2(open("/dev/null", O_WRONLY), STDERR_FILENO); // shells tell what a cut script lacks
        execl("/bin/sh", "sh", "-c", command.constData(), nullptr);
        _exit(127);
    }
    setpgid(m_pid, m_pid);
    close(input[0]);
    close(output[1]);
    m_input = input[1];
    m_output = output[0];
    fcntl(m_input, F_SETFL, O_NONBLOCK);
    fcntl(m_output, F_SETFL, O_NONBLOCK);
    m_channel = std::make_unique<Link>(*this);
}

TargetShell::~TargetShell()
{
    cut();
    kill(-m_pid, SIGKILL);
    waitpid(m_pid, nullptr, 0);
}

void TargetShell::failAfter(Failure failure, qint64 bytes)
{
    m_failure = failure;
    m_limit = bytes;
}

void TargetShell::cut()
{
    for (int *end : {&m_input, &m_output}) {
        if (*end >= 0)
            close(std::exchange(*end, -1));
    }
}

QStringList TargetShell::leftovers() const
{
    waitpid(m_pid, nullptr, WNOHANG | WUNTRACED);
    QStringList found = QDir(m_folder.path())
                            .entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    for (const QString &entry : QDir(u"/proc"_s).entryList({u"[0-9]*"_s}, QDir::Dirs)) {
        QFile stat(u"/proc/%1/stat"_s.arg(entry));
        if (!stat.open(QIODevice::ReadOnly))
            continue;
        const QByteArray line = stat.readAll();
        const QList<QByteArray> fields = line.sliced(line.lastIndexOf(')') + 2).split(' '); // state ppid pgrp
        if (fields.value(2).toInt() == m_pid && fields.value(0) != "Z")
            found.append(QString::fromUtf8(line.first(line.lastIndexOf(')') + 1)));
    }
    return found;
}

} // namespace radiosonde
