// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/stack_text.h"

#include "core/base/text.h"
#include "core/export/text_grid.h"
#include "core/model/weight_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <unordered_map>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr std::size_t shownStacks = 10;

struct Export
{
    Q_DECLARE_TR_FUNCTIONS(Export)
};

void sortByWeight(std::vector<WeightedStack> &stacks)
{
    std::stable_sort(stacks.begin(), stacks.end(),
                     [](const WeightedStack &a, const WeightedStack &b) { return a.weight > b.weight; });
}

std::vector<WeightedStack> changedStacks(const StackStore &store, const StacksUpdate &update)
{
    std::unordered_map<quint32, std::size_t> places;
    std::vector<WeightedStack> stacks;
    for (const StacksUpdate::Stack &stack : update.stacks) {
        const quint32 node = store.nodeOf(stack.number);
        const auto [place, isNew] = places.try_emplace(node, stacks.size());
        if (isNew)
            stacks.push_back({node, 0});
        if (stack.interval > 0)
            stacks[place->second].weight += static_cast<quint64>(stack.interval);
    }
    if (store.view().accumulate == Accumulate::Total) {
        for (WeightedStack &stack : stacks)
            stack.weight = store.self()[stack.node];
    }
    return stacks;
}

} // namespace

std::vector<WeightedStack> takeStacks(StackStore &store, const StacksUpdate &update)
{
    store.update(update);
    if (update.final)
        store.frames().settle(Interruptor());
    store.refresh();
    std::vector<WeightedStack> stacks = changedStacks(store, update);
    sortByWeight(stacks);
    return stacks;
}

std::vector<WeightedStack> allStacks(const StackStore &store)
{
    std::vector<WeightedStack> stacks;
    for (quint32 node = 0; node < store.tree().size(); ++node) {
        if (store.self()[node] > 0)
            stacks.push_back({node, store.self()[node]});
    }
    sortByWeight(stacks);
    return stacks;
}

QByteArray foldedText(const StackStore &store, quint32 node)
{
    QString text;
    for (const quint32 frame : store.path(node)) {
        if (!text.isEmpty())
            text += u';';
        text += escapeControl(store.frames().frame(frame).name).replace(u';', u':');
    }
    return text.toUtf8();
}

void appendHeaviestStacks(QByteArray &out, const StackStore &store, int columns)
{
    const std::vector<WeightedStack> stacks = allStacks(store);
    for (std::size_t i = 0; i < std::min(shownStacks, stacks.size()); ++i) {
        const WeightedStack &stack = stacks[i];
        const QString share = shareText(stack.weight, store.total());
        appendLine(out, u"%1  %2"_s.arg(share, weightText(stack.weight, store.view().stacks.unit)), columns);
        const std::vector<quint32> path = store.path(stack.node);
        for (auto frame = path.rbegin(); frame != path.rend(); ++frame)
            appendLine(out, u"    "_s + escapeControl(store.frames().frame(*frame).name), columns);
    }
    if (stacks.size() > shownStacks)
        appendLine(out, Export::tr("... and %n more stacks", nullptr, int(stacks.size() - shownStacks)),
                   columns);
}

} // namespace radiosonde
