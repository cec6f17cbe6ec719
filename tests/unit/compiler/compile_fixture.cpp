// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/compiler/compile_fixture.h"

#include <QFile>
#include <QTest>

using namespace radiosonde;

QString fixturePath(const QString &name)
{
    return qEnvironmentVariable("RADIOSONDE_FIXTURES") + QLatin1Char('/') + name;
}

CompilerOptions compilerOptions(const QString &cacheFolder)
{
    CompilerOptions options;
    options.workerPath = qEnvironmentVariable("RADIOSONDE_COMPILER");
    options.cacheFolder = cacheFolder;
    return options;
}

CompileRequest requestFor(const QString &path)
{
    CompileRequest request;
    request.fileName = path;
    QFile file(path);
    if (file.open(QIODevice::ReadOnly))
        request.source = file.readAll();
    return request;
}

CompileRequest requestForText(const QByteArray &source)
{
    CompileRequest request;
    request.fileName = QStringLiteral("probe.bpf.c");
    request.source = source;
    return request;
}

QByteArray describeAll(const QList<Diagnostic> &diagnostics)
{
    QByteArray text;
    for (const Diagnostic &diagnostic : diagnostics)
        text += format(diagnostic).toUtf8() + '\n';
    return text;
}

CompileResult compileOrFail(Compiler &compiler, const CompileRequest &request)
{
    const Result<CompileResult> result = compiler.compile(request, Interruptor());
    if (!result) {
        QTest::qFail(qPrintable(describe(result.error())), __FILE__, __LINE__);
        return {};
    }
    if (!result->ok())
        QTest::qFail(describeAll(result->diagnostics).constData(), __FILE__, __LINE__);
    return *result;
}
