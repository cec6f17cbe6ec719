// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "remote/session/audit.h"

#include <QByteArray>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace radiosonde
{

// The account of what was done on a target as lines of a file, appended and flushed as they come by a thread
// of its own. A disk that fails does not hold anything up: lines are left out and counted, and the file says
// how many once it can be written again. Thread-safe.
class AuditLog : public AuditSink
{
public:
    // `about` stands in each line: "filetop on board-7". A file that can't be opened is an error() at once.
    AuditLog(const QString &path, const QString &about);
    ~AuditLog() override; // writes what it has

    void audit(const AuditEntry &entry) override;
    void note(const QString &text); // a line of its own: the link was lost, another stub greeted

    // Once for each time that writing began to fail.
    std::optional<Error> takeError();

    static constexpr qsizetype maximumQueued = 4 << 20; // bytes

private:
    void append(const QString &line);
    void run();
    bool write(const QByteArray &bytes);

    const QString m_path;
    const QString m_about;
    int m_fd = -1;
    std::mutex m_mutex; // of what follows
    std::condition_variable m_changed;
    QByteArray m_queue;
    quint64 m_leftOut = 0; // lines
    bool m_failing = false;
    bool m_closing = false;
    std::optional<Error> m_error;
    std::thread m_thread; // last: it uses all others
};

} // namespace radiosonde
