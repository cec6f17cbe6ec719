// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace radiosonde
{

// What was open in the window, so that it can be there again at the next start.
struct SessionMemory
{
    struct Source
    {
        QString path;
        int line = 1;

        bool operator==(const Source &) const = default;
    };
    // A run of a library probe or of a saved source.
    struct Run
    {
        QString probe;  // library name, or the source's path
        QString target; // URL
        QString title;  // "filetop on board-7", for people
        qint64 intervalNs = 0;
        QList<std::pair<QString, QString>> parameters;

        bool operator==(const Run &) const = default;
    };

    QList<Source> sources; // in the order of their tabs
    QString currentSource; // path; empty: none
    QString target;        // URL of the chosen one
    QList<Run> runs;       // those that were there, in the order of their start; at most maximumRuns

    static constexpr int maximumRuns = 16;
    static constexpr int maximumSources = 64;

    bool operator==(const SessionMemory &) const = default;
};

// As JSON, for the settings file. What cannot be read is left out, member by member: the file is the user's.
QByteArray encodeSession(const SessionMemory &memory);
SessionMemory decodeSession(const QByteArray &json);

} // namespace radiosonde
