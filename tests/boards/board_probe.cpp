// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/boards/board_probe.h"

#include "tests/e2e/support/counts.h"

#include <QJsonArray>

namespace radiosonde::e2e
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int opens = 2000;
constexpr int execs = 200;
constexpr int writes = 500;
constexpr int fileCalls = 1500; // reads and writes of iowork

qsizetype tableRows(const Tool &tool)
{
    qsizetype rows = 0;
    for (const QJsonObject &table : tool.objects(u"table"_s))
        rows += table["rows"_L1].toArray().size();
    return rows;
}

qsizetype events(const Tool &tool)
{
    return tool.objects(u"event"_s).size();
}

QJsonArray buckets(const Tool &tool)
{
    const QList<QJsonObject> histograms = tool.objects(u"histogram"_s);
    return histograms.isEmpty() ? QJsonArray() : histograms.constLast()["buckets"_L1].toArray();
}

qint64 requests(const Tool &tool)
{
    qint64 count = 0;
    for (const QJsonValue bucket : buckets(tool))
        count += bucket["count"_L1].toInteger();
    return count;
}

} // namespace

const QList<BoardProbe> &boardProbes()
{
    static const QList<BoardProbe> probes{
        {.name = u"filetop"_s,
         .workload = {u"/tmp/iowork"_s, u"/mnt/known-file"_s, u"/mnt/far-end"_s},
         .options = {},
         .count = [](const Tool &tool) { return callsOn(tool, u"known-file"_s); },
         .rows = tableRows,
         .expected = fileCalls},
        {.name = u"biolatency"_s,
         .workload = {u"/tmp/biowork"_s, u"/dev/vdb"_s, QString::number(writes)},
         .options = {u"--set"_s, u"dev=vdb"_s},
         .count = requests,
         .rows = [](const Tool &tool) { return qsizetype(buckets(tool).size()); },
         .expected = writes},
        {.name = u"opensnoop"_s,
         .workload = {u"/tmp/openwork"_s, u"/etc/passwd"_s, QString::number(opens)},
         .options = {},
         .count = [](const Tool &tool) { return eventsOf(tool, u"openwork"_s); },
         .rows = events,
         .expected = opens},
        {.name = u"execsnoop"_s,
         .workload = {u"/tmp/execwork"_s, QString::number(execs)},
         .options = {},
         .count = [](const Tool &tool) { return eventsOf(tool, u"execwork"_s); },
         .rows = events,
         .expected = execs},
    };
    return probes;
}

QStringList alternativesFor(const Board &board, const QString &probe)
{
    if (probe != u"filetop")
        return {u"tp_btf"_s, u"raw_tp"_s, u"tracepoint"_s};
    if (board.architecture() == u"armhf")
        return {u"fentry"_s, u"tp_btf"_s, u"raw_tp"_s};
    return {u"fentry"_s, u"tp_btf"_s, u"kprobe"_s, u"raw_tp"_s};
}

QStringList alternativesOn(const Board &board, const QString &probe)
{
    QStringList names = alternativesFor(board, probe);
    // fentry needs a kernel's trampolines, which arm64 has since 6.4; both want the kernel's own BTF.
    if (board.architecture() != u"amd64" && board.name() != u"arm64-trixie")
        names.removeAll(u"fentry"_s);
    if (board.architecture() == u"armhf")
        names.removeAll(u"tp_btf"_s);
    // Debian's 5.10 has the events of 5.11, and without types of its own nothing tells so.
    if (board.name() == u"armhf-bullseye" && probe == u"biolatency")
        names.removeAll(u"raw_tp"_s);
    return names;
}

QStringList attachedTo(const Tool &tool)
{
    QStringList hooks;
    const QList<QJsonObject> meta = tool.objects(u"meta"_s);
    if (meta.isEmpty())
        return hooks;
    for (const QJsonValue program : meta.constFirst()["programs"_L1].toArray()) {
        if (program["attached"_L1].toBool())
            hooks.append(program["via"_L1].toString());
    }
    hooks.removeDuplicates();
    return hooks;
}

} // namespace radiosonde::e2e
