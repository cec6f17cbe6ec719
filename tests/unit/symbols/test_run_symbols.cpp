// SPDX-License-Identifier: GPL-3.0-or-later
// Names of a program that is stripped where it runs and unstripped on the host, on this machine's kernel:
// while it runs, and after it has ended.
#include "app/symbols/run_symbols.h"
#include "core/symbols/names.h"
#include "core/symbols/symbol_chunks.h"
#include "tests/unit/loader/local_target.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

// The workload, stripped, and the addresses that it told.
class Stripped
{
public:
    Stripped(const QString &folder, const QStringList &arguments)
    {
        m_process.start(folder + u"/inlined"_s, arguments);
        QByteArray line;
        while (line != "ready" && m_process.waitForReadyRead(30'000)) {
            while (m_process.canReadLine()) {
                line = m_process.readLine().trimmed();
                const QList<QByteArray> words = line.split(' ');
                if (words.size() == 2)
                    m_addresses[words[0]] = words[1].toULongLong(nullptr, 16);
            }
        }
        m_tgid = quint32(m_process.processId());
    }
    ~Stripped() { end(); }
    void end()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished();
    }
    CodeAddress at(const QByteArray &name) const { return {.address = m_addresses[name], .tgid = m_tgid}; }

private:
    QProcess m_process;
    QHash<QByteArray, quint64> m_addresses;
    quint32 m_tgid = 0;
};

QStringList functions(const QList<SymbolFrame> &frames)
{
    QStringList names;
    for (const SymbolFrame &frame : frames)
        names.append(frame.inlined ? frameName(frame) + u" (inlined)"_s : frameName(frame));
    return names;
}

const QStringList inlinedFrames{u"radiosonde::workload::innermost(char const*) (inlined)"_s,
                                u"void radiosonde::workload::between<int>(int) (inlined)"_s,
                                u"radiosonde::workload::outermost(int)"_s};

} // namespace

class TestRunSymbols : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void namesAProgramThatHasEnded();
    void namesAProgramThatRanBefore();
    void neverTakesAnotherBuild();
    void namesCodeMadeAtRunTime();
    void namesKernelFunctions();
    void replaysTheSameNames();

private:
    void open(const QStringList &sysroots);
    QList<SymbolFrame> resolve(const CodeAddress &address);

    LocalTarget m_target = openLocalTarget();
    QTemporaryDir m_folder;
    const Interruptor m_never;
    std::shared_ptr<Symbolizer> m_symbolizer = std::make_shared<Symbolizer>(QStringLiteral(COMPILE_WORKER));
    std::unique_ptr<Names> m_names;
    std::unique_ptr<MappingEvents> m_events;
};

void TestRunSymbols::initTestCase()
{
    if (!m_target.session)
        QSKIP(qPrintable(m_target.complaint));
    const QString whole = QStringLiteral(WORKLOADS "/inlined");
    QVERIFY(QDir(m_folder.path()).mkpath(u"board"_s) && QDir(m_folder.path()).mkpath(u"symbols/deep/er"_s));
    QVERIFY(QFile::copy(whole, m_folder.filePath(u"symbols/deep/er/inlined"_s)));
    QVERIFY(QProcess::execute(u"objcopy"_s,
                              {u"--strip-all"_s, whole, m_folder.filePath(u"board/inlined"_s)}) == 0);
}

void TestRunSymbols::init()
{
    open({m_folder.filePath(u"symbols"_s)});
}

void TestRunSymbols::open(const QStringList &sysroots)
{
    cleanup();
    auto symbols = std::make_unique<RunSymbols>(SymbolPlaces{sysroots, false}, m_symbolizer);
    RunSymbols &sources = *symbols;
    m_names = std::make_unique<Names>(std::move(symbols));
    m_events = MappingEvents::open(*m_target.session, MappingStream, *m_names, m_never);
    QVERIFY(m_events);
    sources.openTarget(*m_target.session, m_events.get());
}

void TestRunSymbols::cleanup()
{
    if (m_names)
        m_names->closeTarget();
    m_events.reset();
    m_names.reset();
}

QList<SymbolFrame> TestRunSymbols::resolve(const CodeAddress &address)
{
    (void)m_names->resolve(address);
    m_names->settle(m_never);
    return m_names->resolve(address);
}

void TestRunSymbols::namesAProgramThatHasEnded()
{
    Stripped program(m_folder.filePath(u"board"_s), {});
    const CodeAddress inlined = program.at("inlined"), method = program.at("method");
    program.end();
    const QList<SymbolFrame> frames = resolve(inlined);
    QCOMPARE(functions(frames), inlinedFrames);
    QVERIFY(frames[0].file.endsWith(u"inlined.cpp"_s) && frames[0].line > 0);
    QVERIFY(frames[2].line > frames[0].line); // where the call stands
    QCOMPARE(frames[2].module, u"inlined"_s);
    QVERIFY(frames[2].offset > 0);
    QCOMPARE(functions(resolve(method)), QStringList{u"radiosonde::workload::Plain::method() const"_s});
}

void TestRunSymbols::namesAProgramThatRanBefore()
{
    cleanup();
    Stripped program(m_folder.filePath(u"board"_s), {});
    open({m_folder.filePath(u"symbols"_s)});
    QCOMPARE(functions(resolve(program.at("inlined"))), inlinedFrames);
}

void TestRunSymbols::neverTakesAnotherBuild()
{
    QVERIFY(QDir(m_folder.path()).mkpath(u"wrong"_s));
    QVERIFY(QFile::copy(QStringLiteral(WORKLOADS "/inlined-other"), m_folder.filePath(u"wrong/inlined"_s)));
    open({m_folder.filePath(u"wrong"_s)});
    Stripped program(m_folder.filePath(u"board"_s), {});
    const QStringList names = functions(resolve(program.at("method")));
    QCOMPARE(names.size(), 1);
    QVERIFY2(names[0].startsWith(u"inlined+0x"_s), qPrintable(names[0]));
}

void TestRunSymbols::namesCodeMadeAtRunTime()
{
    Stripped program(m_folder.filePath(u"board"_s), {u"/tmp"_s});
    const QList<SymbolFrame> frames = resolve(program.at("made"));
    QCOMPARE(frameNameWithOffset(frames.first()), u"made_function(int, char)+0x10"_s);
    QFile::remove(u"/tmp/perf-%1.map"_s.arg(program.at("made").tgid));
}

void TestRunSymbols::namesKernelFunctions()
{
    QFile file(u"/proc/kallsyms"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    quint64 address = 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.endsWith(" T vfs_read"))
            address = line.split(' ').constFirst().toULongLong(nullptr, 16);
    }
    QVERIFY(address != 0);
    const QList<SymbolFrame> frames = resolve({.address = address + 8, .kernel = true});
    QCOMPARE(frameNameWithOffset(frames.first()), u"vfs_read+0x8"_s);
    QCOMPARE(frames.first().module, u"kernel"_s);
}

void TestRunSymbols::replaysTheSameNames()
{
    Stripped program(m_folder.filePath(u"board"_s), {});
    const CodeAddress inlined = program.at("inlined");
    const QList<SymbolFrame> live = resolve(inlined);
    QCOMPARE(functions(live), inlinedFrames);
    quint64 from = 0;
    const QList<Chunk> chunks = m_names->chunks(from);
    Names replayed(std::make_unique<RunSymbols>(SymbolPlaces(), m_symbolizer));
    for (const Chunk &chunk : chunks)
        replayed.take(chunk);
    QCOMPARE(replayed.resolve(inlined), live);
    QVERIFY(m_names->chunks(from).isEmpty());
}

QTEST_GUILESS_MAIN(TestRunSymbols)
#include "test_run_symbols.moc"
