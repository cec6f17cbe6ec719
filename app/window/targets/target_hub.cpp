// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/targets/target_hub.h"

#include "app/window/background.h"
#include "core/base/text.h"
#include "core/base/units.h"

#include <QPointer>

#include <algorithm>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int mostThreads = 16;

bool canBeUnplugged(TargetKind kind)
{
    return kind == TargetKind::Adb || kind == TargetKind::Serial;
}

} // namespace

// Carries progress and questions from the thread that reaches a target to the hub.
class TargetHub::Observer : public ConnectObserver
{
public:
    Observer(TargetHub *hub, QString url, std::shared_ptr<Interruptor> stop)
        : m_hub(hub), m_url(std::move(url)), m_stop(std::move(stop))
    {
    }

    void progress(const QString &what) override
    {
        later([url = m_url, what](TargetHub &hub) {
            if (TargetEntry *entry = hub.entry(url)) {
                entry->progress = what;
                Q_EMIT hub.changed(url);
            }
        });
    }
    std::optional<QString> answer(const SecretQuestion &question) override { return ask(question); }
    bool trust(const HostKeyQuestion &question) override { return ask(question).has_value(); }

private:
    std::optional<QString> ask(Question::Content content)
    {
        if (m_stop->interrupted())
            return {};
        const auto question = std::make_shared<Question>(std::move(content));
        later([url = m_url, question](TargetHub &hub) { hub.post(url, question); }, question);
        return question->wait();
    }

    void later(std::function<void(TargetHub &)> work, const QuestionPtr &otherwise = {})
    {
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [hub = m_hub, work = std::move(work), otherwise] {
                if (hub)
                    work(*hub);
                else if (otherwise)
                    otherwise->decline();
            },
            Qt::QueuedConnection);
    }

    QPointer<TargetHub> m_hub;
    const QString m_url;
    std::shared_ptr<Interruptor> m_stop;
};

QString TargetEntry::facts() const
{
    QStringList parts;
    if (info) {
        parts += architectureName(info->architecture);
        parts += QCoreApplication::translate("Targets", "Linux %1").arg(escapeControl(info->release));
    }
    if (connected && roundTripMs > 0)
        parts += formatDuration(roundTripMs * 1e6);
    return parts.join(u", "_s);
}

QString TargetEntry::factsBesideName() const
{
    if (known.kind == TargetKind::Local)
        return {};
    if (known.kind != TargetKind::Board)
        return facts();
    return connected && roundTripMs > 0 ? formatDuration(roundTripMs * 1e6) : QString();
}

TargetHub::TargetHub(const TargetServices &services, QObject *parent) : QObject(parent), m_services(services)
{
    m_threads.setMaxThreadCount(mostThreads);
    KnownTargets first;
    first.targets.append({.kind = TargetKind::Local,
                          .url = u"local"_s,
                          .name = tr("This machine"),
                          .state = TargetState::Ready});
    setList(first);
}

TargetHub::~TargetHub()
{
    if (m_following)
        m_following->interrupt();
    for (auto &[url, activity] : m_activities) {
        activity.stop->interrupt();
        if (activity.question)
            activity.question->decline();
    }
    // A question that is still on its way here is declined by what carries it, once this object is gone; its
    // thread must not be waited for before that.
    m_activities.clear();
    while (!m_threads.waitForDone(10))
        QCoreApplication::sendPostedEvents(QCoreApplication::instance(), QEvent::MetaCall);
}

TargetEntry *TargetHub::entry(const QString &url)
{
    const auto at =
        std::ranges::find_if(m_entries, [&](const TargetEntry &each) { return each.known.url == url; });
    return at == m_entries.end() ? nullptr : &*at;
}

const TargetEntry *TargetHub::find(const QString &url) const
{
    const auto at =
        std::ranges::find_if(m_entries, [&](const TargetEntry &each) { return each.known.url == url; });
    return at == m_entries.end() ? nullptr : &*at;
}

const TargetEntry &TargetHub::chosen() const
{
    const TargetEntry *entry = find(m_chosen);
    return entry ? *entry : m_entries.constFirst();
}

Architecture TargetHub::chosenArchitecture() const
{
    const TargetEntry &entry = chosen();
    return entry.info && entry.known.kind != TargetKind::Local ? entry.info->architecture
                                                               : hostArchitecture();
}

void TargetHub::choose(const QString &url)
{
    if (url == m_chosen || !find(url))
        return;
    const bool wasGone = chosen().known.gone;
    m_chosen = url;
    Q_EMIT chosenChanged();
    if (wasGone)
        refresh();
}

// A device that has gone stays while it is chosen: nobody's probes shall run on another target because of a
// cable.
void TargetHub::keepChosen(QList<TargetEntry> &entries) const
{
    const TargetEntry *before = find(m_chosen);
    const bool listed =
        std::ranges::any_of(entries, [&](const TargetEntry &each) { return each.known.url == m_chosen; });
    if (listed || !before || !canBeUnplugged(before->known.kind))
        return;
    TargetEntry gone = *before;
    gone.connected = false;
    gone.known.state = TargetState::Unavailable;
    gone.known.device.state.clear();
    gone.known.gone = true;
    gone.known.detail = tr("not attached any more");
    const auto after = std::ranges::find_if(entries, [](const TargetEntry &each) {
        return each.known.kind == TargetKind::Board || each.known.kind == TargetKind::SshHost;
    });
    entries.insert(after, gone);
}

// What is known of a target stays with its URL.
void TargetHub::setList(const KnownTargets &known)
{
    QList<TargetEntry> entries;
    for (const KnownTarget &target : known.targets) {
        const TargetEntry *before = find(target.url);
        TargetEntry entry = before ? *before : TargetEntry{};
        entry.known = target;
        entries.append(entry);
    }
    keepChosen(entries);
    m_entries = entries;
    if (!find(m_chosen))
        m_chosen = u"local"_s;
    for (const QString &notice : known.notices)
        Q_EMIT message(Severity::Warning, notice);
    Q_EMIT listChanged();
    Q_EMIT chosenChanged();
}

void TargetHub::refresh()
{
    if (!m_services.list)
        return;
    inBackground(
        this,
        [services = m_services] {
            KnownTargets known = services.list();
            QList<std::pair<QString, TargetInfo>> infos;
            for (const KnownTarget &target : known.targets) {
                const auto report =
                    services.lastReport ? services.lastReport(target.url) : std::optional<TargetReport>();
                if (report)
                    infos.append({target.url, report->target});
            }
            return std::pair(std::move(known), std::move(infos));
        },
        [this](const std::pair<KnownTargets, QList<std::pair<QString, TargetInfo>>> &outcome) {
            setList(outcome.first);
            for (const auto &[url, info] : outcome.second) {
                TargetEntry *known = entry(url);
                if (known && !known->info) {
                    known->info = info;
                    Q_EMIT changed(url);
                }
            }
        });
}

void TargetHub::follow()
{
    if (!m_services.follow)
        return;
    if (m_following)
        m_following->interrupt();
    m_following = std::make_shared<Interruptor>();
    m_threads.start([follow = m_services.follow, stop = m_following, hub = QPointer<TargetHub>(this)] {
        const auto changed = [&hub] {
            QMetaObject::invokeMethod(
                QCoreApplication::instance(),
                [hub] {
                    if (hub)
                        hub->refresh();
                },
                Qt::QueuedConnection);
        };
        follow(changed, *stop);
    });
}

void TargetHub::save(const SavedTarget &target, const QString &replaces,
                     std::function<void(const Result<> &)> done)
{
    if (!m_services.save)
        return;
    inBackground(
        this, [save = m_services.save, target, replaces] { return save(target, replaces); },
        [this, done = std::move(done), url = target.url](const Result<QString> &notice) {
            if (!notice) {
                done(std::unexpected(notice.error()));
                return;
            }
            if (!notice->isEmpty())
                Q_EMIT message(Severity::Warning, *notice);
            refresh();
            done({});
        });
}

void TargetHub::remove(const QString &name)
{
    if (!m_services.remove)
        return;
    inBackground(
        this, [remove = m_services.remove, name] { return remove(name); },
        [this](const Result<QString> &notice) {
            if (!notice)
                Q_EMIT message(Severity::Error, describe(notice.error()));
            else if (!notice->isEmpty())
                Q_EMIT message(Severity::Warning, *notice);
            refresh();
        });
}

void TargetHub::importHosts()
{
    if (!m_services.importHosts)
        return;
    inBackground(this, m_services.importHosts, [this](const Result<SavedTargets::Imported> &imported) {
        if (!imported) {
            Q_EMIT message(Severity::Error, describe(imported.error()));
            return;
        }
        if (!imported->notice.isEmpty())
            Q_EMIT message(Severity::Warning, imported->notice);
        Q_EMIT message(Severity::Note,
                       imported->names.isEmpty()
                           ? tr("~/.ssh/config has no host that is not saved already")
                           : tr("Saved from ~/.ssh/config: %1").arg(imported->names.join(u", "_s)));
        refresh();
    });
}

// Does `work` with an observer and an interruptor in the background, unless something goes on with that
// target already.
template<class Work, class Done> void TargetHub::reach(const QString &url, Work work, Done done)
{
    TargetEntry *target = entry(url);
    if (!target || target->busy)
        return;
    target->busy = true;
    target->progress.clear();
    target->failure.clear();
    Q_EMIT changed(url);
    const std::shared_ptr<Interruptor> stop = m_activities[url].stop;
    const auto observer = std::make_shared<Observer>(this, url, stop);
    inBackground(
        this, [work = std::move(work), observer, stop] { return work(*observer, *stop); },
        [this, url, done = std::move(done)](const auto &outcome) {
            endActivity(url, outcome ? std::nullopt : std::optional(outcome.error()));
            done(outcome);
        },
        &m_threads);
}

void TargetHub::endActivity(const QString &url, const std::optional<Error> &error)
{
    if (const auto at = m_activities.find(url); at != m_activities.end()) {
        if (at->second.question)
            at->second.question->decline();
        m_activities.erase(at);
    }
    TargetEntry *target = entry(url);
    if (!target)
        return;
    target->busy = false;
    target->progress.clear();
    if (error && error->kind != ErrorKind::Cancelled) {
        target->failure = describe(*error);
        target->connected = false;
        Q_EMIT message(Severity::Error,
                       tr("%1: %2", "target: error").arg(target->known.name, describe(*error)));
    }
    Q_EMIT changed(url);
}

void TargetHub::post(const QString &url, const QuestionPtr &question)
{
    const auto at = m_activities.find(url);
    const TargetEntry *target = find(url);
    if (at == m_activities.end() || !target || at->second.stop->interrupted()) {
        question->decline();
        return;
    }
    at->second.question = question;
    Q_EMIT asked(target->known.name, question, url);
}

void TargetHub::connectTo(const QString &url)
{
    if (!m_services.connect)
        return;
    reach(
        url,
        [connect = m_services.connect, url](ConnectObserver &observer, const Interruptor &stop) {
            return connect(url, observer, stop);
        },
        [this, url](const Result<TargetServices::Reached> &reached) {
            if (reached)
                noteSession(reached->target, reached->roundTripMs);
            if (url.startsWith("board:"_L1))
                refresh();
        });
}

void TargetHub::cancel(const QString &url)
{
    const auto at = m_activities.find(url);
    if (at == m_activities.end())
        return;
    at->second.stop->interrupt();
    if (at->second.question)
        at->second.question->decline();
}

void TargetHub::stopBoard(const QString &url)
{
    if (!m_services.stopBoard)
        return;
    cancel(url);
    inBackground(
        this,
        [stop = m_services.stopBoard, url] {
            stop(url);
            return true;
        },
        [this, url](bool) {
            if (TargetEntry *target = entry(url))
                target->connected = false;
            refresh();
        },
        &m_threads);
}

void TargetHub::report(const QString &url, bool anew, std::function<void(const Result<TargetReport> &)> done)
{
    if (!m_services.report)
        return;
    reach(
        url,
        [report = m_services.report, url, anew](ConnectObserver &observer, const Interruptor &stop) {
            return report(url, anew, observer, stop);
        },
        [this, done = std::move(done)](const Result<TargetReport> &report) {
            if (report)
                noteSession(report->target, report->roundTripMs);
            done(report);
        });
}

void TargetHub::lastReport(const QString &url, std::function<void(const std::optional<TargetReport> &)> done)
{
    if (!m_services.lastReport)
        return;
    inBackground(this, [last = m_services.lastReport, url] { return last(url); }, std::move(done));
}

void TargetHub::tick(const QString &url, bool ticked)
{
    if (ticked == isTicked(url) || (ticked && !find(url)))
        return;
    if (ticked)
        m_ticked += url;
    else
        m_ticked.removeAll(url);
    Q_EMIT changed(url);
    Q_EMIT tickedChanged();
}

QList<TargetEntry> TargetHub::targetsToRun() const
{
    QList<TargetEntry> targets;
    QStringList urls;
    for (const TargetEntry &entry : m_entries) {
        if (isTicked(entry.known.url) && !urls.contains(entry.known.url)) {
            targets += entry;
            urls += entry.known.url;
        }
    }
    return targets.isEmpty() ? QList<TargetEntry>{chosen()} : targets;
}

void TargetHub::noteSession(const TargetInfo &info, double roundTripMs)
{
    TargetEntry *target = entry(info.url);
    if (!target)
        return;
    const bool news = !target->connected || !target->info || target->info->release != info.release;
    target->info = info;
    target->connected = true;
    target->failure.clear();
    if (target->known.kind == TargetKind::Board)
        target->known.state = TargetState::Ready;
    const bool newTime = roundTripMs > 0 && target->roundTripMs == 0;
    if (roundTripMs > 0)
        target->roundTripMs = roundTripMs;
    if (news || newTime)
        Q_EMIT changed(info.url);
    if (news && info.url == m_chosen)
        Q_EMIT chosenChanged();
}

void TargetHub::noteEnd(const QString &url, const std::optional<Error> &error)
{
    TargetEntry *target = entry(url);
    const bool gone = error && (error->kind == ErrorKind::Lost || error->kind == ErrorKind::Unreachable);
    if (!target || !gone)
        return;
    target->connected = false;
    target->failure = describe(*error);
    Q_EMIT changed(url);
}

} // namespace radiosonde
