// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/targets/kernel_options.h"
#include "core/base/error.h"
#include "core/base/interruptor.h"
#include "remote/loader/loader.h"
#include "remote/session/session.h"
#include "remote/session/target_probe.h"

#include <QJsonObject>

#include <optional>

namespace radiosonde
{

// What is known of a target once it was asked: `radiosonde info` prints it, the target page shows it.
struct TargetReport
{
    TargetInfo target;
    TargetFacts facts;        // without the kernel's configuration
    std::optional<bool> jit;  // whether programs become machine code; nothing: it does not tell
    QString types;            // where programs find the kernel's types, or how to help; empty: in its own BTF
    QString lockdown;         // "none", "integrity", "confidentiality"; empty: the kernel has no lockdown
    bool configKnown = false; // `missing` comes from the kernel's configuration, not from what failed
    QString encryption;       // of the link, by the names of algorithms; empty: none
    qint64 clockAhead = 0;    // ns, of the target's wall clock to this machine's
    double roundTripMs = 0;   // the shortest of a few
    QList<Feature> features;
    QList<MissingOption> missing;
    qint64 time = 0;         // when it was asked, ns since 1970
    qint64 featuresTime = 0; // when its kernel's features were tried: then, or earlier
};

// The kernel's features as they were tried earlier.
struct KnownFeatures
{
    QList<Feature> features;
    qint64 time = 0; // ns since 1970
};

// Asks the target. `known`: do not try the features again (that takes seconds on a slow board). Kinds Lost,
// Cancelled and those of Loader::features(). Blocks; any thread but the session's.
Result<TargetReport> makeTargetReport(Session &session, Loader &loader,
                                      const std::optional<KnownFeatures> &known,
                                      const Interruptor &interruptor);

// As `info --json` prints it (docs/output-formats.md). Reading never fails: what is missing or of another
// type gets its default, lists are bounded.
QJsonObject reportToJson(const TargetReport &report);
TargetReport reportFromJson(const QJsonObject &object);

QStringList capabilityNames(quint32 capabilities); // of WIRE_CAP_* bits: "CAP_BPF", ...

} // namespace radiosonde
