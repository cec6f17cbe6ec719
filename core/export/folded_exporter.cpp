// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/folded_exporter.h"

#include "core/export/stack_text.h"

#include <algorithm>

namespace radiosonde
{

void FoldedExporter::begin(const Plan &plan)
{
    for (const ViewSpec &spec : plan.views) {
        const bool stacks = spec.kind == ViewKind::Stacks;
        m_stores.push_back(stacks ? std::make_unique<StackStore>(spec, m_symbols) : nullptr);
    }
}

void FoldedExporter::stacks(const StacksUpdate &update)
{
    m_stores[static_cast<std::size_t>(update.view)]->update(update);
}

void FoldedExporter::end(const EndUpdate &)
{
    const bool several =
        std::ranges::count_if(m_stores, [](const auto &store) { return store != nullptr; }) > 1;
    for (const auto &store : m_stores) {
        if (!store)
            continue;
        store->frames().settle(Interruptor());
        store->refresh();
        for (const WeightedStack &stack : allStacks(*store)) {
            QByteArray &out = m_output.buffer();
            if (several)
                out.append(store->view().name.toUtf8()).append(';');
            out.append(foldedText(*store, stack.node)).append(' ');
            out.append(QByteArray::number(stack.weight)).append('\n');
            m_output.flushIfLarge();
        }
    }
    m_output.flush();
}

} // namespace radiosonde
