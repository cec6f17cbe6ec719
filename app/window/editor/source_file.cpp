// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/editor/source_file.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStringDecoder>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 maximumBytes = 4 << 20; // as app/run/probe_library.h's maximumSourceBytes

QString tr(const char *text)
{
    return QCoreApplication::translate("SourceFile", text);
}

} // namespace

FileStamp stampOf(const QString &path)
{
    const QFileInfo info(path);
    return info.exists() ? FileStamp{info.lastModified(), info.size()} : FileStamp{};
}

Result<SourceText> readSource(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Usage, tr("%1 can't be opened: %2").arg(path, file.errorString()));
    SourceText result;
    result.stamp = stampOf(path);
    QByteArray bytes = file.read(maximumBytes + 1);
    if (bytes.size() > maximumBytes)
        return fail(ErrorKind::Usage, tr("%1 is larger than 4 MiB, which no probe is").arg(path));
    result.byteOrderMark = bytes.startsWith("\xEF\xBB\xBF");
    if (result.byteOrderMark)
        bytes.remove(0, 3);
    QStringDecoder decoder(QStringDecoder::Utf8);
    result.text = decoder(bytes);
    if (decoder.hasError() || result.text.contains(QChar::Null))
        return fail(ErrorKind::Usage, tr("%1 is not text in UTF-8").arg(path));
    const qsizetype lineEnds = result.text.count(u'\n');
    result.carriageReturns = lineEnds > 0 && result.text.count("\r\n"_L1) == lineEnds;
    if (result.carriageReturns)
        result.text.replace("\r\n"_L1, "\n"_L1);
    return result;
}

Result<FileStamp> writeSource(const QString &path, const SourceText &source)
{
    QString text = source.text;
    if (source.carriageReturns)
        text.replace(u'\n', "\r\n"_L1);
    QByteArray bytes = text.toUtf8();
    if (source.byteOrderMark)
        bytes.prepend("\xEF\xBB\xBF");
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(ErrorKind::Usage, tr("%1 can't be written: %2").arg(path, file.errorString()),
                    tr("save it under another name"));
    return stampOf(path);
}

} // namespace radiosonde
