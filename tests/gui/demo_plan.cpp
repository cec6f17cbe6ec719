// SPDX-License-Identifier: GPL-3.0-or-later
// Plans of the three probes that tests show.
#include "tests/gui/demo_run.h"

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

TypePtr integer(quint32 size, TypeKind kind = TypeKind::Unsigned)
{
    return std::make_shared<Type>(Type{.kind = kind, .size = size});
}

TypePtr text(quint32 size)
{
    return std::make_shared<Type>(Type{
        .kind = TypeKind::Array, .size = size, .count = size, .element = integer(1, TypeKind::Character)});
}

Column column(const QString &name, Meaning meaning, TypePtr type, quint32 offset,
              const QString &description = {})
{
    Column result;
    result.name = name;
    result.title = name;
    result.description = description;
    result.meaning = meaning;
    result.type = std::move(type);
    result.offset = offset;
    return result;
}

ViewSpec filetopView()
{
    ViewSpec view;
    view.name = view.title = u"files"_s;
    view.kind = ViewKind::Table;
    view.accumulate = Accumulate::Interval;
    view.sortColumn = u"rbytes"_s;
    Column tid = column(u"tid"_s, Meaning::Identifier, integer(4), 0, u"Thread"_s);
    tid.inKey = true;
    view.columns = {tid, column(u"comm"_s, Meaning::Text, text(16), 0, u"Its name"_s)};
    const char *counters[] = {"reads", "writes", "rbytes", "wbytes"};
    for (quint32 i = 0; i < 4; ++i) {
        Column counter = column(QString::fromLatin1(counters[i]), i < 2 ? Meaning::Plain : Meaning::Size,
                                integer(8), 16 + 8 * i);
        counter.counter = true;
        counter.unit = i < 2 ? QString() : u"bytes"_s;
        view.columns += counter;
    }
    view.columns += column(u"type"_s, Meaning::Text, integer(1, TypeKind::Character), 48, u"R, S or O"_s);
    view.columns += column(u"file"_s, Meaning::Text, text(31), 49, u"Last part of the path"_s);
    return view;
}

ViewSpec biolatencyView()
{
    ViewSpec view;
    view.name = view.title = u"latency"_s;
    view.kind = ViewKind::Histogram;
    view.histogram = {.scale = Scale::Log2, .unit = u"us"_s, .slotWidth = 4, .slotCount = 27};
    return view;
}

ViewSpec opensnoopView()
{
    ViewSpec view;
    view.name = view.title = u"events"_s;
    view.kind = ViewKind::Events;
    view.recordSize = 96;
    view.columns = {
        column(u"pid"_s, Meaning::Identifier, integer(4), 0), column(u"comm"_s, Meaning::Text, text(16), 4),
        column(u"ret"_s, Meaning::ErrorNumber, integer(4, TypeKind::Signed), 20),
        column(u"flags"_s, Meaning::Plain, integer(4), 24), column(u"path"_s, Meaning::Text, text(64), 28)};
    return view;
}

} // namespace

Plan demoPlan(const QString &probe)
{
    Plan plan;
    plan.probe = probe;
    plan.target.url = u"local"_s;
    plan.target.name = u"This machine"_s;
    plan.target.hostName = u"workbench"_s;
    plan.target.release = u"6.12.48-amd64"_s;
    plan.startTime = 1'763'640'000'000'000'000;
    plan.views = {probe == "filetop"_L1      ? filetopView()
                  : probe == "biolatency"_L1 ? biolatencyView()
                                             : opensnoopView()};
    plan.programs = {
        ProgramState{.name = u"on_exit"_s,
                     .section = u"tp_btf/sys_exit"_s,
                     .attached = true,
                     .via = u"tp_btf/sys_exit"_s,
                     .alternative = u"syscalls"_s},
        ProgramState{.name = u"read_exit"_s, .section = u"fexit/vfs_read"_s, .alternative = u"fentry"_s}};
    return plan;
}

Facts demoFacts()
{
    const auto global = [](const QString &name, TypePtr type, QByteArray initial,
                           const QString &description) {
        return GlobalFacts{.name = name,
                           .section = u".rodata"_s,
                           .type = std::move(type),
                           .isParameter = true,
                           .initial = std::move(initial),
                           .description = description};
    };
    Facts facts;
    facts.title = u"reads and writes by file"_s;
    facts.globals = {
        global(u"all_files"_s, integer(1, TypeKind::Boolean), QByteArray(1, 0), u"Sockets and pipes, too"_s),
        global(u"pid"_s, integer(4), QByteArray(4, 0), u"Count this process only; 0 for all"_s),
        global(u"comm"_s, text(16), QByteArray(16, 0), u"Only threads of that name"_s)};
    return facts;
}

} // namespace radiosonde
