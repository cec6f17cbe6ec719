// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/stack_store.h"
#include "tests/unit/model/make_plans.h"

#include <QHash>

namespace radiosonde::testing
{

// Names that tests choose: an address is the number of a name.
class SampleNames : public SymbolSource
{
public:
    QList<SymbolFrame> resolve(const CodeAddress &address) override
    {
        const QString name = m_names.value(qsizetype(address.address & 0xffff));
        const QString module = address.kernel ? QStringLiteral("kernel") : QStringLiteral("program");
        return {{name, module, {}, 0, false, 0}};
    }
    quint64 generation() const override { return 0; }
    void settle(const Interruptor &) override {}

    quint64 addressOf(const QString &name)
    {
        if (!m_names.contains(name))
            m_names.append(name);
        return quint64(m_names.indexOf(name)) +
               (name.startsWith(QStringLiteral("k:")) ? 0xffffffff81000000 : 0);
    }

private:
    QStringList m_names{QString()};
};

// Updates made of lines such as "main;work;k:read 5", root first; names that begin with "k:" are the
// kernel's. Weights are totals.
class StackSamples
{
public:
    StacksUpdate update(const QStringList &lines, qint64 time = 1)
    {
        StacksUpdate made;
        made.time = time;
        made.keySize = 16;
        made.valueSize = 8;
        for (const QString &line : lines) {
            const QString stack = line.section(u' ', 0, -2);
            if (!m_numbers.contains(stack))
                m_numbers.insert(stack, quint32(m_numbers.size()));
            const quint64 total = line.section(u' ', -1).toULongLong();
            add(made, stack.split(u';', Qt::SkipEmptyParts), m_numbers[stack], total);
        }
        return made;
    }

    ViewSpec view() const
    {
        ViewSpec spec = planOf(stackFacts()).views[0];
        spec.columns.removeIf([](const Column &column) { return column.meaning == Meaning::Text; });
        return spec;
    }
    std::shared_ptr<SampleNames> names = std::make_shared<SampleNames>();

private:
    void add(StacksUpdate &made, const QStringList &frames, quint32 number, quint64 total)
    {
        StacksUpdate::Stack stack;
        stack.number = number;
        stack.first = made.addresses.size();
        stack.total = total;
        stack.interval = qint64(total - m_totals.value(number));
        m_totals[number] = total;
        for (const bool kernel : {true, false}) {
            for (auto frame = frames.rbegin(); frame != frames.rend(); ++frame) {
                if (frame->startsWith(QStringLiteral("k:")) != kernel)
                    continue;
                made.addresses.push_back(names->addressOf(*frame));
                ++(kernel ? stack.kernel : stack.user);
            }
        }
        made.rows.append(24, '\0');
        made.stacks.push_back(stack);
    }

    QHash<QString, quint32> m_numbers;
    QHash<quint32, quint64> m_totals;
};

} // namespace radiosonde::testing
