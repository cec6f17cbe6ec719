// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline by itself and in the window, with made-up data.
#include "app/window/pages/run_selection.h"
#include "app/window/pages/run_view.h"
#include "app/window/run/run_deck.h"
#include "app/window/shell/main_window.h"
#include "app/window/targets/target_hub.h"
#include "tests/gui/demo_run.h"
#include "tests/gui/view_samples.h"
#include "views/event_panel.h"
#include "views/timeline_panel.h"
#include "views/timeline_rows.h"

#include <QLineEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 second = 1'000'000'000;

// Where a time of `range` stands in a lane.
QPoint pointOf(const Timeline &timeline, int lane, const TimeRange &range, qint64 time)
{
    const QRectF area = timeline.laneArea(lane);
    const double share = double(time - range.from) / double(range.to - range.from);
    return QPointF(area.left() + share * area.width(), area.center().y()).toPoint();
}

} // namespace

class TestTimeline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init();
    void lanesStandBelowEachOther();
    void hoveringTellsExactNumbers();
    void draggingChoosesAndTheWheelLooks();
    void keysDoTheSame();
    void linesAreExact();
    void hostileNamesArePlain();
    void filterAndFreeze();
    void allRunsHaveALane();
    void aRangeOfTheTimelineIsEveryViews();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestTimeline::init()
{
    QSettings().clear();
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestTimeline::lanesStandBelowEachOther()
{
    Timeline timeline;
    timeline.resize(1000, 400);
    QVERIFY(timeline.textAt({500, 100}).isEmpty());
    timeline.setLanes(timelineSample());
    QCOMPARE(timeline.range(), (TimeRange{sampleStart, sampleStart + 120 * second}));
    const int count = int(timeline.lanes().size());
    for (int lane = 0; lane < count; ++lane) {
        const QRectF area = timeline.laneArea(lane);
        QCOMPARE(area.left(), timeline.laneArea(0).left());
        QCOMPARE(area.height(), timeline.laneArea(0).height());
        if (lane > 0)
            QVERIFY(std::abs(area.top() - timeline.laneArea(lane - 1).bottom()) < 1e-6);
    }
    QVERIFY(timeline.laneArea(count - 1).bottom() < timeline.height());
    QVERIFY(timeline.minimumHeight() > 0);
    timeline.grab(); // draws all of it
    timeline.setLogarithmic(true);
    timeline.grab();
    timeline.setLanes({});
    timeline.grab();
}

void TestTimeline::hoveringTellsExactNumbers()
{
    Timeline timeline;
    timeline.resize(1000, 400);
    timeline.setLanes(timelineSample());
    const TimeRange all = timeline.range();
    const auto at = [&](int lane, double seconds) {
        return timeline.textAt(pointOf(timeline, lane, all, sampleStart + qint64(seconds * 1e9)));
    };
    QVERIFY(at(0, 70.5).startsWith(u"opensnoop on board-7\n"_s));
    QVERIFY2(at(0, 70.5).contains(u" events, "_s), qPrintable(at(0, 70.5)));
    QVERIFY2(at(0, 45).contains(u"Nothing is known of this time (12.0 s)"_s), qPrintable(at(0, 45)));
    QVERIFY2(at(0, 82).contains(u"40,000 lost, "_s), qPrintable(at(0, 82)));
    QVERIFY2(at(1, 10.5).endsWith(u"\n35 rows changed"_s), qPrintable(at(1, 10.5)));
    QVERIFY2(at(2, 10).contains(u"The probe did not run then"_s), qPrintable(at(2, 10)));
    QVERIFY2(at(2, 118).contains(u"The link is down"_s), qPrintable(at(2, 118)));
}

void TestTimeline::draggingChoosesAndTheWheelLooks()
{
    Timeline timeline;
    timeline.resize(1000, 400);
    timeline.setLanes(timelineSample());
    timeline.show();
    const TimeRange all = timeline.range();
    QSignalSpy chosen(&timeline, &Timeline::rangeDragged);
    QSignalSpy looked(&timeline, &TimePlot::rangeChosen);
    const QPoint from = pointOf(timeline, 1, all, sampleStart + 30 * second);
    const QPoint to = pointOf(timeline, 0, all, sampleStart + 60 * second);
    QTest::mousePress(&timeline, Qt::LeftButton, {}, from);
    QTest::mouseMove(&timeline, (from + to) / 2);
    QTest::mouseRelease(&timeline, Qt::LeftButton, {}, to);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(looked.size(), 0);
    const auto range = chosen.takeFirst().constFirst().value<std::optional<TimeRange>>();
    QVERIFY(range);
    QVERIFY(std::abs(range->from - (sampleStart + 30 * second)) < second / 2);
    QVERIFY(std::abs(range->to - (sampleStart + 60 * second)) < second / 2);
    QCOMPARE(timeline.range(), all);

    timeline.setRange(TimeRange{all.from + 30 * second, all.from + 60 * second});
    QTest::mousePress(&timeline, Qt::LeftButton, Qt::ShiftModifier, from);
    QTest::mouseMove(&timeline, from + QPoint(50, 0));
    QTest::mouseRelease(&timeline, Qt::LeftButton, Qt::ShiftModifier, from + QPoint(50, 0));
    QCOMPARE(chosen.size(), 0);
    QCOMPARE(looked.size(), 1);
    const auto panned = looked.takeFirst().constFirst().value<std::optional<TimeRange>>();
    QVERIFY(panned);
    QCOMPARE(panned->to - panned->from, 30 * second);
    QVERIFY(panned->from < all.from + 30 * second); // it went with the pointer
}

void TestTimeline::keysDoTheSame()
{
    TimelinePanel panel;
    panel.resize(1000, 400);
    panel.setLanes(timelineSample());
    Timeline &timeline = panel.timeline();
    const TimeRange all = timeline.range();
    QSignalSpy chosen(&panel, &ViewPanel::rangeChosen);
    QTest::keyClick(&timeline, Qt::Key_Plus);
    const TimeRange near = timeline.range();
    QVERIFY(near.to - near.from < all.to - all.from);
    QTest::keyClick(&timeline, Qt::Key_Right);
    QVERIFY(timeline.range().from > near.from);
    QCOMPARE(chosen.size(), 0);
    QTest::keyClick(&timeline, Qt::Key_Return);
    QCOMPARE(chosen.takeFirst().constFirst().value<std::optional<TimeRange>>(),
             std::optional(timeline.range()));
    QTest::keyClick(&timeline, Qt::Key_Escape);
    QCOMPARE(chosen.takeFirst().constFirst().value<std::optional<TimeRange>>(), std::nullopt);
    QTest::keyClick(&timeline, Qt::Key_Home);
    QCOMPARE(timeline.range(), all);
}

void TestTimeline::linesAreExact()
{
    std::vector<TimelineLane> lanes = timelineSample();
    lanes.resize(1);
    lanes[0].probe = u"a,\"b\n"_s;
    const TimeRange range{sampleStart + 79 * second, sampleStart + 85 * second};
    const QByteArray csv = timelineText(lanes, range, RowFormat::Csv);
    QVERIFY(csv.startsWith("probe,target,kind,from,to,count\n"));
    const QByteArray loss = "loss," + QByteArray::number(sampleStart + 80 * second) + ',' +
                            QByteArray::number(sampleStart + 84 * second) + ",40000\n";
    QVERIFY2(csv.contains("\"a,\"\"b\n\",board-7," + loss), csv.constData());
    const QByteArray json = timelineText(lanes, {sampleStart, sampleStart + 45 * second}, RowFormat::Json);
    QVERIFY(json.contains("{\"probe\":\"a,\\\"b\\n\",\"target\":\"board-7\",\"kind\":\"hole\",\"from\":" +
                          QByteArray::number(sampleStart + 40 * second)));
    QVERIFY(json.contains("\"count\":null}\n"));
    QCOMPARE(timelineText({}, range, RowFormat::Json), QByteArray());
}

void TestTimeline::hostileNamesArePlain()
{
    Timeline timeline;
    timeline.resize(800, 300);
    std::vector<TimelineLane> lanes = timelineSample();
    lanes[0].probe = QString(4096, u'x') + u"\n<b>\u202e\x1b[31m"_s;
    lanes[0].target = u"<img src=x>\u0000"_s;
    timeline.setLanes(lanes);
    const QRectF area = timeline.laneArea(0);
    const QString text = timeline.textAt(area.center());
    QVERIFY(text.section(u'\n', 0, 0).size() < 200);
    QVERIFY(!text.contains(u'\u202e') && !text.contains(u'\x1b'));
    timeline.grab();
}

void TestTimeline::filterAndFreeze()
{
    TimelinePanel panel;
    panel.resize(900, 400);
    panel.setLanes(timelineSample());
    panel.findChild<QLineEdit *>()->setText(u"BOARD-7"_s);
    QTRY_COMPARE(panel.timeline().lanes().size(), 1u);
    panel.findChild<QLineEdit *>()->clear();
    QTRY_COMPARE(panel.timeline().lanes().size(), 3u);
    panel.setFrozen(true);
    std::vector<TimelineLane> lanes = timelineSample();
    lanes[0].selected = TimeRange{sampleStart, sampleStart + second};
    lanes.pop_back();
    panel.setLanes(lanes);
    QCOMPARE(panel.timeline().lanes().size(), 3u);
    QCOMPARE(panel.timeline().lanes()[0].selected, lanes[0].selected);
    panel.setFrozen(false);
    panel.setLanes(lanes);
    QCOMPARE(panel.timeline().lanes().size(), 2u);
}

void TestTimeline::allRunsHaveALane()
{
    MainWindow window(demoServices(m_folder->filePath(u"journal"_s)));
    window.resize(1500, 900);
    window.show();
    QTRY_COMPARE(window.targets().entries().size(), 6);
    for (const auto *url : {"local", "ssh://gone"})
        window.targets().tick(QString::fromLatin1(url), true);
    window.runProbe(u"opensnoop"_s);
    QTRY_COMPARE(window.runs().count(), 2);
    window.setWatching(true);
    QTRY_VERIFY(window.timeline().isVisible());
    QTRY_COMPARE(window.timeline().timeline().lanes().size(), 2u);
    QTRY_VERIFY(window.timeline().timeline().lanes()[1].downUntil > 0); // its link is down
    const TimelineLane &lane = window.timeline().timeline().lanes()[1];
    QCOMPARE(lane.activity->marks().holes().size(), 1u);
    quint64 events = 0;
    for (const ActivityPart &part : lane.activity->events())
        events += part.count;
    QCOMPARE(events, window.runs().sessions().at(1)->figures().delivered);
}

void TestTimeline::aRangeOfTheTimelineIsEveryViews()
{
    MainWindow window(demoServices(m_folder->filePath(u"journal"_s)));
    window.resize(1500, 900);
    window.show();
    for (const auto *probe : {"opensnoop", "biolatency"}) {
        window.runProbe(QString::fromLatin1(probe));
        QTRY_VERIFY(window.runs().current() && window.runs().current()->currentPanel());
    }
    window.setWatching(true);
    QTRY_COMPARE(window.timeline().timeline().lanes().size(), 2u);
    const TimeRange all = window.timeline().timeline().range();
    const TimeRange part{all.from + (all.to - all.from) / 4, all.from + (all.to - all.from) / 2};
    Q_EMIT window.timeline().rangeChosen(part);
    for (RunView *view : window.runs().views())
        QCOMPARE(view->selection().current().range, std::optional(part));
    for (const TimelineLane &lane : window.timeline().timeline().lanes())
        QCOMPARE(lane.selected, std::optional(part));
    window.runs().views().first()->selection().goBack();
    QVERIFY(!window.timeline().timeline().lanes()[0].selected);
    QVERIFY(window.timeline().timeline().lanes()[1].selected);
}

QTEST_MAIN(TestTimeline)
#include "test_timeline.moc"
