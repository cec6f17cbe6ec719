// SPDX-License-Identifier: GPL-3.0-or-later
#include "local_target.h"

#include <QFile>
#include <QProcess>
#include <QSet>
#include <QTest>

#include <algorithm>
#include <unistd.h>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

AlternativeGroup exits(const QStringList &order)
{
    const QHash<QString, Alternative> all{
        {u"fentry"_s, {u"fentry"_s, {u"fentry_exit"_s}, {}}},
        {u"kprobe"_s, {u"kprobe"_s, {u"kprobe_exit"_s, u"kprobe_extra"_s}, {u"kprobe_extra"_s}}},
        {u"raw_tp"_s, {u"raw_tp"_s, {u"raw_exit"_s}, {}}},
        {u"never"_s, {u"never"_s, {u"tracepoint_never"_s}, {}}},
        {u"typed_never"_s, {u"typed_never"_s, {u"typed_never"_s}, {}}},
        {u"tp_btf"_s, {u"tp_btf"_s, {u"typed_exit"_s}, {}}},
        {u"tracepoint"_s, {u"tracepoint"_s, {u"tracepoint_exit"_s}, {}}},
    };
    AlternativeGroup group{u"exit"_s, {}};
    for (const QString &name : order)
        group.alternatives.append(all[name]);
    return group;
}

bool hasKprobes()
{
    return QFile::exists(u"/sys/bus/event_source/devices/kprobe/type"_s);
}

} // namespace

// Which of several programs is taken on this machine's kernel.
class TestAlternatives : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void goesOnWhereHooksLack();
    void reloadsWhenAttachRefuses();
    void saysWhyNothingAttaches();
    void keepsToTheNamed();
    void triesEveryFeature();
    void writesTheKernelsTypes();

private:
    LocalTarget m_target;
    const Interruptor m_never;
};

void TestAlternatives::initTestCase()
{
    if (geteuid() != 0)
        QSKIP("loading programs takes root");
    m_target = openLocalTarget();
    QVERIFY2(m_target.loader, qPrintable(m_target.complaint));
}

void TestAlternatives::goesOnWhereHooksLack()
{
    LoadRequest request = fixtureRequest(u"alternatives"_s);
    const QStringList order{u"never"_s,  u"typed_never"_s, u"fentry"_s,
                            u"kprobe"_s, u"tp_btf"_s,      u"tracepoint"_s};
    request.groups = {exits(order)};
    const auto loaded = m_target.loader->load(request, m_never);
    QVERIFY2(loaded, loaded ? "" : qPrintable(describe(loaded.error())));
    QVERIFY2(loaded->loaded,
             loaded->diagnostics.isEmpty() ? "" : qPrintable(format(loaded->diagnostics.first())));
    const auto attached = m_target.loader->attach(m_never);
    QVERIFY2(attached, attached ? "" : qPrintable(describe(attached.error())));
    for (const ProgramState &program : attached->programs)
        qInfo("%s: %s %s", qPrintable(program.section), qPrintable(program.via), qPrintable(program.error));
    QVERIFY(findProgram(attached->programs, "tracepoint_never")
                ->error.contains(u"no tracepoint sched/no_such"_s));
    QCOMPARE(findProgram(attached->programs, "typed_never")->error,
             u"the kernel has no raw tracepoint no_such_typed_event"_s);
    QVERIFY(!findProgram(attached->programs, "raw_exit")->attached); // in no group: tried for itself
    QCOMPARE(findProgram(attached->programs, "raw_exit")->error,
             u"the kernel has no raw tracepoint no_such_event"_s);
    if (hasKprobes())
        QSKIP("this kernel has kprobes: the rest shows what happens without");
    QCOMPARE(findProgram(attached->programs, "kprobe_exit")->error,
             u"the kernel has no kprobes (CONFIG_KPROBES)"_s);
    const ProgramState *typed = findProgram(attached->programs, "typed_exit");
    QVERIFY(typed->attached);
    QCOMPARE(typed->via, u"tp_btf/sched_process_exit"_s);
    QCOMPARE(typed->alternative, u"tp_btf"_s);
    QVERIFY(!findProgram(attached->programs, "tracepoint_exit")->attached);
    QCOMPARE(findProgram(attached->programs, "tracepoint_exit")->error, QString());

    QProcess::execute(u"/bin/true"_s);
    QVERIFY(m_target.loader->detach(m_never));
    QVERIFY(variable(*m_target.session, *loaded, "by_typed") >= 1);
    QCOMPARE(variable(*m_target.session, *loaded, "by_tracepoint"), quint64(0));
    QCOMPARE(variable(*m_target.session, *loaded, "by_never"), quint64(0));
}

void TestAlternatives::reloadsWhenAttachRefuses()
{
    LoadRequest request = fixtureRequest(u"alternatives"_s);
    request.groups = {exits({u"raw_tp"_s, u"tracepoint"_s, u"tp_btf"_s})};
    const auto loaded = m_target.loader->load(request, m_never);
    QVERIFY(loaded && loaded->loaded);
    const auto refused = m_target.loader->attach(m_never);
    QVERIFY2(refused, refused ? "" : qPrintable(describe(refused.error())));
    QVERIFY(refused->reload);
    QVERIFY(refused->load.loaded);
    QVERIFY(!findProgram(refused->programs, "tracepoint_exit")->attached);
    const auto attached = m_target.loader->attach(m_never);
    QVERIFY(attached && !attached->reload);
    QVERIFY(findProgram(attached->programs, "tracepoint_exit")->attached);
    QCOMPARE(findProgram(attached->programs, "raw_exit")->error,
             u"the kernel has no raw tracepoint no_such_event"_s);
    QProcess::execute(u"/bin/true"_s);
    QVERIFY(m_target.loader->detach(m_never));
    QVERIFY(variable(*m_target.session, refused->load, "by_tracepoint") >= 1);
}

void TestAlternatives::saysWhyNothingAttaches()
{
    LoadRequest request = fixtureRequest(u"alternatives"_s);
    const Alternative rest{u"rest"_s,
                           {u"fentry_exit"_s, u"kprobe_exit"_s, u"kprobe_extra"_s, u"raw_exit"_s,
                            u"typed_exit"_s, u"tracepoint_exit"_s, u"not in the object"_s},
                           {}};
    AlternativeGroup whole = exits({u"never"_s, u"typed_never"_s});
    whole.alternatives.append(rest);
    request.groups = {whole};
    request.onlyAlternative = u"never"_s;
    const auto loaded = m_target.loader->load(request, m_never);
    QVERIFY2(loaded, loaded ? "" : qPrintable(describe(loaded.error())));
    QVERIFY(!loaded->loaded);
    QVERIFY(!loaded->diagnostics.isEmpty());
    QVERIFY(!findProgram(loaded->programs, "tracepoint_never")->error.isEmpty());
}

void TestAlternatives::keepsToTheNamed()
{
    LoadRequest request = fixtureRequest(u"alternatives"_s);
    request.groups = {exits({u"tp_btf"_s, u"tracepoint"_s})};
    request.onlyAlternative = u"tracepoint"_s;
    const auto loaded = m_target.loader->load(request, m_never);
    QVERIFY(loaded && loaded->loaded);
    const auto attached = m_target.loader->attach(m_never);
    QVERIFY(attached && !attached->reload);
    QVERIFY(findProgram(attached->programs, "tracepoint_exit")->attached);
    QVERIFY(!findProgram(attached->programs, "typed_exit")->attached);
    QVERIFY(m_target.loader->unload(m_never));
}

void TestAlternatives::triesEveryFeature()
{
    SessionOptions options;
    options.keepCapabilities = ~0u; // kernels from 6.16 on want CAP_SYS_ADMIN for uprobes
    const LocalTarget target = openLocalTarget(options);
    QVERIFY2(target.loader, qPrintable(target.complaint));
    const auto features = target.loader->features(m_never);
    QVERIFY2(features, features ? "" : qPrintable(describe(features.error())));
    const auto available = [&](const char *name) {
        const auto found = std::ranges::find(*features, QString::fromLatin1(name), &Feature::name);
        return found != features->end() && found->available;
    };
    for (const Feature &feature : *features) {
        qInfo("%s %s: %s", qPrintable(feature.kind), qPrintable(feature.name),
              feature.available ? "yes" : qPrintable(feature.detail));
        QCOMPARE(feature.available, feature.detail.isEmpty());
    }
    QCOMPARE(available("kprobe"), hasKprobes());
    for (const char *name :
         {"tracepoint", "raw_tp", "tp_btf", "uprobe", "uretprobe", "perf_event", "iter", "hash", "ringbuf",
          "perf_event_array", "stack_trace", "lru_hash", "bloom_filter"})
        QVERIFY2(available(name), name);
}

void TestAlternatives::writesTheKernelsTypes()
{
    const auto header = m_target.loader->vmlinuxHeader({}, m_never);
    QVERIFY2(header, header ? "" : qPrintable(describe(header.error())));
    QVERIFY(header->startsWith("#ifndef __VMLINUX_H__\n"));
    QVERIFY(header->endsWith("#endif\n"));
    QVERIFY(header->contains("\nstruct task_struct {\n"));
    QProcess bpftool;
    bpftool.start(u"bpftool"_s,
                  {u"btf"_s, u"dump"_s, u"file"_s, u"/sys/kernel/btf/vmlinux"_s, u"format"_s, u"c"_s});
    if (!bpftool.waitForStarted())
        QSKIP("no bpftool to compare with");
    QVERIFY(bpftool.waitForFinished());
    const QByteArray theirs = bpftool.readAllStandardOutput();
    const auto definitions = [](const QByteArray &text) {
        QSet<QByteArray> names;
        for (const QByteArray &line : text.split('\n')) {
            if (line.endsWith(" {") &&
                (line.startsWith("struct ") || line.startsWith("union ") || line.startsWith("enum ")))
                names.insert(line);
        }
        return names;
    };
    const QSet<QByteArray> ours = definitions(*header);
    QVERIFY(ours.size() > 5000);
    QCOMPARE(definitions(theirs) - ours, QSet<QByteArray>()); // the order is each one's own
}

QTEST_GUILESS_MAIN(TestAlternatives)
#include "test_alternatives.moc"
