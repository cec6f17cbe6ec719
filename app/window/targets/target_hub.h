// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/run/question.h"
#include "app/window/targets/target_services.h"
#include "core/base/diagnostic.h"

#include <QObject>
#include <QThreadPool>

#include <map>

namespace radiosonde
{

// A target as the window shows it.
struct TargetEntry
{
    KnownTarget known;
    bool connected = false;
    bool busy = false;              // being reached, started or asked
    QString progress;               // while busy; may be empty
    QString failure;                // of the last attempt; empty: none, or it worked
    std::optional<TargetInfo> info; // from a session, or from an earlier time
    double roundTripMs = 0;         // 0: not known

    // "arm64, Linux 6.1.0-18-arm64, 12 ms": what is known; control characters escaped.
    QString facts() const;
    // The same beside the name, which tells a virtual board's architecture and kernel already.
    QString factsBesideName() const;
};

// The targets of a window: which there are, how they stand, which one probes run on. What takes time happens
// in the background; GUI thread.
class TargetHub : public QObject
{
    Q_OBJECT
public:
    explicit TargetHub(const TargetServices &services, QObject *parent = nullptr);
    ~TargetHub() override; // interrupts what is under way

    const QList<TargetEntry> &entries() const { return m_entries; } // this machine is always the first
    const TargetEntry *find(const QString &url) const;
    const TargetServices &services() const { return m_services; }

    const TargetEntry &chosen() const;
    Architecture chosenArchitecture() const; // this machine's while the target's is not known
    void choose(const QString &url);         // nothing happens for a URL that is none of the entries

    // Targets that were ticked: a probe runs on all of them at once. With none ticked it runs on the chosen
    // one.
    void tick(const QString &url, bool ticked);
    bool isTicked(const QString &url) const { return m_ticked.contains(url); }
    QList<TargetEntry> targetsToRun() const; // in the order of the list; never empty

    void refresh(); // reads the list again
    void follow();  // and whenever it changes by itself, from now on; again after the settings have changed
    void save(const SavedTarget &target, const QString &replaces, std::function<void(const Result<> &)> done);
    void remove(const QString &name);
    void importHosts();

    void connectTo(const QString &url); // a virtual board is started for it
    void stopBoard(const QString &url);
    void cancel(const QString &url); // what goes on with the target
    void report(const QString &url, bool anew, std::function<void(const Result<TargetReport> &)> done);
    void lastReport(const QString &url, std::function<void(const std::optional<TargetReport> &)> done);

    // A run has a session to a target, or has lost it.
    void noteSession(const TargetInfo &target, double roundTripMs);
    void noteEnd(const QString &url, const std::optional<Error> &error);

Q_SIGNALS:
    void listChanged();               // which targets there are
    void changed(const QString &url); // how one stands
    void chosenChanged();
    void tickedChanged();
    void asked(const QString &about, const radiosonde::QuestionPtr &question, const QString &url);
    void message(radiosonde::Severity severity, const QString &text);

private:
    struct Activity
    {
        std::shared_ptr<Interruptor> stop = std::make_shared<Interruptor>();
        QuestionPtr question;
    };
    class Observer;

    TargetEntry *entry(const QString &url);
    template<class Work, class Done> void reach(const QString &url, Work work, Done done);
    void endActivity(const QString &url, const std::optional<Error> &error);
    void setList(const KnownTargets &known);
    void keepChosen(QList<TargetEntry> &entries) const;
    void post(const QString &url, const QuestionPtr &question);

    TargetServices m_services;
    QList<TargetEntry> m_entries;
    QString m_chosen = QStringLiteral("local");
    QStringList m_ticked;                     // URLs
    std::map<QString, Activity> m_activities; // by URL; one at a time for each
    std::shared_ptr<Interruptor> m_following; // ends what follow() began
    QThreadPool m_threads;                    // reaching a target may take minutes
};

} // namespace radiosonde
