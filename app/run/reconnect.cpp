// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/reconnect.h"

#include <QCoreApplication>

#include <algorithm>

namespace radiosonde
{

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("Run", text);
}

bool sameShape(const StreamSpec &a, const StreamSpec &b)
{
    return a.id == b.id && a.kind == b.kind && a.map == b.map && a.mapType == b.mapType &&
           a.keySize == b.keySize && a.valueSize == b.valueSize && a.cpus == b.cpus;
}

bool sameShape(const ViewSpec &a, const ViewSpec &b)
{
    return a.name == b.name && a.kind == b.kind && a.stream == b.stream && a.recordSize == b.recordSize &&
           a.variableOffset == b.variableOffset && a.columns.size() == b.columns.size();
}

} // namespace

std::chrono::milliseconds BackOff::next()
{
    const auto pause = m_pause;
    m_pause = std::min(m_pause * 2, longest);
    const qint64 quarter = pause.count() / 4;
    return pause + std::chrono::milliseconds(m_random.bounded(-quarter, quarter + 1));
}

QStringList targetChanges(const TargetInfo &before, const TargetInfo &now)
{
    QStringList changes;
    if (before.hostName != now.hostName)
        changes += tr("It calls itself %1 now, not %2").arg(now.hostName, before.hostName);
    if (before.bootId != now.bootId)
        changes += tr("It was started anew");
    if (before.release != now.release)
        changes += tr("Its kernel is %1 now, not %2").arg(now.release, before.release);
    else if (before.version != now.version || before.buildId != now.buildId)
        changes += tr("Its kernel %1 is another build").arg(now.release);
    return changes;
}

Result<> checkSameShape(const Plan &before, const Plan &now)
{
    const auto same = [](const auto &a, const auto &b) { return sameShape(a, b); };
    if (std::ranges::equal(before.streams, now.streams, same) &&
        std::ranges::equal(before.views, now.views, same))
        return {};
    return fail(
        ErrorKind::Lost,
        tr("%1 came back as another machine (Linux %2, %3): its data does not fit to what came before")
            .arg(before.target.name, now.target.release, now.target.machine),
        tr("run the probe again"));
}

bool worthAnotherAttempt(const Error &error)
{
    return error.kind == ErrorKind::Unreachable || error.kind == ErrorKind::Lost ||
           error.kind == ErrorKind::Internal;
}

std::optional<QString> AttemptObserver::answer(const SecretQuestion &question)
{
    std::optional<QString> answer = m_observer.answer(question);
    m_declined = m_declined || !answer;
    return answer;
}

bool AttemptObserver::trust(const HostKeyQuestion &question)
{
    const bool trusted = m_observer.trust(question);
    m_declined = m_declined || !trusted;
    return trusted;
}

} // namespace radiosonde
