// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

namespace radiosonde
{

// What a file on disk looked like when it was read or written, to notice that somebody else has changed it.
struct FileStamp
{
    QDateTime modified;
    qint64 size = -1; // -1: there was no file

    bool operator==(const FileStamp &) const = default;
};
FileStamp stampOf(const QString &path);

// A source as read from disk.
struct SourceText
{
    QString text;                 // lines end in '\n'
    bool carriageReturns = false; // the file's lines end in "\r\n"; saving keeps that
    bool byteOrderMark = false;   // likewise
    FileStamp stamp;
};

// Blocks on the file; for worker threads. Kind Usage for what can't be read, is larger than
// maximumSourceBytes (app/run/probe_library.h), or is no UTF-8: saving would then change what was not edited.
Result<SourceText> readSource(const QString &path);

// Writes the text so that the file is either the old one or the new one, whatever happens in between.
Result<FileStamp> writeSource(const QString &path, const SourceText &source);

} // namespace radiosonde
