// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/audit_log.h"

#include "core/base/text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace radiosonde
{

using namespace Qt::StringLiterals;

AuditLog::AuditLog(const QString &path, const QString &about)
    : m_path(path), m_about(escapeControl(about)), m_thread([this] { run(); })
{
    write({}); // opens the file, or says why not
}

AuditLog::~AuditLog()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_closing = true;
    }
    m_changed.notify_all();
    m_thread.join();
    if (m_fd >= 0)
        close(m_fd);
}

void AuditLog::audit(const AuditEntry &entry)
{
    append(auditLine(entry));
}

void AuditLog::note(const QString &text)
{
    append(QDateTime::currentDateTimeUtc().toString(u"yyyy-MM-ddTHH:mm:ss.zzz'000Z'"_s) + u"  "_s +
           escapeControl(text));
}

void AuditLog::append(const QString &line)
{
    const std::scoped_lock lock(m_mutex);
    if (m_queue.size() >= maximumQueued) {
        ++m_leftOut;
        return;
    }
    m_queue += u"%1  [%2]\n"_s.arg(line, m_about).toUtf8();
    m_changed.notify_all();
}

void AuditLog::run()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_closing || !m_queue.isEmpty(); });
        if (m_queue.isEmpty())
            return;
        QByteArray lines = std::exchange(m_queue, {});
        const quint64 leftOut = std::exchange(m_leftOut, 0);
        lock.unlock();
        if (leftOut > 0)
            lines.prepend(u"%1 lines are missing here\n"_s.arg(leftOut).toUtf8());
        const bool written = write(lines);
        lock.lock();
        if (!written)
            m_leftOut += leftOut + quint64(lines.count('\n')) - (leftOut > 0 ? 1 : 0);
    }
}

bool AuditLog::write(const QByteArray &bytes)
{
    if (m_fd < 0)
        m_fd = open(QFile::encodeName(m_path).constData(),
                    O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY, 0600);
    int failure = m_fd < 0 ? errno : 0;
    for (qsizetype done = 0; m_fd >= 0 && done < bytes.size() && failure == 0;) {
        const ssize_t put = ::write(m_fd, bytes.constData() + done, size_t(bytes.size() - done));
        if (put > 0)
            done += put;
        else if (put == 0 || errno != EINTR)
            failure = put == 0 ? ENOSPC : errno;
    }
    const std::scoped_lock lock(m_mutex);
    if (failure != 0 && !m_failing)
        m_error = Error{ErrorKind::Internal,
                        QCoreApplication::translate("Run", "The log %1 can't be written: %2")
                            .arg(m_path, qt_error_string(failure)),
                        QCoreApplication::translate("Run", "the run goes on without it")};
    m_failing = failure != 0;
    return failure == 0;
}

std::optional<Error> AuditLog::takeError()
{
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_error, {});
}

} // namespace radiosonde
