// SPDX-License-Identifier: GPL-3.0-or-later
// The program over adb: a fake server whose device is this machine, listed, traced, and cut off anywhere.
#include "tests/e2e/support/counts.h"
#include "tests/e2e/support/cutting_proxy.h"
#include "tests/e2e/support/requirements.h"
#include "tests/e2e/support/tool.h"
#include "tests/e2e/support/workload.h"
#include "tests/unit/transport/fake_adb_server.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace radiosonde;
using namespace radiosonde::e2e;

namespace
{

constexpr int opens = 500;
constexpr int cuts = 12;
const QStringList command{u"run"_s,           u"opensnoop"_s, u"--target"_s,
                          u"adb://board-7"_s, u"--format"_s,  u"json"_s};

QJsonArray adbTargets(const Outcome &outcome)
{
    QJsonArray found;
    for (const QJsonValue target : QJsonDocument::fromJson(outcome.output).array()) {
        if (target["kind"_L1] == "adb"_L1)
            found.append(target);
    }
    return found;
}

} // namespace

class TestAdb : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("XDG_CONFIG_HOME", m_settings.path().toUtf8()); }
    void listsDevices();
    void listsWithoutAServer();
    void listsWithAnotherServer();
    void discoveryCanBeSwitchedOff();
    void countsExactly();
    void refusalsEndWithOne();
    void cutAnywhere();

private:
    // Opens files while the run lasts; its exit status.
    int run(Tool &tool);

    QTemporaryDir m_settings;
};

void TestAdb::listsDevices()
{
    FakeAdbServer::Behaviour behaviour;
    behaviour.devices = "0A1B\tdevice product:panther model:Pixel_7\nR58\tunauthorized\n";
    const FakeAdbServer server(behaviour);
    const Outcome outcome = runTool({u"targets"_s, u"--json"_s});
    QCOMPARE(outcome.status, 0);
    const QJsonArray targets = adbTargets(outcome);
    QCOMPARE(targets.size(), 2);
    QCOMPARE(targets[0]["url"_L1].toString(), u"adb://0A1B"_s);
    QCOMPARE(targets[0]["state"_L1].toString(), u"ready"_s);
    QCOMPARE(targets[0]["model"_L1].toString(), u"Pixel_7"_s);
    QCOMPARE(targets[1]["state"_L1].toString(), u"unavailable"_s);
    QCOMPARE(targets[1]["adb_state"_L1].toString(), u"unauthorized"_s);
    QVERIFY(targets[1]["detail"_L1].toString().contains(u"allow USB debugging"));
    const Outcome text = runTool({u"targets"_s});
    QVERIFY2(text.output.contains("adb://0A1B"), text.output.constData());
    QVERIFY2(text.output.contains("(unauthorized, unlock it"), text.output.constData());
}

void TestAdb::listsWithoutAServer()
{
    FakeAdbServer server;
    server.stopListening();
    const Outcome outcome = runTool({u"targets"_s, u"--json"_s});
    QCOMPARE(outcome.status, 0);
    QCOMPARE(outcome.errors, QString());
    QCOMPARE(adbTargets(outcome).size(), 0);
}

void TestAdb::listsWithAnotherServer()
{
    FakeAdbServer::Behaviour behaviour;
    behaviour.instead = [](const QByteArray &, FakeAdbServer::Client &client) {
        client.send("HTTP/1.1 400 Bad Request\r\n\r\n");
        return true;
    };
    const FakeAdbServer server(behaviour);
    const Outcome outcome = runTool({u"targets"_s, u"--json"_s});
    QCOMPARE(outcome.status, 0);
    QVERIFY2(outcome.errors.contains(u"is no adb server"), qPrintable(outcome.errors));
    QVERIFY(outcome.output.contains("\"local\""));
}

void TestAdb::discoveryCanBeSwitchedOff()
{
    const QTemporaryDir settings;
    QDir(settings.path()).mkdir(u"radiosonde"_s);
    QFile file(settings.filePath(u"radiosonde/radiosonde.conf"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("[targets]\nadb=off\n") > 0);
    file.close();
    const FakeAdbServer server;
    qputenv("XDG_CONFIG_HOME", settings.path().toUtf8());
    const Outcome outcome = runTool({u"targets"_s, u"--json"_s});
    qputenv("XDG_CONFIG_HOME", m_settings.path().toUtf8());
    QCOMPARE(adbTargets(outcome).size(), 0);
    QCOMPARE(server.requests().size(), 0);
}

void TestAdb::countsExactly()
{
    if (const QString obstacle = tracingObstacle(); !obstacle.isEmpty())
        QSKIP(qPrintable(obstacle));
    const FakeAdbServer server;
    Tool tool(command);
    QVERIFY2(tool.waitForMeta(), qPrintable(tool.errors()));
    Workload workload(workloadPath(u"openwork"_s), {u"/etc/passwd"_s, QString::number(opens)});
    QVERIFY(workload.waitForReady() && workload.run());
    tool.signal(SIGINT);
    QCOMPARE(tool.finish(), 0);
    QCOMPARE(eventsOf(tool, u"openwork"_s), opens);
}

void TestAdb::refusalsEndWithOne()
{
    FakeAdbServer::Behaviour behaviour;
    behaviour.devices = "a\tunauthorized\n";
    const FakeAdbServer server(behaviour);
    const Outcome outcome = runTool({u"run"_s, u"opensnoop"_s, u"--target"_s, u"adb://a"_s});
    QCOMPARE(outcome.status, 1);
    QVERIFY2(outcome.errors.contains(u"has not authorised"), qPrintable(outcome.errors));
    const Outcome url = runTool({u"run"_s, u"opensnoop"_s, u"--target"_s, u"adb://a/b"_s});
    QCOMPARE(url.status, 64);
}

int TestAdb::run(Tool &tool)
{
    if (tool.waitForMeta()) {
        Workload workload(workloadPath(u"openwork"_s), {u"/etc/passwd"_s, QString::number(opens)});
        if (workload.waitForReady())
            workload.run();
        tool.signal(SIGINT);
    }
    return tool.finish();
}

// From the first answer of the server to the last event: exit 1 or 2 with a reason, and the account holds.
void TestAdb::cutAnywhere()
{
    if (const QString obstacle = tracingObstacle(); !obstacle.isEmpty())
        QSKIP(qPrintable(obstacle));
    const FakeAdbServer server;
    qint64 whole = 0;
    for (int cut = 0; cut <= cuts; ++cut) {
        CuttingProxy proxy(server.port(),
                           cut == 0 ? CuttingProxy::never : whole * (2 * cut - 1) / (2 * cuts));
        qputenv("ANDROID_ADB_SERVER_PORT", QByteArray::number(proxy.port()));
        Tool tool(command);
        const int status = run(tool);
        if (cut == 0) {
            QCOMPARE(status, 0);
            whole = proxy.passed();
            continue;
        }
        const bool began = !tool.objects(u"meta"_s).isEmpty();
        if (began && status == 0)
            continue; // this run had less to say than the one that was measured
        QVERIFY2(began ? status == 2 : status == 1 || status == 2, qPrintable(tool.errors()));
        QVERIFY(!tool.errors().isEmpty());
        QVERIFY(eventsOf(tool, u"openwork"_s) <= opens);
        for (const QJsonObject &end : tool.objects(u"end"_s)) {
            QCOMPARE(end["delivered"_L1].toInteger(), tool.objects(u"event"_s).size());
            if (!end["lost"_L1].isNull())
                QCOMPARE(end["produced"_L1].toInteger(),
                         end["delivered"_L1].toInteger() + end["lost"_L1].toInteger());
        }
    }
}

QTEST_GUILESS_MAIN(TestAdb)
#include "test_adb.moc"
