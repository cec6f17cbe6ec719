// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/transport/ssh/config.h"

#include <QHash>

namespace radiosonde
{

// The lines of configuration files that hold for one host, gathered: keyword in lower case to values. Of most
// keywords the first value counts; all those of IdentityFile are kept in order.
class SshConfigFile
{
public:
    explicit SshConfigFile(const SshConfigQuery &query) : m_query(query) {}

    // Includes and all. Kind Usage: a line that can't be understood.
    Result<> read(const QString &path);

    bool has(const char *keyword) const { return m_values.contains(keyword); }
    QString value(const char *keyword) const { return m_values.value(keyword).value(0); }
    QStringList values(const char *keyword) const { return m_values.value(keyword); }
    bool isYes(const char *keyword, bool otherwise) const;

private:
    struct Place
    {
        QString path;
        int line = 0;
        int depth = 0;
    };

    Result<> readLines(const Place &file, bool active);
    Result<> readLine(const Place &place, const QString &line, bool &active, bool enclosing);
    Result<> include(const Place &place, const QStringList &patterns, bool active);
    Result<bool> match(const Place &place, const QStringList &words) const;
    Result<bool> criterion(const Place &place, const QString &name, const QString &argument) const;
    void store(const QByteArray &keyword, const QStringList &words);
    QString currentHost() const;
    QString currentUser() const;

    const SshConfigQuery &m_query;
    QHash<QByteArray, QStringList> m_values;
};

// The words of a line: separated by blanks, or one `=` after the keyword; "quoted" words may hold blanks; `#`
// at the start of a word begins a comment. Nothing when a quote is not closed.
std::optional<QStringList> splitConfigLine(const QString &line);

} // namespace radiosonde
