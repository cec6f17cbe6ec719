// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/column.h"

namespace radiosonde
{

// Fills in meaning and unit of a column from its type, its name and what its annotations say:
//   @unit ns|us|ms|s|bytes|...   a duration, a size or any other unit
//   @type dev|id|time|size|address|port|errno|kernel|text|bytes|stack   the meaning itself
void setMeaning(Column &column, const QList<Annotation> &annotations);

// Whether a field of a map's value only grows, so that differences make sense: unsigned numbers, sizes and
// durations but for names that say otherwise (max_ns, flags, state). `@counter` and `@gauge` decide where
// written.
bool looksLikeCounter(const Column &column, const QList<Annotation> &annotations);

// The argument of an annotation; null where it is not there, empty where it has none.
QString annotation(const QList<Annotation> &annotations, QLatin1StringView name);
bool hasAnnotation(const QList<Annotation> &annotations, QLatin1StringView name);

// "ns", "us" or "ms" of a name such as delta_us; empty otherwise.
QString durationSuffix(QStringView name);

} // namespace radiosonde
