// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/probe_run.h"
#include "core/base/error.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace radiosonde
{

// A target that the user keeps: how to reach it, and what belongs to it on this machine.
struct SavedTarget
{
    QString name; // unique; see checkTargetName()
    QString url;
    QString notes;
    KernelTypesSource kernelTypes; // local files; empty: the target's own BTF
    QStringList sysroots; // local folders that hold copies of the target's files, in the order they are tried

    QString targetLog; // of a run's account on the target: a path there, to which each run adds its time;
                       // empty: none

    bool operator==(const SavedTarget &) const = default;
};

// A name is 1 to 64 characters, none of them a control character, '/' or ':' (so that it is never taken for a
// URL), no space at either end, and not "local". Kind Usage.
Result<> checkTargetName(const QString &name);

// The user's saved targets: one JSON file (docs/user-guide.md), written whole or not at all. Several
// programs may use it at once: every change reads the file again under a lock. Fields that this version does
// not know stay as they are. A file that is no list of targets is never overwritten: it is renamed, and the
// notice that every function returns says how it is called now. Blocks for at most 5 s while another program
// writes; any thread.
class SavedTargets
{
public:
    explicit SavedTargets(QString path = defaultPath());
    static QString defaultPath(); // $XDG_CONFIG_HOME/radiosonde/targets.json

    struct Listing
    {
        QList<SavedTarget> targets; // in the order they were saved
        QString notice;             // for people; mostly empty
    };
    Result<Listing> list() const;

    // Adds a target, or puts it in the place of the one called `replaces`. Kind Usage for a bad name or URL,
    // a name that another target has, and a `replaces` that is gone. Gives the notice.
    Result<QString> save(const SavedTarget &target, const QString &replaces = {}) const;
    Result<QString> remove(const QString &name) const; // kind Usage when there is none of that name

    struct Imported
    {
        QStringList names; // of those that were added
        QString notice;
    };
    // Adds those whose name no saved target has.
    Result<Imported> import(const QList<SavedTarget> &targets) const;

private:
    struct Document
    {
        QJsonObject root;
        QString notice;
    };
    Result<Document> read() const; // under the lock
    Result<> write(const QJsonObject &root) const;
    Result<QString> setAside() const;
    Result<QString> change(const std::function<Result<>(QJsonArray &)> &edit) const;

    QString m_path;
};

} // namespace radiosonde
