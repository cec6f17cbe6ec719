// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/targets/target_report.h"

#include "core/base/text.h"

#include <QDateTime>

#include <algorithm>
#include <chrono>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr quint64 smallFile = 256;

// A small file of the target; empty when it cannot be read. Lost and Cancelled are the only errors.
Result<QByteArray> readSmall(Session &session, const QString &path, const Interruptor &interruptor)
{
    Result<QByteArray> bytes = session.readFile(path, smallFile, interruptor);
    if (!bytes && bytes.error().kind == ErrorKind::Refused)
        return QByteArray();
    return bytes;
}

// "none [integrity] confidentiality": the word in brackets.
QString chosenWord(const QByteArray &text)
{
    const qsizetype begin = text.indexOf('[');
    const qsizetype end = text.indexOf(']', begin);
    return begin < 0 || end < 0 ? QString() : decodeText(text.sliced(begin + 1, end - begin - 1));
}

Result<double> measureRoundTrip(Session &session, const Interruptor &interruptor)
{
    double shortest = 0;
    for (int i = 0; i < 3; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        const auto answer = readSmall(session, u"/proc/sys/kernel/ostype"_s, interruptor);
        if (!answer)
            return std::unexpected(answer.error());
        const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
        shortest = i == 0 ? took.count() : std::min(shortest, took.count());
    }
    return shortest;
}

Result<> readKernelFiles(Session &session, TargetReport &report, const Interruptor &interruptor)
{
    const auto jit = readSmall(session, u"/proc/sys/net/core/bpf_jit_enable"_s, interruptor);
    if (!jit)
        return std::unexpected(jit.error());
    if (const QByteArray value = jit->trimmed(); !value.isEmpty())
        report.jit = value != "0";
    const auto lockdown = readSmall(session, u"/sys/kernel/security/lockdown"_s, interruptor);
    if (!lockdown)
        return std::unexpected(lockdown.error());
    report.lockdown = chosenWord(*lockdown);
    const Result<double> roundTrip = measureRoundTrip(session, interruptor);
    if (!roundTrip)
        return std::unexpected(roundTrip.error());
    report.roundTripMs = *roundTrip;
    return {};
}

} // namespace

Result<TargetReport> makeTargetReport(Session &session, Loader &loader,
                                      const std::optional<KnownFeatures> &known,
                                      const Interruptor &interruptor)
{
    TargetReport report;
    Result<TargetFacts> facts = probeTarget(session, true, interruptor);
    if (!facts)
        return std::unexpected(facts.error());
    if (const Result<> read = readKernelFiles(session, report, interruptor); !read)
        return std::unexpected(read.error());
    report.time = QDateTime::currentMSecsSinceEpoch() * 1'000'000;
    if (known) {
        report.features = known->features;
        report.featuresTime = known->time;
    } else {
        const Result<QList<Feature>> features = loader.features(interruptor);
        if (!features)
            return std::unexpected(features.error());
        report.features = *features;
        report.featuresTime = report.time;
    }
    report.configKnown = !facts->kernelConfig.isEmpty();
    report.missing = missingOptions(facts->kernelConfig, report.features);
    report.facts = *std::move(facts);
    report.facts.kernelConfig.clear();
    report.target = session.target();
    report.target.wallOffset = session.wallOffset();
    report.encryption = session.encryption();
    report.clockAhead = session.clockAhead();
    return report;
}

} // namespace radiosonde
