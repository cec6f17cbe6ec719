// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/targets/saved_targets.h"
#include "remote/transport/adb/devices.h"
#include "remote/transport/serial_ports.h"

namespace radiosonde
{

// Where a target is known from.
enum class TargetKind : quint8 { Local, Saved, SshHost, Board, Adb, Serial };

// How a target is, as far as that is known without reaching it.
enum class TargetState : quint8 {
    Unknown,    // only asking would tell
    Ready,      // this machine, a board that runs, a device that is attached
    Starting,   // a board
    Stopped,    // a board that can be started
    Unavailable // a board that this machine cannot have, a device that is not usable; `detail` says why
};

struct KnownTarget
{
    TargetKind kind = TargetKind::Local;
    QString url;
    QString name;
    TargetState state = TargetState::Unknown;
    QString detail;       // about the state or the target, one line; may be empty
    SavedTarget saved;    // of kind Saved
    AdbDevice device;     // of kind Adb
    SerialPortEntry port; // of kind Serial
    bool gone = false;    // a device or a port that is not attached any more
};

struct KnownTargets
{
    QList<KnownTarget> targets; // this machine, saved ones, found ones, hosts of ~/.ssh/config
    QStringList notices;        // for people: what could not be read
};

// "local", "saved", "ssh-config", "board", "adb", "serial"; "unknown", "ready", ...: for scripts, never
// translated.
QString targetKindName(TargetKind kind);
QString targetStateName(TargetState state);

// This machine, what `saved` lists, and what was `found`: devices, ports and boards; then the hosts of the
// ssh configuration at `sshConfig` (empty: the user's) that no saved target leads to. Reads files; any
// thread.
KnownTargets listTargets(const SavedTargets &saved, const QList<KnownTarget> &found,
                         const QString &sshConfig = {});

// The hosts of the ssh configuration as targets that can be saved, those left out that are saved already.
QList<SavedTarget> importableTargets(const QList<SavedTarget> &saved, const QString &sshConfig = {});

} // namespace radiosonde
