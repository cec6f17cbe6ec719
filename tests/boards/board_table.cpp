// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/boards/board_table.h"

#include <QFile>

namespace radiosonde::e2e
{

using namespace Qt::StringLiterals;

void note(const TableEntry &entry)
{
    const QString path = qEnvironmentVariable("RADIOSONDE_BOARD_TABLE");
    if (path.isEmpty())
        return;
    QFile file(path);
    if (!file.open(QIODevice::Append))
        return;
    const QStringList fields{entry.board,
                             entry.release,
                             entry.probe,
                             entry.alternative.isEmpty() ? u"chosen"_s : entry.alternative,
                             entry.link,
                             entry.via.isEmpty() ? u"none"_s : entry.via.join(u", "),
                             QString::number(entry.rows),
                             entry.counts.simplified().replace(u'|', u'/')};
    file.write(fields.join(u'|').toUtf8() + '\n');
}

} // namespace radiosonde::e2e
