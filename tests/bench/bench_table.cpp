// SPDX-License-Identifier: GPL-3.0-or-later
// A top table of 100,000 keys that all change with each update: how long until its rows are shown, in order,
// and how long the window's thread is held meanwhile, by its longest task and by drawing.
// `bench_table [KEYS [UPDATES]]`.
#include "tests/bench/figures.h"
#include "views/table_panel.h"
#include "views/theme.h"

#include <QApplication>
#include <QElapsedTimer>

#include <cstdio>
#include <cstring>
#include <random>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

Column columnOf(const QString &name, quint32 offset, quint32 size, bool counter)
{
    Column column;
    column.name = column.title = name;
    column.offset = offset;
    column.type = std::make_shared<Type>(Type{.kind = TypeKind::Unsigned, .size = size});
    column.counter = counter;
    return column;
}

// Key u64; value: char comm[16], four counters of 64 bits.
ViewSpec madeUpView()
{
    ViewSpec view;
    view.name = view.title = u"keys"_s;
    view.kind = ViewKind::Table;
    view.accumulate = Accumulate::Interval;
    Column key = columnOf(u"key"_s, 0, 8, false);
    key.inKey = true;
    Column comm = columnOf(u"comm"_s, 0, 16, false);
    comm.meaning = Meaning::Text;
    comm.type = std::make_shared<Type>(
        Type{.kind = TypeKind::Array,
             .size = 16,
             .count = 16,
             .element = std::make_shared<Type>(Type{.kind = TypeKind::Character, .size = 1})});
    view.columns = {key, comm};
    for (quint32 i = 0; i < 4; ++i)
        view.columns += columnOf(u"counter%1"_s.arg(i), 16 + 8 * i, 8, true);
    return view;
}

TableUpdate madeUpUpdate(int keys, int number)
{
    std::mt19937_64 random(quint64(number) + 1);
    TableUpdate update;
    update.time = (number + 1) * 1'000'000'000LL;
    update.intervalNs = 1'000'000'000;
    update.keySize = 8;
    update.valueSize = 48;
    update.rows = keys;
    update.interval.resize(qsizetype(keys) * 56, '\0');
    for (int i = 0; i < keys; ++i) {
        char *row = update.interval.data() + qsizetype(i) * 56;
        const auto key = quint64(i) * 2654435761U;
        std::memcpy(row, &key, 8);
        std::snprintf(row + 8, 16, "worker-%d", i % 900);
        for (int counter = 0; counter < 4; ++counter) {
            const quint64 value = random() % 100'000;
            std::memcpy(row + 24 + counter * 8, &value, 8);
        }
    }
    update.total = update.interval;
    return update;
}

double msSince(const QElapsedTimer &clock)
{
    return double(clock.nsecsElapsed()) / 1e6;
}

// Remembers the longest task of the window's thread.
class Application : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        QElapsedTimer clock;
        clock.start();
        const bool done = QApplication::notify(receiver, event);
        longest = std::max(longest, msSince(clock));
        return done;
    }

    double longest = 0; // ms
};

struct Times
{
    Figures show;
    Figures held;
    Figures draw;
};

Times measure(Application &application, TablePanel &panel, LiveTable &table, int keys, int updates)
{
    Times times;
    bool shown = false;
    const auto connection = QObject::connect(&panel.model(), &TableModel::shown, [&shown] { shown = true; });
    const auto wait = [&] {
        while (!shown || panel.model().isBusy())
            QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    };
    shown = !panel.model().isBusy(); // what the choice of rows before this began
    wait();
    for (int i = 0; i < updates; ++i) {
        const TableUpdate update = madeUpUpdate(keys, i);
        shown = false;
        application.longest = 0;
        QElapsedTimer clock;
        clock.start();
        table.update(update);
        panel.refresh();
        const double asked = msSince(clock);
        wait();
        times.show.add(msSince(clock));
        times.held.add(std::max(asked, application.longest));
        clock.restart();
        QApplication::processEvents();
        panel.grab();
        times.draw.add(msSince(clock));
    }
    QObject::disconnect(connection);
    return times;
}

void print(const QString &what, const Times &times)
{
    printHeading(what);
    printRow(u"from an update to its rows in order"_s, times.show, u"ms"_s);
    printRow(u"longest task of the window's thread meanwhile (16)"_s, times.held, u"ms"_s);
    printRow(u"draw (16)"_s, times.draw, u"ms"_s);
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    Application application(argc, argv);
    applyTheme(ThemeChoice::Light);
    const int keys = argc > 1 ? std::atoi(argv[1]) : 100'000;
    const int updates = argc > 2 ? std::atoi(argv[2]) : 7;
    const auto table = std::make_shared<LiveTable>(madeUpView());
    TablePanel panel(table, {});
    panel.resize(1000, 700);
    panel.show();
    std::printf("%d keys, all of which change with each update, five columns besides the key\n", keys);
    print(u"one sort key"_s, measure(application, panel, *table, keys, updates));
    panel.model().setSort({{1, Qt::AscendingOrder}, {2, Qt::DescendingOrder}});
    print(u"by a text, then a counter"_s, measure(application, panel, *table, keys, updates));
    panel.model().setSort({{2, Qt::DescendingOrder}});
    panel.model().setFilter(u"comm ~ \"^worker-1\" and counter0 > 50000"_s);
    print(u"with a filter"_s, measure(application, panel, *table, keys, updates));
    panel.model().setFilter({});
    panel.setGroup(1);
    print(u"grouped by a text"_s, measure(application, panel, *table, keys, updates));
    return 0;
}
