// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/run/run_text.h"

#include "core/base/units.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("RunText", text);
}

QString number(quint64 value)
{
    return QLocale().toString(value);
}

} // namespace

QString attachmentText(const Plan &plan)
{
    QStringList attached;
    QString alternative;
    int refused = 0;
    for (const ProgramState &program : plan.programs) {
        if (program.attached)
            attached += program.via.isEmpty() ? program.section : program.via;
        if (program.attached && !program.alternative.isEmpty())
            alternative = program.alternative;
        // Where there are alternatives, those that were not taken have failed as expected.
        refused += !program.attached && !program.error.isEmpty() && program.alternative.isEmpty();
    }
    attached.removeDuplicates();
    const qsizetype more = attached.size() - 3;
    QString text = attached.first(qMin<qsizetype>(3, attached.size())).join(", "_L1);
    if (more > 0)
        text = tr("%1 and %2 more").arg(text).arg(more);
    if (!alternative.isEmpty())
        text = tr("%1 - alternative %2").arg(text, alternative);
    if (refused > 0)
        text = tr("%1 - %2 programs not attached, see the session log").arg(text).arg(refused);
    return text;
}

QStringList programLines(const Plan &plan)
{
    QStringList attached;
    QStringList refused;
    for (const ProgramState &program : plan.programs) {
        if (program.attached && program.alternative.isEmpty())
            attached += tr("%1 is attached to %2").arg(program.name, program.via);
        else if (program.attached)
            attached += tr("%1 is attached to %2 (alternative %3)")
                            .arg(program.name, program.via, program.alternative);
        else if (!program.error.isEmpty())
            refused += tr("%1 (%2) is not attached: %3").arg(program.name, program.section, program.error);
    }
    return refused + attached;
}

QString placeText(LossPlace place)
{
    switch (place) {
    case LossPlace::Kernel:
        return tr("the kernel's buffer was full");
    case LossPlace::Map:
        return tr("a map was full");
    case LossPlace::Missed:
        return tr("the kernel skipped the program");
    case LossPlace::Link:
        return tr("on the link");
    case LossPlace::Host:
        return tr("this program did not keep up");
    }
    return {};
}

QString holesText(const std::vector<HoleUpdate> &holes)
{
    if (holes.empty())
        return {};
    const HoleUpdate &newest = holes.back();
    const auto clock = [](qint64 ns) {
        return QDateTime::fromMSecsSinceEpoch(ns / 1'000'000).toString(u"HH:mm:ss"_s);
    };
    const QString text = tr("Nothing is known from %1 to %2 (%3): the link was down")
                             .arg(clock(newest.from), clock(newest.from + newest.durationNs),
                                  formatDuration(double(newest.durationNs)));
    if (holes.size() == 1)
        return text;
    return tr("%1; there were %2 such holes").arg(text, number(holes.size()));
}

QString conservationText(const EndUpdate &end)
{
    if (end.produced && *end.produced == 0 && end.delivered == 0)
        return {};
    const QString lost = !end.lost        ? tr("losses not known")
                         : *end.lost == 0 ? tr("none lost")
                                          : tr("%1 lost").arg(number(*end.lost));
    const QString delivered = tr("%1 delivered").arg(number(end.delivered));
    return end.produced ? tr("%1 produced, %2, %3").arg(number(*end.produced), delivered, lost)
                        : delivered + ", "_L1 + lost;
}

} // namespace radiosonde
