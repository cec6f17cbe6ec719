// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/choice.h"
#include "remote/loader/hook.h"
#include "remote/loader/refusal.h"
#include "remote/loader/verifier_report.h"
#include "remote/wire/wire.h"

#include <QTest>

#include <cerrno>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

const QList<CandidateProgram> programs{
    {u"entry"_s, u"fentry/vfs_read"_s, true},
    {u"leave"_s, u"fexit/vfs_read"_s, true},
    {u"probe"_s, u"kprobe/vfs_read"_s, true},
    {u"extra"_s, u"kprobe/vfs_readv"_s, true},
    {u"point"_s, u"tp/syscalls/sys_enter_read"_s, true},
    {u"alone"_s, u"perf_event"_s, true},
    {u"asleep"_s, u"?uprobe//bin/sh:main"_s, false},
};
const AlternativeGroup reading{u"reading"_s,
                               {{u"fentry"_s, {u"entry"_s, u"leave"_s}, {}},
                                {u"kprobe"_s, {u"probe"_s, u"extra"_s}, {u"extra"_s}},
                                {u"tracepoint"_s, {u"point"_s}, {}}}};

} // namespace

// Plain rules of the loader: no kernel is asked.
class TestChoice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesTheFirst();
    void goesOnAtRefusal();
    void optionalGoesAlone();
    void takesOnlyTheNamed();
    void states();
    void hooks_data();
    void hooks();
    void attachRefusals();
    void rights();
    void versions();
    void causeFromComment();
    void causeFromInstruction();
    void causeOfHostileLog();
};

void TestChoice::takesTheFirst()
{
    const Choice choice(programs, {reading}, {});
    QCOMPARE(choice.enabled(), (QStringList{u"entry"_s, u"leave"_s, u"alone"_s}));
    QCOMPARE(choice.disabled(), (QStringList{u"probe"_s, u"extra"_s, u"point"_s, u"asleep"_s}));
}

void TestChoice::goesOnAtRefusal()
{
    Choice choice(programs, {reading}, {});
    choice.refuse(u"leave"_s, u"no"_s);
    QCOMPARE(choice.enabled(), (QStringList{u"probe"_s, u"extra"_s, u"alone"_s}));
    QVERIFY(choice.hasStandIn(u"leave"_s));
    choice.refuse(u"probe"_s, u"no"_s);
    QCOMPARE(choice.enabled(), (QStringList{u"point"_s, u"alone"_s}));
    choice.refuse(u"point"_s, u"no"_s);
    QCOMPARE(choice.enabled(), QStringList{u"alone"_s});
    QVERIFY(!choice.hasStandIn(u"point"_s));
    choice.refuse(u"alone"_s, u"no"_s);
    QCOMPARE(choice.enabled(), QStringList());
}

void TestChoice::optionalGoesAlone()
{
    Choice choice(programs, {reading}, u"kprobe"_s);
    choice.refuse(u"extra"_s, u"no"_s);
    QCOMPARE(choice.enabled(), (QStringList{u"probe"_s, u"alone"_s}));
}

void TestChoice::takesOnlyTheNamed()
{
    Choice choice(programs, {reading}, u"tracepoint"_s);
    QCOMPARE(choice.enabled(), (QStringList{u"point"_s, u"alone"_s}));
    choice.refuse(u"point"_s, u"no"_s);
    QCOMPARE(choice.enabled(), QStringList{u"alone"_s});
    QCOMPARE(Choice(programs, {reading}, u"nothing so called"_s).enabled().first(), u"entry"_s);
}

void TestChoice::states()
{
    Choice choice(programs, {reading}, {});
    choice.refuse(u"leave"_s, u"the kernel has none"_s);
    const QList<ProgramState> states = choice.states({u"probe"_s, u"alone"_s});
    QCOMPARE(states.size(), programs.size());
    QCOMPARE(states[0], (ProgramState{u"entry"_s, u"fentry/vfs_read"_s, false, {}, {}, u"fentry"_s}));
    QCOMPARE(
        states[1],
        (ProgramState{u"leave"_s, u"fexit/vfs_read"_s, false, {}, u"the kernel has none"_s, u"fentry"_s}));
    QCOMPARE(states[2],
             (ProgramState{u"probe"_s, u"kprobe/vfs_read"_s, true, u"kprobe/vfs_read"_s, {}, u"kprobe"_s}));
    QCOMPARE(states[5], (ProgramState{u"alone"_s, u"perf_event"_s, true, u"perf_event/cpu-clock"_s, {}, {}}));
}

void TestChoice::hooks_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("said");
    const auto add = [](const char *section, HookKind kind, const QString &said) {
        QTest::newRow(section) << int(kind) << said;
    };
    add("kprobe/vfs_read", HookKind::Kprobe, u"kprobe/vfs_read"_s);
    add("?kretprobe.multi/vfs_*", HookKind::KprobeMulti, u"kretprobe.multi/vfs_*"_s);
    add("ksyscall/openat", HookKind::Kprobe, u"ksyscall/openat"_s);
    add("tp/sched/sched_switch", HookKind::Tracepoint, u"tracepoint/sched/sched_switch"_s);
    add("raw_tracepoint/sched_switch", HookKind::Raw, u"raw_tp/sched_switch"_s);
    add("raw_tp.w/sched_switch", HookKind::Raw, u"raw_tp/sched_switch"_s);
    add("tp_btf/sched_switch", HookKind::TypedRaw, u"tp_btf/sched_switch"_s);
    add("fentry.s/do_unlinkat", HookKind::Tracing, u"fentry/do_unlinkat"_s);
    add("uprobe.s//bin/bash:readline", HookKind::Uprobe, u"uprobe//bin/bash:readline"_s);
    add("uprobe", HookKind::Uprobe, u"uprobe"_s);
    add("perf_event", HookKind::PerfEvent, u"perf_event/cpu-clock"_s);
    add("iter/task", HookKind::Iterator, u"iter/task"_s);
    add("xdp", HookKind::Other, u"xdp"_s);
    add("", HookKind::Other, u""_s);
}

void TestChoice::hooks()
{
    QFETCH(const int, kind);
    QFETCH(const QString, said);
    const Hook hook = parseHook(QString::fromLatin1(QTest::currentDataTag()));
    QCOMPARE(int(hook.kind), kind);
    QCOMPARE(via(hook), said);
}

void TestChoice::attachRefusals()
{
    const auto said = [](const QString &section, int error) {
        return attachRefusal(parseHook(section), error);
    };
    QCOMPARE(said(u"fentry/vfs_read"_s, 524),
             u"the kernel cannot put trampolines at functions on this architecture (error 524)"_s);
    QCOMPARE(said(u"kprobe/nothing"_s, ENOENT), u"the kernel has no function nothing that can be probed"_s);
    QCOMPARE(said(u"raw_tp/nothing"_s, ENOENT), u"the kernel has no raw tracepoint nothing"_s);
    QCOMPARE(said(u"uprobe"_s, EOPNOTSUPP), u"the kernel cannot set a probe at this instruction (uprobe)"_s);
    QCOMPARE(said(u"xdp"_s, EOPNOTSUPP), u"Radiosonde does not attach programs of this kind (xdp)"_s);
    QVERIFY(said(u"tp/a/b"_s, EACCES).contains(u"more than the event has"_s));
    QCOMPARE(said(u"tp/a/b"_s, EBUSY), u"tracepoint/a/b refused: Device or resource busy"_s);
}

void TestChoice::rights()
{
    TargetInfo target;
    target.url = u"local"_s;
    target.release = u"5.10.0-30-arm64"_s;
    target.capabilities = WIRE_CAP_BPF | WIRE_CAP_PERFMON;
    QVERIFY(!missingRight(target, EINVAL, {}));
    QVERIFY(missingRight(target, ENOSYS, {})->text.contains(u"no bpf(2)"_s));
    QVERIFY(missingRight(target, EPERM, {})->text.contains(u"RLIMIT_MEMLOCK"_s));
    target.release = u"6.1.0"_s;
    QVERIFY(!missingRight(target, EPERM, {}));
    QVERIFY(
        missingRight(target, EPERM, u"none integrity [confidentiality]"_s)->text.contains(u"locked down"_s));
    target.capabilities = WIRE_CAP_PERFMON;
    const std::optional<Error> error = missingRight(target, EPERM, {});
    QVERIFY(error);
    QCOMPARE(error->kind, ErrorKind::Unreachable);
    QVERIFY(error->text.contains(u"CAP_BPF"_s));
    QVERIFY(error->hint.contains(u"sudo"_s));
    target.release = u"5.4.0"_s;
    QVERIFY(missingRight(target, EPERM, {})->text.contains(u"CAP_SYS_ADMIN"_s));
}

void TestChoice::versions()
{
    QCOMPARE(kernelVersion(u"6.18.44-fc"_s), std::pair(6, 18));
    QCOMPARE(kernelVersion(u"5.10-rc1"_s), std::pair(5, 10));
    QCOMPARE(kernelVersion(u"strange"_s), std::pair(0, 0));
}

void TestChoice::causeFromComment()
{
    const auto cause = findCause(u"0: R1=ctx() R10=fp0\n"
                                 "; x = *p; @ probe.bpf.c:41\n"
                                 "3: (79) r1 = *(u64 *)(r1 +0)\n"
                                 "R1 invalid mem access 'scalar'\n"
                                 "processed 4 insns (limit 1000000)\n"_s);
    QVERIFY(cause);
    QCOMPARE(cause->message, u"R1 invalid mem access 'scalar'"_s);
    QCOMPARE(cause->instruction, 3);
    QCOMPARE(cause->file, u"probe.bpf.c"_s);
    QCOMPARE(cause->line, 41);
}

void TestChoice::causeFromInstruction()
{
    const QString log =
        u"func#0 @0\n0: (b7) r0 = 0\n9: (85) call bpf_map_lookup_elem#1  ; R0=map_value_or_null(id=1)\n"
        "10: (7b) *(u64 *)(r0 +0) = r1\nR0 invalid mem access 'map_value_or_null'\n"
        "processed 10 insns (limit 1000000)\n"_s;
    const QList<InstructionLine> lines{{0, u"/home/me/probe.bpf.c"_s, 5, 1},
                                       {9, u"/home/me/probe.bpf.c"_s, 8, 12},
                                       {10, u"/home/me/probe.bpf.c"_s, 9, 14},
                                       {11, u"/home/me/probe.bpf.c"_s, 12, 3}};
    const Diagnostic problem = explainRefusal(u"on_read"_s, log, {}, lines, u"probe.bpf.c"_s, EACCES);
    QCOMPARE(problem.file, u"probe.bpf.c"_s);
    QCOMPARE(problem.line, 9);
    QCOMPARE(problem.column, 14);
    QVERIFY(problem.message.endsWith(u"R0 invalid mem access 'map_value_or_null'"_s));
    QVERIFY(problem.hint.contains(u"NULL"_s));
}

void TestChoice::causeOfHostileLog()
{
    QVERIFY(!findCause({}));
    const Diagnostic problem = explainRefusal(u"p"_s, u"99999999999999: (85) x\n\x1b[31mred\n"_s, {},
                                              {{5, u"x"_s, 1, 1}}, u"p.c"_s, EINVAL);
    QVERIFY(!problem.message.contains(u'\x1b'));
    QCOMPARE(problem.line, 0);
    const Diagnostic silent = explainRefusal(u"p"_s, {}, {}, {}, u"p.c"_s, EINVAL);
    QVERIFY(silent.message.endsWith(u"Invalid argument"_s));
}

QTEST_GUILESS_MAIN(TestChoice)
#include "test_choice.moc"
