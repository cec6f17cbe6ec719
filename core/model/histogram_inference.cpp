// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/histogram_inference.h"

#include "core/layout/meaning.h"

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

bool isCounts(const TypePtr &type)
{
    return type && type->kind == TypeKind::Array && type->element && type->count > 1 &&
           type->element->kind == TypeKind::Unsigned &&
           (type->element->size == 4 || type->element->size == 8);
}

HistogramSpec specOf(const Type &counts, quint32 offset)
{
    HistogramSpec spec;
    spec.slotsOffset = offset;
    spec.slotWidth = counts.element->size;
    spec.slotCount = counts.count;
    return spec;
}

std::optional<HistogramSpec> histogramInRecord(const Type &record)
{
    for (const Member &member : record.members) {
        if (!isCounts(member.type) || !isHistogramName(member.name))
            continue;
        HistogramSpec spec = specOf(*member.type, member.bitOffset / 8);
        spec.unit = annotation(member.annotations, "unit"_L1);
        return spec;
    }
    return std::nullopt;
}

std::optional<HistogramSpec> oneHistogram(const TypePtr &type, const QString &name)
{
    if (!type)
        return std::nullopt;
    if (type->kind == TypeKind::Record)
        return histogramInRecord(*type);
    return isCounts(type) && isHistogramName(name) ? std::optional(specOf(*type, 0)) : std::nullopt;
}

} // namespace

bool isHistogramName(QStringView name)
{
    return name == "slots"_L1 || name.startsWith("hist"_L1);
}

std::optional<HistogramSpec> findHistogram(const TypePtr &type, const QString &name, bool log2)
{
    std::optional<HistogramSpec> spec = oneHistogram(type, name);
    if (!spec && type && type->kind == TypeKind::Array && type->element && type->count > 0) {
        spec = oneHistogram(type->element, name);
        if (spec) {
            spec->arrays = type->count;
            spec->arrayStride = type->element->size;
        }
    }
    if (spec)
        spec->scale = log2 ? Scale::Log2 : Scale::Linear;
    return spec;
}

} // namespace radiosonde
