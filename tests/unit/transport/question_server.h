// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <thread>

namespace radiosonde
{

// An ssh server that asks two things at once, a user's name that may be seen and a code that may not, which
// no server at hand does; the right answers are "ada" and "1815". It takes one connection after the other,
// and closes it once somebody has logged in.
class QuestionServer
{
public:
    explicit QuestionServer(const QString &hostKeyFile);
    ~QuestionServer();

    QString url() const { return QStringLiteral("ssh://me@127.0.0.1:%1").arg(m_port); }
    int port() const { return m_port; }

private:
    void serve(const QByteArray &hostKeyFile) const;

    int m_fd;
    int m_port = 0;
    std::thread m_thread;
};

} // namespace radiosonde
