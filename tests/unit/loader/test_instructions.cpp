// SPDX-License-Identifier: GPL-3.0-or-later
#include "local_target.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTest>

#include <unistd.h>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

// Of a bpf descriptor's /proc text: what must be the same whoever loaded it. The kernel's prog_tag is a hash
// over all instructions as they were loaded, with nothing but the numbers of map descriptors left out.
QString essence(const QString &text)
{
    static const QStringList kept{u"prog_type"_s, u"prog_tag"_s,   u"map_type"_s,
                                  u"key_size"_s,  u"value_size"_s, u"max_entries"_s,
                                  u"map_flags"_s, u"map_extra"_s,  u"frozen"_s};
    QStringList lines;
    for (const QString &line : text.split(u'\n')) {
        if (kept.contains(line.section(u':', 0, 0)))
            lines.append(line.simplified());
    }
    return lines.join(u", "_s);
}

QStringList essences(const QStringList &descriptors)
{
    QStringList list;
    for (const QString &descriptor : descriptors) {
        const QString one = essence(descriptor);
        if (!one.isEmpty())
            list.append(one);
    }
    list.sort();
    return list;
}

QStringList heldBy(int process)
{
    QStringList descriptors;
    const QDir folder(u"/proc/%1/fdinfo"_s.arg(process));
    for (const QString &name : folder.entryList(QDir::Files)) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            descriptors.append(QString::fromLatin1(file.readAll()));
    }
    return essences(descriptors);
}

// Closes are posted; requests are answered in order, so whatever is answered now comes after them.
bool closesAreDone(Session &session)
{
    return session.readFile(u"/proc/version"_s, 4096, Interruptor()).has_value();
}

} // namespace

// The programs and maps that reach a kernel through worker, boundary, wire and stub are those that libbpf
// makes by itself.
class TestInstructions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void equalsNative_data();
    void equalsNative();
};

void TestInstructions::initTestCase()
{
    if (geteuid() != 0)
        QSKIP("loading programs takes root");
}

void TestInstructions::equalsNative_data()
{
    QTest::addColumn<QString>("fixture");
    for (const char *fixture : {"counts", "maps", "types"}) {
        QTest::addRow("%s", fixture) << QString::fromLatin1(fixture);
    }
}

void TestInstructions::equalsNative()
{
    QFETCH(const QString, fixture);
    QProcess native;
    native.start(QStringLiteral(NATIVE_LOAD), {fixturePath(fixture)});
    QVERIFY(native.waitForFinished());
    QVERIFY2(native.exitCode() == 0, native.readAllStandardError().constData());
    const QStringList expected =
        essences(QString::fromLatin1(native.readAllStandardOutput()).split(u"fd:"_s));
    QVERIFY(!expected.filter(u"prog_tag"_s).isEmpty());

    LocalTarget target = openLocalTarget();
    QVERIFY2(target.loader, qPrintable(target.complaint));
    const int stub = target.session->stubProcessId();
    QCOMPARE(heldBy(stub), QStringList());
    for (int round = 0; round < 2; ++round) { // the second time libbpf knows the kernel
        QElapsedTimer timer;
        timer.start();
        const auto loaded = target.loader->load(fixtureRequest(fixture), Interruptor());
        const double milliseconds = double(timer.nsecsElapsed()) / 1e6;
        QVERIFY2(loaded, loaded ? "" : qPrintable(describe(loaded.error())));
        QVERIFY2(loaded->loaded,
                 loaded->diagnostics.isEmpty() ? "" : qPrintable(format(loaded->diagnostics.first())));
        qInfo("%.1f ms, %d round trips, %d programs and maps", milliseconds, loaded->roundTrips,
              int(expected.size()));
        QVERIFY(closesAreDone(*target.session));
        QCOMPARE(heldBy(stub), expected);
        QVERIFY(target.loader->unload(Interruptor()));
        QVERIFY(closesAreDone(*target.session));
        QCOMPARE(heldBy(stub), QStringList());
    }
}

QTEST_GUILESS_MAIN(TestInstructions)
#include "test_instructions.moc"
