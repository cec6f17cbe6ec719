// SPDX-License-Identifier: GPL-3.0-or-later
// The map browser on this machine's kernel: a real program sees what is written, and what it writes is seen.
#include "app/window/run/run_session.h"
#include "app/window/services.h"
#include "core/layout/scalar.h"
#include "core/model/map_cells.h"
#include "views/map_browser.h"

#include <QTest>

#include <algorithm>
#include <set>

#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace radiosonde;

namespace
{

constexpr int patienceMs = 30'000;
constexpr int filled = 1000; // entries of `settings`
constexpr quint64 missing = 0xdead;

// Each getppid(2) of the tracee tells the limit of the setting 1 in `results`, and counts on its CPU. The
// first one fills `settings`.
const QByteArray source = R"(
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
char LICENSE[] SEC("license") = "GPL";
const volatile int tracee = 0;
const volatile int number = 0;
struct setting {
    __u64 limit;
    __u32 step;
    char name[12];
};
struct {
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 2000);
    __type(key, __u32);
    __type(value, struct setting);
} settings SEC(".maps");
struct {
    __uint(type, BPF_MAP_TYPE_ARRAY);
    __uint(max_entries, 1);
    __type(key, __u32);
    __type(value, __u64);
} results SEC(".maps");
struct {
    __uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
    __uint(max_entries, 1);
    __type(key, __u32);
    __type(value, __u64);
} calls SEC(".maps");
__u64 runs = 0;
SEC("raw_tp/sys_enter")
int on_call(struct bpf_raw_tracepoint_args *ctx)
{
    if ((int)(bpf_get_current_pid_tgid() >> 32) != tracee || ctx->args[1] != number)
        return 0;
    if (runs++ == 0) {
        for (int i = 0; i < 1000; i++) {
            __u32 key = i;
            struct setting made = {.limit = key * 3, .step = 5, .name = "initial"};
            bpf_map_update_elem(&settings, &key, &made, BPF_ANY);
        }
    }
    __u32 zero = 0, one = 1;
    __u64 *result = bpf_map_lookup_elem(&results, &zero);
    struct setting *setting = bpf_map_lookup_elem(&settings, &one);
    if (result)
        *result = setting ? setting->limit : 0xdead;
    __u64 *count = bpf_map_lookup_elem(&calls, &zero);
    if (count)
        *count += 1;
    return 0;
}
)";

void call()
{
    syscall(SYS_getppid);
}

} // namespace

class TestLiveMaps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void mapsAreListedWithTheirTypes();
    void pagesHoldEachEntryOnce();
    void aSearchFindsItsEntries();
    void perCpuValuesAreExact();
    void theProgramSeesAnEditedValue();
    void aVariableIsEdited();
    void aDeletedEntryIsGone();
    void refusalsSayWhy();
    void writesAreInTheAudit();
    void theEndIsSaid();

private:
    int indexOf(const QString &name) const;
    MapInfo info(const QString &name) const { return m_maps->maps().at(indexOf(name)); }
    QList<MapEntry> all(const QString &name, const QString &filter = {}) const;
    quint64 result() const; // what the program told last

    RunEnvironment m_environment;
    WindowServices m_services = liveServices(m_environment);
    std::unique_ptr<RunSession> m_session;
    std::shared_ptr<MapSource> m_maps;
    QStringList m_audit;
};

void TestLiveMaps::initTestCase()
{
    if (geteuid() != 0)
        QSKIP("tracing the kernel needs root");
    RunRequest request;
    request.probe = u"settings"_s;
    request.fileName = u"settings.bpf.c"_s;
    request.source = source;
    request.parameters = {{u"tracee"_s, QString::number(getpid())},
                          {u"number"_s, QString::number(SYS_getppid)}};
    m_session = std::make_unique<RunSession>(m_services, request);
    connect(m_session.get(), &RunSession::audited, this,
            [this](const AuditEntry &entry) { m_audit += entry.what; });
    m_session->start();
    QTRY_VERIFY_WITH_TIMEOUT(m_session->state() != RunSession::State::Starting, patienceMs);
    QVERIFY2(m_session->state() == RunSession::State::Running,
             qPrintable(m_session->summary() && m_session->summary()->error
                            ? describe(*m_session->summary()->error)
                            : QString()));
    m_maps = m_session->maps();
    QVERIFY(m_maps);
    call();
}

void TestLiveMaps::cleanupTestCase()
{
    m_maps.reset();
    m_session.reset();
}

int TestLiveMaps::indexOf(const QString &name) const
{
    const QList<MapInfo> maps = m_maps->maps();
    const auto at = std::ranges::find(maps, name, &MapInfo::name);
    return at == maps.end() ? -1 : int(at - maps.begin());
}

QList<MapEntry> TestLiveMaps::all(const QString &name, const QString &filter) const
{
    const Interruptor never;
    MapQuery query{.map = indexOf(name), .from = {}, .count = 200, .filter = {}};
    query.filter = Filter::parse(filter, mapFilterColumns(info(name))).value();
    QList<MapEntry> entries;
    do {
        const auto page = m_maps->page(query, never);
        if (!page) {
            qWarning("%s", qPrintable(describe(page.error())));
            return {};
        }
        entries += page->entries;
        query.from = page->next;
    } while (!query.from.isEmpty());
    return entries;
}

quint64 TestLiveMaps::result() const
{
    const QList<MapEntry> entries = all(u"results"_s);
    return entries.size() == 1 ? loadUnsigned(entries[0].value.constData(), 8) : ~0ULL;
}

void TestLiveMaps::mapsAreListedWithTheirTypes()
{
    for (const auto *name : {"settings", "results", "calls", ".bss", ".rodata"})
        QVERIFY2(indexOf(QString::fromLatin1(name)) >= 0, name);
    const MapInfo settings = info(u"settings"_s);
    QStringList names;
    for (const Column &column : settings.key + settings.value)
        names += column.name;
    QCOMPARE(names, (QStringList{u"key"_s, u"limit"_s, u"step"_s, u"name"_s}));
    QCOMPARE(settings.maxEntries, 2000u);
    QVERIFY(settings.readOnly.isEmpty() && settings.deletable);
    QVERIFY(!info(u"results"_s).deletable);
    QCOMPARE(info(u"calls"_s).cpus, quint32(m_session->plan()->target.cpus));
    QCOMPARE(info(u".bss"_s).value.size(), 1);
    QCOMPARE(info(u".bss"_s).value[0].name, u"runs"_s);
    QVERIFY(!info(u".rodata"_s).readOnly.isEmpty());
}

void TestLiveMaps::pagesHoldEachEntryOnce()
{
    const Interruptor never;
    const MapInfo settings = info(u"settings"_s);
    MapQuery query{.map = indexOf(u"settings"_s), .from = {}, .count = 100, .filter = {}};
    std::set<quint64> keys;
    int pages = 0;
    do {
        const auto page = m_maps->page(query, never);
        QVERIFY(page);
        QVERIFY(page->entries.size() <= 200);
        for (const MapEntry &entry : page->entries) {
            const quint64 key = loadUnsigned(entry.key.constData(), 4);
            QVERIFY(keys.insert(key).second);
            QCOMPARE(mapCellText(settings.value[0], entry.value), QString::number(key * 3));
            QCOMPARE(mapCellText(settings.value[2], entry.value), u"initial"_s);
        }
        query.from = page->next;
        ++pages;
    } while (!query.from.isEmpty());
    QCOMPARE(keys.size(), size_t(filled));
    QVERIFY(pages >= filled / 200);
}

void TestLiveMaps::aSearchFindsItsEntries()
{
    const QList<MapEntry> found = all(u"settings"_s, u"limit = 1521 or key = 900"_s);
    std::set<quint64> keys;
    for (const MapEntry &entry : found)
        keys.insert(loadUnsigned(entry.key.constData(), 4));
    QCOMPARE(keys, (std::set<quint64>{507, 900}));
}

void TestLiveMaps::perCpuValuesAreExact()
{
    const MapInfo calls = info(u"calls"_s);
    const MapEntry before = all(u"calls"_s).constFirst();
    cpu_set_t allowed;
    QCOMPARE(sched_getaffinity(0, sizeof allowed, &allowed), 0);
    std::vector<quint64> made(calls.cpus, 0);
    for (quint32 cpu = 0; cpu < calls.cpus; ++cpu) {
        cpu_set_t one;
        CPU_ZERO(&one);
        CPU_SET(cpu, &one);
        if (!CPU_ISSET(cpu, &allowed) || sched_setaffinity(0, sizeof one, &one) != 0)
            continue;
        for (quint32 i = 0; i < 10 + cpu; ++i, ++made[cpu])
            call();
    }
    QCOMPARE(sched_setaffinity(0, sizeof allowed, &allowed), 0);
    const MapEntry after = all(u"calls"_s).constFirst();
    for (quint32 cpu = 0; cpu < calls.cpus; ++cpu) {
        const quint64 then = loadUnsigned(mapSlot(calls, before, cpu).data(), 8);
        QCOMPARE(loadUnsigned(mapSlot(calls, after, cpu).data(), 8) - then, made[cpu]);
    }
    const Interruptor never;
    QVERIFY(m_maps->change({indexOf(u"calls"_s), after.key, calls.value[0], 0, u"5000"_s}, never));
    const MapEntry written = all(u"calls"_s).constFirst();
    QCOMPARE(loadUnsigned(mapSlot(calls, written, 0).data(), 8), 5000u);
    for (quint32 cpu = 1; cpu < calls.cpus; ++cpu)
        QCOMPARE(mapSlot(calls, written, cpu), mapSlot(calls, after, cpu));
}

void TestLiveMaps::theProgramSeesAnEditedValue()
{
    call();
    QCOMPARE(result(), 3u);
    MapBrowser browser;
    browser.resize(900, 400);
    browser.show();
    browser.setRuns({{u"settings"_s, m_maps}});
    browser.choose(u"settings"_s, u"settings"_s);
    QTRY_VERIFY_WITH_TIMEOUT(browser.model().rowCount() > 0, patienceMs);
    browser.pages().setFilter(Filter::parse(u"key = 1", mapFilterColumns(info(u"settings"_s))).value());
    QTRY_COMPARE_WITH_TIMEOUT(browser.model().rowCount(), 1, patienceMs);
    QVERIFY(browser.model().setData(browser.model().index(0, 1), u"18446744073709551615"_s));
    QTRY_COMPARE_WITH_TIMEOUT(browser.model().index(0, 1).data(Qt::EditRole).toString(),
                              u"18446744073709551615"_s, patienceMs);
    call();
    QCOMPARE(result(), ~0ULL);
    QVERIFY(browser.model().setData(browser.model().index(0, 3), u"edited"_s));
    QTRY_COMPARE_WITH_TIMEOUT(browser.model().index(0, 3).data(Qt::EditRole).toString(), u"edited"_s,
                              patienceMs);
    call();
    QCOMPARE(result(), ~0ULL); // the rest of the value stays
}

void TestLiveMaps::aVariableIsEdited()
{
    const MapInfo bss = info(u".bss"_s);
    const Interruptor never;
    const QByteArray key(4, '\0');
    QVERIFY(m_maps->change({indexOf(u".bss"_s), key, bss.value[0], 0, u"100"_s}, never));
    call();
    call();
    QCOMPARE(mapCellText(bss.value[0], all(u".bss"_s).constFirst().value), u"102"_s);
}

void TestLiveMaps::aDeletedEntryIsGone()
{
    QByteArray key(4, '\0');
    storeUnsigned(key.data(), 1, 4);
    const Interruptor never;
    QVERIFY(m_maps->remove(indexOf(u"settings"_s), key, never));
    call();
    QCOMPARE(result(), missing);
    QVERIFY(all(u"settings"_s, u"key = 1"_s).isEmpty());
    QCOMPARE(all(u"settings"_s).size(), filled - 1);
    const Result<> again = m_maps->remove(indexOf(u"settings"_s), key, never);
    QVERIFY(!again);
    QCOMPARE(again.error().kind, ErrorKind::Refused);
}

void TestLiveMaps::refusalsSayWhy()
{
    const Interruptor never;
    const QByteArray zero(4, '\0');
    const MapInfo constants = info(u".rodata"_s);
    const auto frozen =
        m_maps->change({indexOf(u".rodata"_s), zero, constants.value.constFirst(), 0, u"1"_s}, never);
    QVERIFY(!frozen);
    QVERIFY(frozen.error().text.contains(u"frozen"_s));
    QVERIFY(!m_maps->remove(indexOf(u"results"_s), zero, never));
    const auto wrong = m_maps->change(
        {indexOf(u"results"_s), zero, info(u"results"_s).value.constFirst(), 0, u"much"_s}, never);
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().kind, ErrorKind::Usage);
    QVERIFY(!m_maps->page({.map = 99, .from = {}, .count = 1, .filter = {}}, never));
    Interruptor cancelled;
    cancelled.interrupt();
    const auto none = m_maps->page({.map = 0, .from = {}, .count = 1, .filter = {}}, cancelled);
    QVERIFY(!none);
}

void TestLiveMaps::writesAreInTheAudit()
{
    const auto has = [&](const QString &word) {
        return std::ranges::any_of(m_audit, [&](const QString &what) { return what.contains(word); });
    };
    QTRY_VERIFY_WITH_TIMEOUT(has(u"MAP_UPDATE_ELEM map fd"_s), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(has(u"MAP_DELETE_ELEM map fd"_s), patienceMs);
}

void TestLiveMaps::theEndIsSaid()
{
    m_session->stop();
    QTRY_VERIFY_WITH_TIMEOUT(m_session->state() == RunSession::State::Ended, patienceMs);
    QVERIFY(m_maps->maps().isEmpty());
    const Interruptor never;
    const auto page = m_maps->page({.map = 0, .from = {}, .count = 1, .filter = {}}, never);
    QVERIFY(!page);
    QCOMPARE(page.error().kind, ErrorKind::Lost);
}

QTEST_MAIN(TestLiveMaps)
#include "test_live_maps.moc"
