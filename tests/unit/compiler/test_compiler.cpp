// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/client.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace radiosonde;
using namespace Qt::StringLiterals;

class TestCompiler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void compiles();

private:
    CompilerOptions options() const
    {
        CompilerOptions options;
        options.workerPath = qEnvironmentVariable("RADIOSONDE_COMPILER");
        options.cacheFolder = m_folder.path();
        return options;
    }
    static CompileRequest fixture(const QString &name)
    {
        CompileRequest request;
        request.fileName = qEnvironmentVariable("RADIOSONDE_FIXTURES") + u'/' + name;
        QFile file(request.fileName);
        if (file.open(QIODevice::ReadOnly))
            request.source = file.readAll();
        return request;
    }

    QTemporaryDir m_folder;
};

void TestCompiler::compiles()
{
    Compiler compiler(options());
    for (int i = 0; i < 4; ++i) {
        CompileRequest request = fixture(u"events.bpf.c"_s);
        request.source += QByteArray("/* ") + QByteArray::number(i) + " */\n";
        QElapsedTimer timer;
        timer.start();
        const auto result = compiler.compile(request, Interruptor());
        qInfo("compile %lld us", timer.nsecsElapsed() / 1000);
        QVERIFY2(result.has_value(), result ? "" : qPrintable(describe(result.error())));
        for (const Diagnostic &diagnostic : result->diagnostics)
            qInfo("%s", qPrintable(format(diagnostic)));
        QVERIFY(result->ok());
    }
}

QTEST_GUILESS_MAIN(TestCompiler)

#include "test_compiler.moc"
