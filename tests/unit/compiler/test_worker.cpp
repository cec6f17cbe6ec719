// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/compiler/compile_fixture.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <thread>
#include <unistd.h>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

const QByteArray prologue = "#include \"vmlinux.h\"\n#include <bpf/bpf_helpers.h>\n";
const QByteArray goodSource = prologue + "SEC(\"raw_tp/sys_enter\") int on_call(void *ctx) { return 0; }\n";

// Children of this process, as the kernel lists them.
QList<pid_t> childProcesses()
{
    QFile file(u"/proc/self/task/%1/children"_s.arg(gettid()));
    QList<pid_t> pids;
    if (file.open(QIODevice::ReadOnly))
        for (const QByteArray &word : file.readAll().split(' '))
            if (!word.trimmed().isEmpty())
                pids.append(word.trimmed().toInt());
    return pids;
}

// 2^40 tokens from forty lines.
QByteArray exponentialMacros()
{
    QByteArray source = prologue + "#define M0 1+\n";
    for (int i = 1; i <= 40; ++i)
        source += QStringLiteral("#define M%1 M%2 M%2\n").arg(i).arg(i - 1).toLatin1();
    return source + "int x = M40 0;\n";
}

} // namespace

// What happens when the worker crashes, hangs, is killed or is not there, and when the cache is damaged.
class TestWorker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cacheAnswersWithoutWorker();
    void damagedCacheIsRebuilt();
    void unwritableCacheIsNoError();
    void hangBecomesDiagnostic();
    void fatalBackendErrorBecomesDiagnostic();
    void deepNestingBecomesDiagnostic();
    void killedWorkerIsReplaced();
    void killDuringRequestBecomesDiagnostic();
    void missingWorkerIsAnError();
    void interruptionEndsWaiting();
    void callsFromSeveralThreads();

private:
    static CompilerOptions impatient(const QTemporaryDir &cache, int timeoutMs)
    {
        CompilerOptions options = compilerOptions(cache.path());
        options.timeoutMs = timeoutMs;
        return options;
    }
};

void TestWorker::cacheAnswersWithoutWorker()
{
    QTemporaryDir cache;
    const CompileRequest request = requestFor(fixturePath(u"local.bpf.c"_s));
    CompileResult first;
    {
        Compiler compiler(compilerOptions(cache.path()));
        first = compileOrFail(compiler, request);
        QVERIFY(!first.cached);
    }
    Compiler compiler(compilerOptions(cache.path()));
    const CompileResult second = compileOrFail(compiler, request);
    QVERIFY(second.cached);
    QVERIFY(childProcesses().isEmpty());
    QCOMPARE(second.object, first.object);
    QCOMPARE(second.facts.maps.size(), 1);
    QCOMPARE(*second.facts.maps[0].value, *first.facts.maps[0].value);

    CompileRequest other = request;
    other.architecture = Architecture::Arm64;
    QVERIFY(!compileOrFail(compiler, other).cached);
    other = request;
    other.source += '\n';
    QVERIFY(!compileOrFail(compiler, other).cached);
}

void TestWorker::damagedCacheIsRebuilt()
{
    QTemporaryDir cache;
    Compiler compiler(compilerOptions(cache.path()));
    const CompileResult first = compileOrFail(compiler, requestForText(goodSource));
    const QDir objects(cache.path() + u"/objects"_s);
    const QStringList entries = objects.entryList(QDir::Files);
    QCOMPARE(entries.size(), 1);
    QFile entry(objects.filePath(entries[0]));
    QVERIFY(entry.open(QIODevice::ReadWrite));
    const QByteArray bytes = entry.readAll();
    QByteArray flipped = bytes;
    flipped[bytes.size() / 2] = char(~flipped[bytes.size() / 2]);
    for (const QByteArray &damaged :
         {flipped, bytes.first(bytes.size() / 2), QByteArray(), QByteArray("junk")}) {
        QVERIFY(entry.resize(0) && entry.seek(0) && entry.write(damaged) == damaged.size() && entry.flush());
        const CompileResult again = compileOrFail(compiler, requestForText(goodSource));
        QVERIFY(!again.cached);
        QCOMPARE(again.object, first.object);
        QVERIFY(compileOrFail(compiler, requestForText(goodSource)).cached);
        entry.close();
        QVERIFY(entry.open(QIODevice::ReadWrite)); // the file was replaced
    }
}

void TestWorker::unwritableCacheIsNoError()
{
    Compiler compiler(compilerOptions(u"/proc/nowhere"_s));
    for (int i = 0; i < 2; ++i)
        QVERIFY(!compileOrFail(compiler, requestForText(goodSource)).cached);
}

void TestWorker::hangBecomesDiagnostic()
{
    QTemporaryDir cache;
    Compiler compiler(impatient(cache, 20'000));
    compileOrFail(compiler, requestForText(goodSource)); // the precompiled header is there from now on
    Compiler hurried(impatient(cache, 1'500));
    compileOrFail(hurried, requestForText(goodSource + "\n"));
    QElapsedTimer timer;
    timer.start();
    const Result<CompileResult> result = hurried.compile(requestForText(exponentialMacros()), Interruptor());
    QVERIFY(result && !result->ok());
    QCOMPARE(result->diagnostics.size(), 1);
    const QString message = result->diagnostics[0].message;
    QVERIFY2(message.contains(u"did not finish"_s) || message.contains(u"too much memory"_s),
             qPrintable(message));
    QCOMPARE(result->diagnostics[0].file, u"probe.bpf.c"_s);
    QVERIFY(timer.elapsed() < 15'000);
    compileOrFail(hurried, requestForText(goodSource + "\n\n"));
}

void TestWorker::fatalBackendErrorBecomesDiagnostic()
{
    QTemporaryDir cache;
    Compiler compiler(compilerOptions(cache.path()));
    const char *const bodies[] = {
        // LLVM ends the process: no such instruction
        "typedef float f; f a, b; SEC(\"raw_tp/x\") int p(void *c) { a = a * b; return 0; }\n",
        "SEC(\"raw_tp/x\") int p(void *c) { char big[4096]; asm volatile(\"\" :: \"r\"(big)); return 0; }\n",
        "long g(long, long, long, long, long, long); SEC(\"raw_tp/x\") int p(void *c) { return g(1, 2, 3, 4, "
        "5, 6); }\n",
    };
    for (const char *body : bodies) {
        const Result<CompileResult> result = compiler.compile(requestForText(prologue + body), Interruptor());
        QVERIFY(result);
        QVERIFY2(!result->ok(), body);
        QVERIFY2(!result->diagnostics.isEmpty(), body);
        QCOMPARE(result->diagnostics[0].line, 3);
    }
    compileOrFail(compiler, requestForText(goodSource));
}

void TestWorker::deepNestingBecomesDiagnostic()
{
    QTemporaryDir cache;
    Compiler compiler(compilerOptions(cache.path()));
    // Unary operators are no brackets: nothing in Clang bounds how deep they nest.
    const QByteArray source = prologue + "int f(int x) { return " + QByteArray(200'000, '~') + "x; }\n";
    const Result<CompileResult> result = compiler.compile(requestForText(source), Interruptor());
    QVERIFY(result && !result->ok());
    QVERIFY(!result->diagnostics.isEmpty());
    compileOrFail(compiler, requestForText(goodSource));
}

void TestWorker::killedWorkerIsReplaced()
{
    QTemporaryDir cache;
    Compiler compiler(compilerOptions(cache.path()));
    compileOrFail(compiler, requestForText(goodSource));
    QCOMPARE(childProcesses().size(), 1);
    ::kill(childProcesses().first(), SIGKILL);
    QTest::qWait(50);
    compileOrFail(compiler, requestForText(goodSource + "\n"));
}

void TestWorker::killDuringRequestBecomesDiagnostic()
{
    QTemporaryDir cache;
    Compiler compiler(impatient(cache, 20'000));
    compileOrFail(compiler, requestForText(goodSource));
    const pid_t worker = childProcesses().value(0);
    QVERIFY(worker > 0);
    std::jthread killer([worker] {
        ::usleep(100'000);
        ::kill(worker, SIGKILL);
    });
    const Result<CompileResult> result = compiler.compile(requestForText(exponentialMacros()), Interruptor());
    QVERIFY(result && !result->ok());
    QVERIFY2(result->diagnostics[0].message.startsWith(u"the compiler crashed on this source: signal 9"),
             qPrintable(result->diagnostics[0].message));
    compileOrFail(compiler, requestForText(goodSource + "\n"));
}

void TestWorker::missingWorkerIsAnError()
{
    QTemporaryDir cache;
    CompilerOptions options = compilerOptions(cache.path());
    options.workerPath = u"/nowhere/radiosonde-compiler"_s;
    Compiler compiler(options);
    const Result<CompileResult> result = compiler.compile(requestForText(goodSource), Interruptor());
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Internal);
    QVERIFY(result.error().text.contains(u"/nowhere/radiosonde-compiler"));
}

void TestWorker::interruptionEndsWaiting()
{
    QTemporaryDir cache;
    Compiler compiler(impatient(cache, 20'000));
    compileOrFail(compiler, requestForText(goodSource));
    Interruptor interruptor;
    std::jthread canceller([&interruptor] {
        ::usleep(200'000);
        interruptor.interrupt();
    });
    QElapsedTimer timer;
    timer.start();
    const Result<CompileResult> result = compiler.compile(requestForText(exponentialMacros()), interruptor);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Cancelled);
    QVERIFY(timer.elapsed() < 5'000);
    compileOrFail(compiler, requestForText(goodSource + "\n"));
}

void TestWorker::callsFromSeveralThreads()
{
    QTemporaryDir cache;
    Compiler compiler(compilerOptions(cache.path()));
    compiler.prestart();
    std::atomic<int> good = 0;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 3; ++t)
            threads.emplace_back([&compiler, &good, t] {
                for (int i = 0; i < 4; ++i) {
                    const QByteArray source = goodSource + QByteArray(t * 10 + i, '\n');
                    const Result<CompileResult> result =
                        compiler.compile(requestForText(source), Interruptor());
                    good += result && result->ok();
                }
            });
    }
    QCOMPARE(good.load(), 12);
}

QTEST_GUILESS_MAIN(TestWorker)

#include "test_worker.moc"
