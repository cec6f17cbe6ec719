// SPDX-License-Identifier: GPL-3.0-or-later
// A flame graph of a million distinct stacks: how long it takes to take them in, to lay them out, to search
// and to draw. `bench_stacks [STACKS]`.
#include "core/model/stack_store.h"
#include "tests/bench/figures.h"
#include "tests/unit/model/make_plans.h"
#include "views/flame_graph.h"
#include "views/flame_layout.h"
#include "views/theme.h"

#include <QApplication>
#include <QFile>
#include <QImage>
#include <QPainter>
#include <QScrollBar>

#include <cstdio>
#include <random>
#include <set>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

constexpr int functions = 20'000;
constexpr double width = 1600;

// As a symbol table hands them out: made once, then shared.
class MadeUpNames : public SymbolSource
{
public:
    MadeUpNames()
    {
        for (int number = 0; number < functions; ++number) {
            SymbolFrame frame;
            frame.function = u"namespace_%1::function_%2"_s.arg(number % 97).arg(number);
            frame.module = u"module_%1"_s.arg(number % 31);
            m_frames.push_back(frame);
        }
    }
    QList<SymbolFrame> resolve(const CodeAddress &address) override
    {
        return {m_frames[address.address / 64 % functions]};
    }
    quint64 generation() const override { return 0; }
    void settle(const Interruptor &) override {}

private:
    std::vector<SymbolFrame> m_frames;
};

// Stacks as a server has them: all begin alike, most part ways somewhere in the middle. Depth 12 to 40.
StacksUpdate madeUpStacks(int count)
{
    std::mt19937_64 random(1);
    StacksUpdate update;
    update.time = 1;
    update.keySize = 16;
    update.valueSize = 8;
    update.rows = QByteArray(qsizetype(count) * 24, '\0');
    std::vector<quint64> path;
    for (int i = 0; i < count; ++i) {
        const auto depth = 12 + random() % 29;
        const std::size_t kept = std::min<std::size_t>(path.size(), random() % depth);
        path.resize(kept);
        while (path.size() < depth)
            path.push_back(0x400000 +
                           (random() % (path.size() < 8 ? 6 * (path.size() + 1) : functions)) * 64);
        path.back() = 0x400000 + quint64(i) * 64; // no two are the same address
        StacksUpdate::Stack stack;
        stack.number = quint32(i);
        stack.first = update.addresses.size();
        stack.user = quint32(depth);
        stack.total = 1 + random() % 100;
        stack.interval = qint64(stack.total);
        update.addresses.insert(update.addresses.end(), path.rbegin(), path.rend());
        update.stacks.push_back(stack);
    }
    return update;
}

double residentMiB()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * 4096 / (1 << 20);
}

template<class Work> Figures measure(int times, Work work)
{
    Figures figures;
    for (int i = 0; i < times; ++i) {
        const double begun = now();
        work();
        figures.add((now() - begun) * 1e3);
    }
    return figures;
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    applyTheme(ThemeChoice::Light);
    const int count = argc > 1 ? atoi(argv[1]) : 1'000'000;
    const StacksUpdate update = madeUpStacks(count);
    ViewSpec view = testing::planOf(testing::stackFacts()).views[0];
    view.columns.clear();
    const double before = residentMiB();
    StackStore store(view, std::make_shared<MadeUpNames>());
    printHeading(u"a flame graph of %1 distinct stacks"_s.arg(count));
    FlameRequest request;
    request.width = width;
    std::shared_ptr<const FlameLayout> layout;
    const auto layOut = [&] { layout = std::make_shared<const FlameLayout>(layOutFlames(store, request)); };
    printRow(u"taken in (2000)"_s, measure(1, [&] { store.update(update); }), u"ms"_s);
    layOut();
    std::printf("  %u nodes, %u names, %.0f MiB, %zu boxes in %d rows\n", store.tree().size(),
                store.frames().size(), residentMiB() - before, layout->boxes.size(), layout->rows);
    printRow(u"laid out (150)"_s, measure(5, layOut), u"ms"_s);
    request.search = u"function_1[0-9]*7"_s;
    printRow(u"laid out with a search (150 + 100)"_s, measure(5, layOut), u"ms"_s);
    request.search.clear();
    request.query.roots = StackQuery::Roots::Callees;
    printRow(u"turned round and laid out"_s, measure(3, layOut), u"ms"_s);
    request.query.roots = StackQuery::Roots::Callers;
    layOut();
    FlameGraph graph;
    graph.resize(int(width) + graph.verticalScrollBar()->sizeHint().width(), 900);
    graph.setFlames(layout, false);
    graph.show();
    QApplication::processEvents();
    QImage image(graph.size(), QImage::Format_ARGB32_Premultiplied);
    printRow(u"drawn (16)"_s, measure(9, [&] { graph.render(&image); }), u"ms"_s);
    return 0;
}
