// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/types_file.h"

#include <QCoreApplication>
#include <QFile>

namespace radiosonde
{

namespace
{

constexpr qint64 mostBytes = 48 << 20;

QString tr(const char *text)
{
    return QCoreApplication::translate("Loader", text);
}

} // namespace

Result<std::string> readTypes(const QString &path)
{
    if (path.isEmpty())
        return std::string();
    QFile file(path);
    const bool open = file.open(QIODevice::ReadOnly);
    const QByteArray bytes = open ? file.read(mostBytes + 1) : QByteArray();
    if (bytes.isEmpty() || bytes.size() > mostBytes)
        return fail(ErrorKind::Usage, tr("The kernel's types in %1 cannot be read: %2")
                                          .arg(path, open ? tr("their size is wrong") : file.errorString()));
    return bytes.toStdString();
}

} // namespace radiosonde
