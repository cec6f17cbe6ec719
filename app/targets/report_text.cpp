// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/targets/report_text.h"

#include "core/base/units.h"

#include <QCoreApplication>
#include <QDateTime>

#include <cmath>
#include <limits>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("Targets", text);
}

QString uptimeText(quint64 seconds)
{
    if (seconds >= 86400)
        return tr("%1 d %2 h").arg(seconds / 86400).arg(seconds % 86400 / 3600);
    if (seconds >= 3600)
        return tr("%1 h %2 min").arg(seconds / 3600).arg(seconds % 3600 / 60);
    return formatDuration(double(seconds) * 1e9);
}

QString cpusText(const TargetReport &report)
{
    const quint32 online = report.facts.onlineCpus;
    const quint32 possible = report.target.cpus;
    return online == 0 || online == possible ? QString::number(possible)
                                             : tr("%1 online of %2").arg(online).arg(possible);
}

QString memoryText(const TargetFacts &facts)
{
    return tr("%1, %2 available")
        .arg(formatBytes(double(facts.memoryBytes)), formatBytes(double(facts.availableBytes)));
}

// The target's clock counts from its boot: aligned to this machine's, that is when it booted.
QString bootText(qint64 wallOffset)
{
    return tr("%1 by this machine's clock")
        .arg(QDateTime::fromMSecsSinceEpoch(wallOffset / 1'000'000).toString(u"yyyy-MM-dd HH:mm:ss"_s));
}

// Of the target's own wall clock, which no record's time depends on.
QString clockText(qint64 ahead)
{
    const QString size = formatDuration(double(std::abs(ahead)));
    return ahead < 0 ? tr("%1 behind this machine's").arg(size) : tr("%1 ahead of this machine's").arg(size);
}

QString lockedText(quint64 bytes)
{
    return bytes == std::numeric_limits<quint64>::max() ? tr("unlimited") : formatBytes(double(bytes));
}

} // namespace

QList<ReportLine> reportLines(const TargetReport &report)
{
    const TargetInfo &target = report.target;
    const TargetFacts &facts = report.facts;
    QList<ReportLine> lines;
    const auto add = [&](const char *name, const QString &value) {
        if (!value.isEmpty())
            lines.append({tr(name), value});
    };
    const auto addIf = [&](bool known, const char *name, const QString &value) {
        if (known)
            add(name, value);
    };
    add("target", u"%1 (%2)"_s.arg(target.name, target.url));
    add("host", target.hostName);
    add("machine", facts.machine);
    add("kernel", u"%1 %2"_s.arg(target.sysname, target.release));
    add("version", target.version);
    add("architecture", tr("%1, %2-bit, pages of %3 bytes")
                            .arg(target.machine)
                            .arg(target.pointerSize * 8)
                            .arg(target.pageSize));
    add("CPUs", cpusText(report));
    addIf(facts.memoryBytes > 0, "memory", memoryText(facts));
    addIf(facts.uptimeSeconds > 0, "uptime", uptimeText(facts.uptimeSeconds));
    addIf(target.wallOffset != 0, "booted", bootText(target.wallOffset));
    addIf(target.wallOffset != 0, "clock offset", clockText(report.clockAhead));
    add("build-id", QString::fromLatin1(target.buildId.toHex()));
    add("BTF", facts.hasBtf ? tr("yes") : tr("no: the kernel tells nothing of its types"));
    add("types", report.types);
    addIf(report.jit.has_value(), "JIT",
          report.jit.value_or(false) ? tr("on") : tr("off: programs are interpreted"));
    addIf(!report.lockdown.isEmpty(), "lockdown", report.lockdown);
    addIf(true, "tracefs", facts.tracefs.isEmpty() ? tr("not mounted") : facts.tracefs);
    const QString rights = capabilityNames(target.capabilities).join(u' ');
    add("rights", rights.isEmpty() ? tr("none") : rights);
    addIf(facts.lockedMemoryLimit > 0, "locked memory", lockedText(facts.lockedMemoryLimit));
    addIf(report.roundTripMs > 0, "round trip", formatDuration(report.roundTripMs * 1e6));
    add("encryption", report.encryption);
    return lines;
}

} // namespace radiosonde
