// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/boards/board.h"
#include "tests/boards/board_table.h"
#include "tests/e2e/support/tool.h"
#include "tests/e2e/support/workload.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>
#include <csignal>

using namespace Qt::StringLiterals;
using namespace radiosonde::e2e;

namespace
{

constexpr int metaSeconds = 120;
constexpr int workSeconds = 120;

const QStringList functions{u"main"_s, u"radiosonde::workload::Worker::work() const"_s,
                            u"void radiosonde::workload::spin<int>(int)"_s};

} // namespace

// Names of a C++ program that is stripped on the board, from a file of this machine with debug information.
class TestBoardNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void strippedProgram();

private:
    Board m_board;
};

void TestBoardNames::initTestCase()
{
    bool impossible = false;
    const QString obstacle =
        m_board.start(qEnvironmentVariable("RADIOSONDE_BOARD", u"arm64-bookworm"_s), impossible);
    if (impossible)
        QSKIP(qPrintable(obstacle));
    QVERIFY2(obstacle.isEmpty(), qPrintable(obstacle));
    QVERIFY(m_board.put(u"inlinework"_s));
}

void TestBoardNames::strippedProgram()
{
    Workload work(m_board.shell(), {u"echo ready; read -r go; echo | /tmp/inlinework 2000"_s});
    QVERIFY(work.waitForReady(workSeconds));
    Tool tool(QStringList{u"run"_s, u"profile"_s, u"--format"_s, u"json"_s, u"--sysroot"_s,
                          workloadPath(m_board.architecture() + u"/unstripped"_s)} +
              m_board.target());
    QVERIFY2(tool.waitForMeta(metaSeconds), qPrintable(tool.errors()));
    QVERIFY2(work.run(workSeconds), qPrintable(tool.errors())); // it has ended when its names are asked for
    tool.signal(SIGINT);
    QVERIFY2(tool.finish(workSeconds) == 0, qPrintable(tool.errors()));
    const QList<QJsonObject> lines = tool.objects(u"stacks"_s);
    QVERIFY(!lines.isEmpty());
    qint64 samples = 0, named = 0;
    const QJsonArray stacks = lines.last()["stacks"_L1].toArray();
    for (const QJsonValue &stack : stacks) {
        QStringList frames;
        const QJsonArray names = stack["frames"_L1].toArray();
        for (const QJsonValue &name : names)
            frames.append(name.toString());
        if (!frames.contains(u"inlinework"_s))
            continue;
        samples += stack["value"_L1].toInteger();
        if (frames.join(u'\n').contains(functions.join(u'\n')))
            named += stack["value"_L1].toInteger();
        const bool nameless = std::any_of(frames.begin(), frames.end(), [](const QString &frame) {
            return frame.startsWith(u"inlinework+0x"_s);
        });
        QVERIFY2(!nameless, qPrintable(frames.join(u';')));
    }
    qInfo("%lld of %lld samples are named", named, samples);
    QVERIFY(samples > 50);
    QVERIFY(named * 100 >= samples * 80); // the rest is where it starts, and asks for the time
    note({m_board.name(),
          m_board.release(),
          u"names of a stripped C++ program"_s,
          {},
          u"dropbear"_s,
          {},
          samples,
          u"%1 of %2"_s.arg(named).arg(samples)});
}

QTEST_GUILESS_MAIN(TestBoardNames)
#include "test_board_names.moc"
