// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/compiler/compile_fixture.h"

#include <QTemporaryDir>
#include <QTest>

#include <linux/bpf.h>

using namespace radiosonde;
using namespace Qt::StringLiterals;

// What the compiler says about fixtures/events.bpf.c and fixtures/gadget.bpf.c, to the last number.
class TestFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void leadingComment();
    void maps();
    void recordLayout();
    void submittedRecords();
    void globals();
    void programs();
    void sites();
    void recordsThroughHelpers();
    void gadgetAnnotations();
    void hostileTypesStayBounded();

private:
    const MapFacts &map(const QString &name) const
    {
        for (const MapFacts &candidate : m_facts.maps)
            if (candidate.name == name)
                return candidate;
        qFatal("no map %s", qPrintable(name));
    }

    QTemporaryDir m_cache;
    Compiler m_compiler{compilerOptions(m_cache.path())};
    Facts m_facts;
};

void TestFacts::initTestCase()
{
    m_facts = compileOrFail(m_compiler, requestFor(fixturePath(u"events.bpf.c"_s))).facts;
}

void TestFacts::leadingComment()
{
    QCOMPARE(m_facts.title, u"Wake-ups and what they cost"_s);
    QCOMPARE(m_facts.description, u"First line of the text.\nSecond line."_s);
    QCOMPARE(m_facts.category, u"Scheduler"_s);
    QVERIFY(m_facts.callsLog2);
}

void TestFacts::maps()
{
    QCOMPARE(m_facts.maps.size(), 5);
    const MapFacts &start = map(u"start"_s);
    QCOMPARE(start.type, quint32(BPF_MAP_TYPE_HASH));
    QCOMPARE(start.maxEntries, 8192u);
    QCOMPARE(start.keySize, 4u);
    QCOMPARE(start.valueSize, 8u);
    QCOMPARE(start.key->name, u"__u32"_s);
    QVERIFY(start.deletedByProgram);
    QVERIFY(start.updatedByProgram);
    QCOMPARE(start.description, u"Start of each wait."_s);
    QCOMPARE(start.line, 57);

    const MapFacts &totals = map(u"totals"_s);
    QVERIFY(!totals.deletedByProgram);
    QCOMPARE(totals.keySize, 56u);
    QCOMPARE(totals.valueSize, 32u);
    QCOMPARE(totals.value->kind, TypeKind::Array);
    QCOMPARE(totals.value->count, 4u);
    QCOMPARE(totals.description, u"Waits by process."_s);
    QCOMPARE(totals.annotations, (QList<Annotation>{{u"view"_s, u"top sort=count interval=5s"_s}}));

    const MapFacts &samples = map(u"samples"_s);
    QCOMPARE(samples.type, quint32(BPF_MAP_TYPE_PERF_EVENT_ARRAY));
    QCOMPARE(samples.maxEntries, 0u);
    QCOMPARE(samples.keySize, 4u);
    QVERIFY(!samples.key);
}

void TestFacts::recordLayout()
{
    const Type &event = *map(u"totals"_s).key;
    QCOMPARE(event.kind, TypeKind::Record);
    QCOMPARE(event.name, u"event"_s);
    QCOMPARE(event.size, 56u);
    struct Expected
    {
        const char *name;
        quint32 bitOffset;
        quint32 bitWidth;
        TypeKind kind;
        quint32 size;
    };
    const Expected expected[] = {
        {"ts_ns", 0, 0, TypeKind::Unsigned, 8},     {"delta", 64, 0, TypeKind::Unsigned, 4},
        {"stage", 96, 4, TypeKind::Enumeration, 4}, {"cpu", 100, 12, TypeKind::Unsigned, 4},
        {"kernel", 112, 0, TypeKind::Boolean, 1},   {"comm", 120, 0, TypeKind::Array, 16},
        {"address", 248, 0, TypeKind::Array, 6},    {"", 320, 0, TypeKind::Record, 8},
        {"pair", 384, 0, TypeKind::Record, 4},
    };
    QCOMPARE(event.members.size(), qsizetype(std::size(expected)));
    for (qsizetype i = 0; i < event.members.size(); ++i) {
        const Member &member = event.members[i];
        QCOMPARE(member.name, QString::fromLatin1(expected[i].name));
        QCOMPARE(member.bitOffset, expected[i].bitOffset);
        QCOMPARE(member.bitWidth, expected[i].bitWidth);
        QCOMPARE(member.type->kind, expected[i].kind);
        QCOMPARE(member.type->size, expected[i].size);
    }
    QCOMPARE(event.members[0].description, u"when it happened"_s);
    QCOMPARE(event.members[1].description, u"How long it took."_s);
    QCOMPARE(event.members[1].annotations, (QList<Annotation>{{u"unit"_s, u"us"_s}}));
    QCOMPARE(event.members[2].type->enumerators,
             (QList<Enumerator>{{u"STAGE_WAKE"_s, 1}, {u"STAGE_RUN"_s, 2}}));
    QCOMPARE(event.members[5].type->element->kind, TypeKind::Character);
    QCOMPARE(event.members[6].type->element->kind, TypeKind::Unsigned);
    QVERIFY(event.members[7].type->isUnion);
    QCOMPARE(event.members[7].type->members[1].type->kind, TypeKind::Pointer);
}

void TestFacts::submittedRecords()
{
    const QList<SubmittedRecord> &events = map(u"events"_s).records;
    QCOMPARE(events.size(), 2);
    QCOMPARE(events[0].type->name, u"event"_s); // through reserve_record()
    QVERIFY(!events[0].variableLength);
    QCOMPARE(events[1].type->name, u"tail"_s);
    QCOMPARE(events[1].type->size, 4u);
    QCOMPARE(events[1].type->members[1].type->count, 0u); // flexible
    QVERIFY(events[1].variableLength);
    const QList<SubmittedRecord> &samples = map(u"samples"_s).records;
    QCOMPARE(samples.size(), 1);
    QCOMPARE(samples[0].type->name, u"event"_s); // through submit_sample()
    QVERIFY(!samples[0].variableLength);
}

void TestFacts::globals()
{
    struct Expected
    {
        const char *name;
        const char *section;
        bool isParameter;
        QByteArray initial;
    };
    const Expected expected[] = {
        {"min_us", ".rodata", true, QByteArray("\xfa\0\0\0\0\0\0\0", 8)},
        {"prefix", ".rodata", true, QByteArray("abc\0\0\0\0\0", 8)},
        {"only_kernel", ".rodata", true, QByteArray(1, '\0')},
        {"radiosonde_tgid", ".rodata", false, QByteArray(4, '\0')},
        {"seen", ".bss", false, QByteArray(8, '\0')},
        {"level", ".data", false, QByteArray("\xfd\xff\xff\xff", 4)},
        {"private_count", ".bss", false, QByteArray(4, '\0')},
    };
    QCOMPARE(m_facts.globals.size(), qsizetype(std::size(expected)));
    for (qsizetype i = 0; i < m_facts.globals.size(); ++i) {
        const GlobalFacts &global = m_facts.globals[i];
        QCOMPARE(global.name, QString::fromLatin1(expected[i].name));
        QCOMPARE(global.section, QString::fromLatin1(expected[i].section));
        QCOMPARE(global.isParameter, expected[i].isParameter);
        QCOMPARE(global.initial, expected[i].initial);
    }
    QCOMPARE(m_facts.globals[0].description, u"Shortest wait that counts."_s);
    QCOMPARE(m_facts.globals[0].annotations, (QList<Annotation>{{u"unit"_s, u"us"_s}}));
    QCOMPARE(m_facts.globals[0].type->name, u"__u64"_s);
    QCOMPARE(m_facts.globals[1].type->element->kind, TypeKind::Character);
}

void TestFacts::programs()
{
    QCOMPARE(m_facts.programs.size(), 2);
    QCOMPARE(m_facts.programs[0].name, u"on_wakeup"_s);
    QCOMPARE(m_facts.programs[0].section, u"tp_btf/sched_wakeup"_s);
    QCOMPARE(m_facts.programs[0].line, 102);
    QCOMPARE(m_facts.programs[1].name, u"on_switch"_s);
    QCOMPARE(m_facts.programs[1].annotations, (QList<Annotation>{{u"priority"_s, u"2"_s}}));
}

void TestFacts::sites()
{
    QCOMPARE(m_facts.sites, (QList<SiteFacts>{{0, u"events"_s},
                                              {1, u"samples"_s},
                                              {2, u"start"_s, SiteKind::Update},
                                              {3, u"totals"_s, SiteKind::Update},
                                              {4, u"events"_s}}));
    QCOMPARE(map(u"radiosonde_sites"_s).valueSize, 16u);
}

void TestFacts::recordsThroughHelpers()
{
    // compat.bpf.h of libbpf-tools: a ring buffer where the kernel has one, else a perf buffer.
    const Facts facts = compileOrFail(m_compiler, requestFor(fixturePath(u"compat.bpf.c"_s))).facts;
    const auto events = std::find_if(facts.maps.begin(), facts.maps.end(),
                                     [](const MapFacts &m) { return m.name == u"events"_s; });
    QVERIFY(events != facts.maps.end());
    QCOMPARE(events->records.size(), 1);
    QCOMPARE(events->records[0].type->name, u"text_sample"_s);
    QVERIFY(events->records[0].variableLength); // also submitted shorter than it is
    QCOMPARE(facts.sites, (QList<SiteFacts>{{0, u"events"_s}, {1, u"events"_s}}));
}

void TestFacts::gadgetAnnotations()
{
    const Facts facts = compileOrFail(m_compiler, requestFor(fixturePath(u"gadget.bpf.c"_s))).facts;
    QCOMPARE(facts.globals.size(), 1);
    QCOMPARE(facts.globals[0].name, u"limit"_s);
    QCOMPARE(facts.globals[0].annotations, (QList<Annotation>{{u"gadget_param"_s, {}}}));
    QCOMPARE(facts.maps.size(), 2);
    QCOMPARE(facts.maps[0].annotations, (QList<Annotation>{{u"gadget_tracer"_s, u"opens"_s}}));
    QCOMPARE(facts.maps[0].records.size(), 1);
    QCOMPARE(facts.maps[0].records[0].type->name, u"event"_s);
    QCOMPARE(facts.maps[1].annotations,
             (QList<Annotation>{{u"sample"_s, u"{\"interval\": 1000, \"type\" : \"log2_hist\"}"_s},
                                {u"gadget_mapiter"_s, u"counts"_s}}));
    QCOMPARE(facts.maps[1].description, u"Opens by result."_s);
}

void TestFacts::hostileTypesStayBounded()
{
    // Doubles its members at each level: 2^24 in all.
    QByteArray source = "#include \"vmlinux.h\"\n#include <bpf/bpf_helpers.h>\nstruct s0 { int a, b; };\n";
    for (int i = 1; i <= 24; ++i)
        source += QStringLiteral("struct s%1 { struct s%2 a, b; };\n").arg(i).arg(i - 1).toLatin1();
    source += "struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 1); __type(key, __u32); "
              "__type(value, struct s24); } big SEC(\".maps\");\n";
    const Facts facts = compileOrFail(m_compiler, requestForText(source)).facts;
    QCOMPARE(facts.maps.size(), 1);
    QCOMPARE(facts.maps[0].valueSize, 8u << 24);
}

QTEST_GUILESS_MAIN(TestFacts)

#include "test_facts.moc"
