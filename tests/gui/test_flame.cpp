// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/stack_samples.h"
#include "views/flame_graph.h"
#include "views/flame_panel.h"
#include "views/flame_rows.h"
#include "views/flame_svg.h"
#include "views/flame_text.h"
#include "views/theme.h"

#include <QApplication>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QXmlStreamReader>

using namespace radiosonde;
using namespace radiosonde::testing;
using namespace Qt::StringLiterals;

namespace
{

const QStringList usual{u"main;work;k:read 50"_s, u"main;work 20"_s, u"main;idle 25"_s, u"start 5"_s};

FlameRequest requestOf(double width, const StackQuery &query = {})
{
    FlameRequest request;
    request.width = width;
    request.query = query;
    return request;
}

FlameLayout layoutOf(const QStringList &lines, const FlameRequest &request)
{
    StackSamples samples;
    StackStore store(samples.view(), samples.names);
    store.update(samples.update(lines));
    return layOutFlames(store, request);
}

// "name x width depth", a box each, in the order of rows and then from the left.
QStringList boxesOf(const FlameLayout &layout)
{
    std::vector<FlameBox> boxes = layout.boxes;
    std::stable_sort(boxes.begin(), boxes.end(), [](const FlameBox &a, const FlameBox &b) {
        return std::pair(a.depth, a.x) < std::pair(b.depth, b.x);
    });
    QStringList lines;
    for (const FlameBox &box : boxes)
        lines.append(
            u"%1 %2 %3 %4"_s.arg(flameBoxName(layout, box, 100)).arg(box.x).arg(box.width).arg(box.depth));
    return lines;
}

bool waitForPicture(const FlamePanel &panel, const std::function<bool(const FlameLayout &)> &is)
{
    return QTest::qWaitFor([&] { return panel.graph()->flames() && is(*panel.graph()->flames()); }, 20'000);
}

} // namespace

class FlameTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void widthsAreSharesOfTheWeight()
    {
        QCOMPARE(boxesOf(layoutOf(usual, requestOf(1000))),
                 QStringList({u"all 0 1000 0"_s, u"main 0 950 1"_s, u"start 950 50 1"_s, u"work 0 700 2"_s,
                              u"idle 700 250 2"_s, u"k:read 0 500 3"_s}));
    }

    void narrowFramesAreMergedAndCounted()
    {
        QStringList lines{u"main;big 9000"_s};
        for (int i = 0; i < 1000; ++i)
            lines.append(u"main;small%1 1"_s.arg(i));
        const FlameLayout layout = layoutOf(lines, requestOf(1000));
        QCOMPARE(layout.boxes.size(), 4u); // all, main, big, and one for a thousand
        const FlameBox &merged = layout.boxes.back();
        QCOMPARE(merged.merged, 1000u);
        QCOMPARE(merged.total, 1000u);
        QCOMPARE(merged.x, 900.0);
        QVERIFY(std::abs(merged.width - 100) < 1e-6);
        QCOMPARE(layout.total, 10000u);
    }

    void ordersOfFrames()
    {
        FlameRequest request = requestOf(100);
        const QStringList lines{u"b 10"_s, u"c 60"_s, u"a 30"_s};
        QCOMPARE(boxesOf(layoutOf(lines, request)).mid(1),
                 QStringList({u"c 0 60 1"_s, u"a 60 30 1"_s, u"b 90 10 1"_s}));
        request.order = FlameOrder::FirstSeen;
        QCOMPARE(boxesOf(layoutOf(lines, request)).mid(1),
                 QStringList({u"b 0 10 1"_s, u"c 10 60 1"_s, u"a 70 30 1"_s}));
        request.order = FlameOrder::Name;
        QCOMPARE(boxesOf(layoutOf(lines, request)).mid(1),
                 QStringList({u"a 0 30 1"_s, u"b 30 10 1"_s, u"c 40 60 1"_s}));
    }

    void aZoomFillsTheWidth()
    {
        FlameRequest request = requestOf(700);
        request.zoom = {u"main"_s, u"work"_s};
        QCOMPARE(boxesOf(layoutOf(usual, request)),
                 QStringList({u"all 0 700 0"_s, u"main 0 700 1"_s, u"work 0 700 2"_s, u"k:read 0 500 3"_s}));
        request.zoom = {u"main"_s, u"gone"_s, u"x"_s};
        const FlameLayout layout = layoutOf(usual, request);
        QCOMPARE(layout.zoomedAway, QStringList({u"gone"_s, u"x"_s}));
        QCOMPARE(layout.boxes[1].width, 700.0);
    }

    void fromTheCallees()
    {
        StackQuery query;
        query.roots = StackQuery::Roots::Callees;
        QCOMPARE(boxesOf(layoutOf(usual, requestOf(100, query))).mid(1, 4),
                 QStringList({u"k:read 0 50 1"_s, u"idle 50 25 1"_s, u"work 75 20 1"_s, u"start 95 5 1"_s}));
    }

    void recursionIsOneFrame()
    {
        StackQuery query;
        query.mergeRecursion = true;
        QCOMPARE(boxesOf(layoutOf({u"main;f;f;f;g 3"_s, u"main;f;g 1"_s}, requestOf(100, query))),
                 QStringList({u"all 0 100 0"_s, u"main 0 100 1"_s, u"f 0 100 2"_s, u"g 0 100 3"_s}));
    }

    void filtersInAndOut()
    {
        StackQuery query;
        query.without = {u"k:read"_s};
        QCOMPARE(layoutOf(usual, requestOf(100, query)).total, 50u);
        query.only = {u"work"_s};
        QCOMPARE(layoutOf(usual, requestOf(100, query)).total, 20u);
        query.only = {u"nowhere"_s};
        QCOMPARE(layoutOf(usual, requestOf(100, query)).total, 0u);
    }

    void callersAndCalleesOfOneFunction()
    {
        StackQuery query;
        query.focus = u"work"_s;
        QCOMPARE(boxesOf(layoutOf({u"main;work;k:read 50"_s, u"other;work 50"_s, u"main 7"_s},
                                  requestOf(100, query))),
                 QStringList({u"main 0 50 -1"_s, u"other 50 50 -1"_s, u"all 0 100 0"_s, u"work 0 100 1"_s,
                              u"k:read 0 50 2"_s}));
    }

    void searchTellsTheShareThatMatches()
    {
        FlameRequest request = requestOf(100);
        request.search = u"work|READ"_s; // upper case: case matters
        QCOMPARE(layoutOf(usual, request).matched, 70u);
        request.search = u"read"_s;
        QCOMPARE(layoutOf(usual, request).matched, 50u);
        request.search = u"(("_s; // no regular expression: text
        QCOMPARE(layoutOf(usual, request).matched, 0u);
    }

    void twoIntervalsStandSideBySide()
    {
        StackSamples samples;
        StackStore store(samples.view(), samples.names);
        store.update(samples.update({u"a 10"_s, u"b 10"_s}, 100));
        store.update(samples.update({u"a 10"_s, u"b 40"_s}, 200)); // b grew by 30
        StackQuery query;
        query.splitAt = 150;
        const FlameLayout layout = layOutFlames(store, requestOf(500, query));
        QVERIFY(layout.compares);
        QCOMPARE(layout.total, 30u);
        QCOMPARE(layout.before, 20u);
        QCOMPARE(boxesOf(layout).mid(1), QStringList({u"b 0 400 1"_s, u"a 400 100 1"_s}));
        QCOMPARE(shareChange(layout, layout.boxes[1]), 0.5); // from 10 of 20 to all
        QCOMPARE(shareChange(layout, layout.boxes[2]), -0.5);
    }

    void oddDataIsDrawnSanely()
    {
        QCOMPARE(layoutOf({}, requestOf(100)).boxes.size(), 1u);
        const QString deep = QStringList(127, u"f"_s).join(u';');
        QCOMPARE(layoutOf({deep + u" 18446744073709551615"_s}, requestOf(100)).rows, 128);
        QCOMPARE(layoutOf({u"a 1"_s}, requestOf(0)).total, 1u);
    }

    void hostileNamesAreEscaped()
    {
        const QString name = u"<b>\x1b[31m\u202e"_s + QString(4096, u'x');
        const FlameLayout layout = layoutOf({name + u" 1"_s}, requestOf(100));
        const QString shown = flameBoxName(layout, layout.boxes[1], 512);
        QCOMPARE(shown.size(), 512 + 3 + 5); // two characters became longer
        QVERIFY(shown.startsWith(u"<b>\\x1b[31m\\u202e"_s));
        QVERIFY(flameToolTip(layout, layout.boxes[1]).size() > 4096); // whole, in lines
        QXmlStreamReader svg(flameSvg(layout, FlameScheme::Kind, u"a <title> & more"_s));
        while (!svg.atEnd())
            svg.readNext();
        QVERIFY2(!svg.hasError(), qPrintable(svg.errorString()));
    }

    void svgHoldsEveryBox()
    {
        const FlameLayout layout = layoutOf(usual, requestOf(svgWidth));
        const QByteArray svg = flameSvg(layout, FlameScheme::Kind, u"profile"_s);
        QCOMPARE(svg.count("<g class=\"b\""), qsizetype(layout.boxes.size()));
        QVERIFY(svg.contains("data-d=\"0.000 840.000 2 70.000\"")); // work: 70 % of 1200
    }

    void thePanelZoomsFiltersAndGoesBack()
    {
        StackSamples samples;
        const auto stacks = std::make_shared<LiveStacks>(samples.view(), samples.names);
        stacks->update(samples.update(usual));
        FlamePanel panel(stacks);
        panel.resize(1000, 400);
        panel.show();
        QVERIFY(waitForPicture(panel, [](const FlameLayout &layout) { return layout.total == 100; }));
        panel.zoomTo({u"main"_s, u"work"_s});
        const auto zoomed = [](const FlameLayout &layout) {
            return layout.boxes.size() == 4 && layout.boxes[2].width == layout.boxes[0].width;
        };
        QVERIFY(waitForPicture(panel, zoomed));
        panel.leaveOut(u"k:read"_s);
        QVERIFY(waitForPicture(panel, [](const FlameLayout &layout) { return layout.total == 50; }));
        panel.goBack();
        QVERIFY(waitForPicture(panel, zoomed));
        panel.goBack();
        QVERIFY(waitForPicture(panel, [](const FlameLayout &layout) { return layout.boxes.size() == 6; }));
        panel.goForward();
        QVERIFY(waitForPicture(panel, zoomed));
        panel.reset();
        stacks->update(samples.update({u"start 105"_s}, 2)); // it grows
        QVERIFY(waitForPicture(panel, [](const FlameLayout &layout) { return layout.total == 200; }));
    }

    void keysGoFromFrameToFrame()
    {
        StackSamples samples;
        const auto stacks = std::make_shared<LiveStacks>(samples.view(), samples.names);
        stacks->update(samples.update(usual));
        FlamePanel panel(stacks);
        panel.resize(1000, 400);
        panel.show();
        QVERIFY(waitForPicture(panel, [](const FlameLayout &layout) { return layout.total == 100; }));
        FlameGraph *graph = panel.graph();
        graph->setFocus();
        const auto current = [&] { return graph->path(graph->currentBox()); };
        QTest::keyClick(graph, Qt::Key_Up); // the root
        QCOMPARE(graph->currentBox(), 0);
        QTest::keyClick(graph, Qt::Key_Up);
        QTest::keyClick(graph, Qt::Key_Up);
        QCOMPARE(current(), QStringList({u"main"_s, u"work"_s}));
        QTest::keyClick(graph, Qt::Key_Right);
        QCOMPARE(current(), QStringList({u"main"_s, u"idle"_s}));
        QTest::keyClick(graph, Qt::Key_Left);
        QTest::keyClick(graph, Qt::Key_Return);
        QTRY_COMPARE(panel.zoom(), QStringList({u"main"_s, u"work"_s}));
        QVERIFY(waitForPicture(panel, [](const FlameLayout &layout) { return layout.boxes.size() == 4; }));
        QTest::keyClick(graph, Qt::Key_Backspace);
        QTRY_COMPARE(panel.zoom(), QStringList({u"main"_s}));
        QTest::keyClick(graph, Qt::Key_Home);
        QTRY_COMPARE(panel.zoom(), QStringList());
    }

    void aClickZooms()
    {
        StackSamples samples;
        const auto stacks = std::make_shared<LiveStacks>(samples.view(), samples.names);
        stacks->update(samples.update(usual));
        FlamePanel panel(stacks);
        panel.resize(1000, 400);
        panel.show();
        QVERIFY(waitForPicture(panel, [](const FlameLayout &layout) { return layout.total == 100; }));
        QWidget *port = panel.graph()->viewport();
        const int row = panel.graph()->fontMetrics().height() + 4;
        QTest::mouseClick(port, Qt::LeftButton, {}, {10, port->height() - row - row / 2});
        QCOMPARE(panel.zoom(), QStringList({u"main"_s}));
    }

    void rowsLeaveTheView()
    {
        StackSamples samples;
        const auto stacks = std::make_shared<LiveStacks>(samples.view(), samples.names);
        stacks->update(samples.update({u"main;a,b;c 5"_s, u"main 7"_s}));
        const auto all = [&](RowFormat format) {
            const std::unique_ptr<RowCursor> rows = stackRows(stacks, {}, format);
            QByteArray out;
            while (rows->next(out, 1))
                QTest::qWait(1);
            return out;
        };
        QCOMPARE(all(RowFormat::Csv), "stack,value\nmain,7\n\"main;a,b;c\",5\n");
        QCOMPARE(all(RowFormat::Json),
                 "{\"frames\":[\"main\"],\"value\":7}\n{\"frames\":[\"main\",\"a,b\",\"c\"],\"value\":5}\n");
        QCOMPARE(foldedStacks(*stacks, {}), "main 7\nmain;a,b;c 5\n");
    }
};

QTEST_MAIN(FlameTest)
#include "test_flame.moc"
