// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/plan.h"

namespace radiosonde
{

// Decides what is drawn from a program (views.md, rules 1 to 7; first match wins, per map or
// variable). Streams get ids from 1 in the order of their maps; `cpus` fills StreamSpec::cpus of per-CPU
// maps. A map that no view needs gets no stream; the hidden counters' map gets one of kind Sites when
// `facts.sites` is not empty.
struct Inferred
{
    QList<ViewSpec> views;
    QList<StreamSpec> streams;
};
Inferred inferViews(const Facts &facts, quint32 cpus);

// Programs that stand for the same thing; exactly one alternative of each group is attached. An alternative
// is taken when all its programs but the optional ones attach. From `/// @alternative GROUP NAME` and `///
// @optional` where written, else from sections that share a hook: fentry|fexit before kprobe|kretprobe of the
// same function, tp_btf before raw_tp before tracepoint of the same event.
struct Alternative
{
    QString name;
    QStringList programs;
    QStringList optional; // those of `programs` that may fail alone

    bool operator==(const Alternative &) const = default;
};
struct AlternativeGroup
{
    QString name;
    QList<Alternative> alternatives; // in order of preference, at least one

    bool operator==(const AlternativeGroup &) const = default;
};
QList<AlternativeGroup> alternativeGroups(const Facts &facts);

} // namespace radiosonde
