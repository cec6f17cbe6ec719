// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/support/counts.h"

#include <QJsonArray>

namespace radiosonde::e2e
{

using namespace Qt::StringLiterals;

qint64 callsOn(const Tool &tool, const QString &file)
{
    qint64 sum = 0;
    for (const QJsonObject &table : tool.objects(u"table"_s)) {
        for (const QJsonValue row : table["rows"_L1].toArray()) {
            if (row["file"_L1].toString() == file)
                sum += row["reads"_L1].toInteger() + row["writes"_L1].toInteger();
        }
    }
    return sum;
}

qint64 eventsOf(const Tool &tool, const QString &program)
{
    qint64 count = 0;
    for (const QJsonObject &event : tool.objects(u"event"_s))
        count += event["fields"_L1]["comm"_L1].toString() == program ? 1 : 0;
    return count;
}

} // namespace radiosonde::e2e
