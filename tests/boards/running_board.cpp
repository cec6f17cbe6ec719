// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/boards/running_board.h"

#include <QDir>
#include <QFile>

namespace radiosonde::e2e
{

using namespace Qt::StringLiterals;

namespace
{

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

std::optional<BoardAccess> runningBoard(const QString &name, const Boards &boards)
{
    const QString all = qEnvironmentVariable("RADIOSONDE_TEST_BOARDS");
    const QString folder = all + u'/' + name;
    const QByteArray pid = contents(folder + u"/pid"_s).trimmed();
    if (all.isEmpty() || pid.isEmpty() || !QFile::exists(u"/proc/%1/exe"_s.arg(QString::fromLatin1(pid))))
        return std::nullopt;
    for (const QByteArray &line : contents(folder + u"/steps"_s).split('\n')) {
        const QList<QByteArray> words = line.split(' '); // ready PORT SSHD-PORT RELEASE FOLDER
        if (words.size() < 5 || words[0] != "ready")
            continue;
        return BoardAccess{
            .name = name,
            .release = QString::fromLatin1(words[3]),
            .port = words[1].toUShort(),
            .opensshPort = words[2].toUShort(),
            .identityFile = folder + u"/key"_s,
            .hostKey = contents(folder + u"/hostkey.pub"_s).simplified().split(' ').first(2).join(' '),
            .kernelHeaders = boards.kernelHeaders(name)};
    }
    return std::nullopt;
}

} // namespace radiosonde::e2e
