// SPDX-License-Identifier: GPL-3.0-or-later
#include "local_target.h"

#include <QProcess>
#include <QTest>

#include <algorithm>
#include <cstring>
#include <unistd.h>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

constexpr int calls = 100;

QString work(const QString &name)
{
    return u"%1/%2"_s.arg(QStringLiteral(UPROBE_WORK), name);
}

// A program of uprobes/, ready to make calls.
class Worker
{
public:
    explicit Worker(const QString &program)
    {
        m_process.start(program, {});
        m_process.waitForStarted();
        m_good = readLine() == "ready";
    }
    bool run(int count)
    {
        m_process.write(QByteArray::number(count) + '\n');
        return m_good && readLine().startsWith("done");
    }
    qint64 pid() const { return m_process.processId(); }
    ~Worker()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished();
    }

private:
    QByteArray readLine()
    {
        while (!m_process.canReadLine()) {
            if (!m_process.waitForReadyRead())
                return {};
        }
        return m_process.readLine().trimmed();
    }

    QProcess m_process;
    bool m_good = false;
};

LoadRequest request(const QString &fixture, const QString &binary, const QString &symbol)
{
    LoadRequest made = fixtureRequest(fixture);
    made.binary = binary;
    made.symbol = symbol;
    return made;
}

QString errorOf(const QList<ProgramState> &programs, const char *name)
{
    const ProgramState *program = findProgram(programs, name);
    return program ? program->error : u"no such program"_s;
}

} // namespace

// Uprobes and USDT probes on this machine: as many events as calls, wherever the symbol stands.
class TestUprobes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void countsCalls_data();
    void countsCalls();
    void readsUsdtArguments_data();
    void readsUsdtArguments();
    void attachesPatterns();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void findsSymbolsInAHostCopy();
    void limitsToAProcess();
    void warnsOfDearInstructions();

private:
    Result<Loader::AttachResult> attach(const LoadRequest &request);
    qint64 argumentSum(quint32 number); // of the fixture usdt
    quint64 value(const char *name) { return variable(*m_target.session, m_loaded, name); }

    LocalTarget m_target;
    LoadResult m_loaded;
    const Interruptor m_never;
};

void TestUprobes::initTestCase()
{
    if (geteuid() != 0)
        QSKIP("uprobes take root");
    SessionOptions options;
    options.keepCapabilities = ~0u;
    m_target = openLocalTarget(options);
    QVERIFY2(m_target.loader, qPrintable(m_target.complaint));
}

Result<Loader::AttachResult> TestUprobes::attach(const LoadRequest &wanted)
{
    auto loaded = m_target.loader->load(wanted, m_never);
    if (!loaded)
        return std::unexpected(loaded.error());
    m_loaded = *std::move(loaded);
    if (m_loaded.loaded)
        return m_target.loader->attach(m_never);
    Loader::AttachResult none;
    none.programs = m_loaded.programs;
    return none;
}

qint64 TestUprobes::argumentSum(quint32 number)
{
    const LoadedMap *map = findMap(m_loaded, ".bss");
    const auto sums = std::ranges::find(m_loaded.variables, u"sums"_s, &LoadedVariable::name);
    if (!map || sums == m_loaded.variables.end())
        return -1;
    const QByteArray section = lookUp(*m_target.session, *map, QByteArray(4, '\0'));
    const qsizetype at = qsizetype(sums->offset + number * sizeof(qint64));
    qint64 sum = -1;
    if (section.size() >= at + qsizetype(sizeof sum))
        std::memcpy(&sum, section.constData() + at, sizeof sum);
    return sum;
}

void TestUprobes::countsCalls_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("binary"); // empty: the program
    QTest::addColumn<QString>("symbol");
    QTest::addColumn<bool>("atReturn"); // a uretprobe in the middle of a function would spoil its stack
    QTest::addColumn<QString>("via");
    const QString library = work(u"libwork.so.1"_s);
    QTest::newRow("movable") << u"work-pie"_s << u""_s << u"work_step"_s << true << u":work_step"_s;
    QTest::newRow("fixed") << u"work-fixed"_s << u""_s << u"work_step"_s << true << u":work_step"_s;
    QTest::newRow("address other than offset") << u"work-lld"_s << u""_s << u"work_step"_s << true << u""_s;
    QTest::newRow("static function") << u"work-pie"_s << u""_s << u"work_hidden"_s << true << u""_s;
    QTest::newRow("stripped, exported") << u"work-stripped"_s << u""_s << u"work_step"_s << true << u""_s;
    QTest::newRow("offset") << u"work-pie"_s << u""_s << u"work_stepped+2"_s << false << u""_s;
    QTest::newRow("library") << u"work-library"_s << library << u"library_step"_s << true << library;
    QTest::newRow("version") << u"work-library"_s << library << u"library_step@WORK_2"_s << true << library;
    QTest::newRow("C++") << u"classes"_s << u""_s << u"work::Counter::step(long)"_s << true << u""_s;
}

void TestUprobes::countsCalls()
{
    QFETCH(QString, program);
    QFETCH(QString, binary);
    QFETCH(QString, symbol);
    QFETCH(bool, atReturn);
    QFETCH(QString, via);
    Worker before(work(program)); // runs already when the probe is set
    LoadRequest wanted = request(u"uprobes"_s, binary.isEmpty() ? work(program) : binary, symbol);
    if (!atReturn)
        wanted.groups = {{u"one"_s, {{u"entry"_s, {u"entry"_s}, {}}, {u"leave"_s, {u"leave"_s}, {}}}}};
    const auto attached = attach(wanted);
    QVERIFY2(attached, attached ? "" : qPrintable(describe(attached.error())));
    QCOMPARE(errorOf(attached->programs, "entry"), QString());
    QVERIFY2(findProgram(attached->programs, "entry")->via.contains(via),
             qPrintable(findProgram(attached->programs, "entry")->via));
    QVERIFY(before.run(calls));
    Worker after(work(program));
    QVERIFY(after.run(2 * calls));
    QVERIFY(m_target.loader->detach(m_never));
    QVERIFY(after.run(calls)); // nobody counts these
    QCOMPARE(value("entries"), quint64(3 * calls));
    QCOMPARE(value("returns"), quint64(atReturn ? 3 * calls : 0));
    if (symbol == u"work_step") {
        const auto sum = [](quint64 n) { return n * (n - 1) / 2; };
        QCOMPARE(value("first_sum"), sum(calls) + sum(2 * calls));
        QCOMPARE(value("result_sum"), 2 * (sum(calls) + sum(2 * calls)));
    }
}

void TestUprobes::readsUsdtArguments_data()
{
    QTest::addColumn<QString>("program");
    QTest::newRow("movable") << u"work-pie"_s;
    QTest::newRow("fixed") << u"work-fixed"_s;
    QTest::newRow("address other than offset") << u"work-lld"_s;
    QTest::newRow("stripped") << u"work-stripped"_s;
}

void TestUprobes::readsUsdtArguments()
{
    QFETCH(QString, program);
    Worker worker(work(program));
    const auto attached = attach(request(u"usdt"_s, work(program), u"work:plain"_s));
    QVERIFY2(attached, attached ? "" : qPrintable(describe(attached.error())));
    QCOMPARE(errorOf(attached->programs, "probe"), QString());
    QVERIFY(worker.run(calls));
    QVERIFY(m_target.loader->detach(m_never));
    constexpr qint64 sum = qint64(calls) * (calls + 1) / 2;
    QCOMPARE(value("hits"), quint64(calls));
    QCOMPARE(value("failures"), quint64(0));
    QCOMPARE(value("count"), quint64(3));
    QCOMPARE(argumentSum(0), qint64(-9) * calls); // a constant
    QCOMPARE(argumentSum(1), sum);                // a register
    QCOMPARE(argumentSum(2), -sum);               // memory, signed

    const auto guarded = attach(request(u"usdt"_s, work(program), u"work:guarded"_s));
    QVERIFY(guarded);
    QCOMPARE(errorOf(guarded->programs, "probe"), QString());
    QVERIFY(worker.run(calls)); // its semaphore was raised: the probe is reached
    QVERIFY(m_target.loader->detach(m_never));
    QCOMPARE(value("hits"), quint64(calls));
    QCOMPARE(argumentSum(0), sum * 1000000007);
}

void TestUprobes::attachesPatterns()
{
    Worker worker(work(u"work-pie"_s));
    const auto attached = attach(request(u"multi"_s, work(u"work-pie"_s), u"work_*"_s));
    QVERIFY2(attached, attached ? "" : qPrintable(describe(attached.error())));
    QCOMPARE(errorOf(attached->programs, "entry"), QString());
    QCOMPARE(errorOf(attached->programs, "leave"), QString());
    QVERIFY(worker.run(calls));
    QVERIFY(m_target.loader->detach(m_never));
    QCOMPARE(value("entries"), quint64(3 * calls)); // work_step, work_stepped, work_hidden
    QCOMPARE(value("returns"), quint64(3 * calls));
}

void TestUprobes::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("fixture");
    QTest::addColumn<QString>("binary");
    QTest::addColumn<QString>("symbol");
    QTest::addColumn<QString>("words");
    const QString pie = work(u"work-pie"_s);
    const QString entries = u"uprobes"_s, probe = u"usdt"_s;
    QTest::newRow("no binary") << entries << u""_s << u""_s << u"set the parameter binary"_s;
    QTest::newRow("no symbol") << entries << pie << u""_s << u"set the parameter symbol"_s;
    QTest::newRow("no file") << entries << u"/no/such/file"_s << u"f"_s << u"No such file"_s;
    QTest::newRow("no library") << entries << u"libnosuch.so.1"_s << u"f"_s << u"in the usual places"_s;
    QTest::newRow("no ELF") << entries << u"/etc/passwd"_s << u"f"_s << u"is no program"_s;
    QTest::newRow("misspelt") << entries << pie << u"work_stp"_s << u"did you mean work_step"_s;
    QTest::newRow("data") << entries << pie << u"0x10"_s << u"does not lie in the code"_s;
    QTest::newRow("bad offset") << entries << pie << u"work_step+x"_s << u"is no function"_s;
    QTest::newRow("other version") << entries << work(u"libwork.so.1"_s) << u"library_step@WORK_3"_s
                                   << u"no function library_step@WORK_3"_s;
    QTest::newRow("stripped") << entries << work(u"work-stripped"_s) << u"work_hidden"_s << u"no function"_s;
    QTest::newRow("chosen at start") << entries << u"libc.so.6"_s << u"strlen"_s << u"IFUNC"_s;
    QTest::newRow("no process") << entries << u"4194304:libc"_s << u"malloc"_s << u"no process 4194304"_s;
    QTest::newRow("other machine") << entries << work(u"thumb"_s) << u"f"_s << u"32-bit ARM"_s;
    QTest::newRow("no USDT") << probe << u"/proc/self/exe"_s << u"work:plain"_s << u"has no USDT probes"_s;
    QTest::newRow("misspelt USDT") << probe << pie << u"work:plane"_s << u"did you mean work:plain"_s;
}

void TestUprobes::saysWhatIsWrong()
{
    QFETCH(QString, fixture);
    QFETCH(QString, binary);
    QFETCH(QString, symbol);
    QFETCH(QString, words);
    const auto attached = attach(request(fixture, binary, symbol));
    QVERIFY2(attached, attached ? "" : qPrintable(describe(attached.error())));
    const QString error = errorOf(attached->programs, fixture == u"usdt" ? "probe" : "entry");
    qInfo("%s", qPrintable(error));
    QVERIFY2(error.contains(words), qPrintable(error));
}

void TestUprobes::findsSymbolsInAHostCopy()
{
    LoadRequest wanted = request(u"uprobes"_s, work(u"work-stripped"_s), u"work_hidden"_s);
    wanted.symbolFolders = {work(u"sysroot"_s)};
    Worker worker(work(u"work-stripped"_s));
    const auto attached = attach(wanted);
    QVERIFY2(attached, attached ? "" : qPrintable(describe(attached.error())));
    QCOMPARE(errorOf(attached->programs, "entry"), QString());
    QVERIFY(worker.run(calls));
    QVERIFY(m_target.loader->detach(m_never));
    QCOMPARE(value("entries"), quint64(calls));
}

void TestUprobes::limitsToAProcess()
{
    Worker probed(work(u"work-library"_s));
    Worker other(work(u"work-library"_s));
    const QString binary = u"%1:libwork"_s.arg(probed.pid());
    const auto attached = attach(request(u"uprobes"_s, binary, u"library_step"_s));
    QVERIFY2(attached, attached ? "" : qPrintable(describe(attached.error())));
    QCOMPARE(errorOf(attached->programs, "entry"), QString());
    QVERIFY(probed.run(calls));
    QVERIFY(other.run(calls));
    QVERIFY(m_target.loader->detach(m_never));
    QCOMPARE(value("entries"), quint64(calls));

    const auto own = attach(request(u"uprobes"_s, QString::number(probed.pid()), u"work_step"_s));
    QVERIFY(own);
    QCOMPARE(errorOf(own->programs, "entry"), QString());
    QVERIFY(probed.run(calls));
    QVERIFY(m_target.loader->detach(m_never));
    QCOMPARE(value("entries"), quint64(calls));
}

void TestUprobes::warnsOfDearInstructions()
{
    const auto attached = attach(request(u"uprobes"_s, work(u"work-pie"_s), u"work_stepped"_s));
    QVERIFY(attached);
    QVERIFY(m_target.loader->detach(m_never));
    QVERIFY(!m_loaded.diagnostics.isEmpty());
    QCOMPARE(m_loaded.diagnostics.first().severity, Severity::Warning);
    qInfo("%s", qPrintable(format(m_loaded.diagnostics.first())));
    QVERIFY(m_loaded.diagnostics.first().message.contains(u"work_stepped begins with "_s));
}

QTEST_GUILESS_MAIN(TestUprobes)
#include "test_uprobes.moc"
