// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/view_options.h"

#include "core/layout/meaning.h"

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

void readWord(QStringView word, ViewOptions &options)
{
    if (word == "top"_L1 || word == "table"_L1)
        options.kind = ViewKind::Table;
    else if (word == "histogram"_L1)
        options.kind = ViewKind::Histogram;
    else if (word == "stacks"_L1 || word == "flame"_L1)
        options.kind = ViewKind::Stacks;
    else if (word == "events"_L1)
        options.kind = ViewKind::Events;
    else if (word == "interval"_L1)
        options.accumulate = Accumulate::Interval;
    else if (word == "total"_L1)
        options.accumulate = Accumulate::Total;
    else if (word == "log2"_L1)
        options.scale = Scale::Log2;
    else if (word == "linear"_L1)
        options.scale = Scale::Linear;
    else if (word == "ascending"_L1)
        options.sortDescending = false;
    else if (word.startsWith("sort="_L1))
        options.sortColumn = word.mid(5).toString();
    else if (word.startsWith("step="_L1))
        options.step = std::max(1u, word.mid(5).toUInt());
}

} // namespace

ViewOptions viewOptions(const QList<Annotation> &annotations)
{
    ViewOptions options;
    const QString text = annotation(annotations, "view"_L1);
    for (const QStringView word : QStringView(text).split(u' ', Qt::SkipEmptyParts))
        readWord(word, options);
    return options;
}

} // namespace radiosonde
