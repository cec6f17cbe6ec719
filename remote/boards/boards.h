// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/interruptor.h"
#include "remote/boards/catalogue.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>

namespace radiosonde
{

class BoardProcess;
class ConnectObserver;

// How to log in to a virtual board that runs, as root. Both servers show the same key.
struct BoardAccess
{
    QString name;              // with the suite: "arm64-bookworm"
    QString release;           // uname -r
    quint16 port = 0;          // of dropbear, on 127.0.0.1
    quint16 opensshPort = 0;   // of OpenSSH's server, on 127.0.0.1
    QString identityFile;      // valid while the board runs
    QByteArray hostKey;        // as in known_hosts: "ssh-ed25519 AAAA..."
    QStringList kernelHeaders; // empty where the kernel has BTF
};

// The virtual boards of this program: made on first use, one emulator for each that runs, which all sessions
// to it share; other programs have boards of their own. They end with this object, however the program ends.
// docs/boards.md tells what a board is. Thread-safe.
class Boards
{
public:
    enum class State : quint8 { Unavailable, NotMade, Made, Starting, Running };

    struct Entry
    {
        QString url;   // "board://arm64", "board://arm64-trixie"
        QString name;  // with the suite
        QString title; // for people: "arm64, Linux 6.1"
        State state = State::NotMade;
        QString why; // Unavailable: the reason
    };

    // `folder` holds board.sh and its files: dataFolder() + "/boards".
    explicit Boards(const QString &folder);
    ~Boards();
    Boards(const Boards &) = delete;
    Boards &operator=(const Boards &) = delete;

    // All nine. Starts no process and doesn't wait for one.
    QList<Entry> list() const;

    // Packages of Debian that are missing here for all boards; empty when nothing is, or for the name of one.
    QStringList missingPackages(const QString &name = {}) const;

    // A board that runs: started now where it does not yet, made first where that has not been done, which
    // the observer hears of (nullptr: nobody does). Blocks, half a minute on first use. Kinds Usage for a
    // name that is none (the suite may be left away), Unreachable, Cancelled; after the last two nothing half
    // made is left.
    Result<BoardAccess> start(const QString &name, ConnectObserver *observer, const Interruptor &interruptor);

    // Ends it, under whatever sessions use it. Nothing happens when it does not run.
    void stop(const QString &name);

    // Folders of the kernel's header packages for a kernel without BTF; empty for others and before start().
    QStringList kernelHeaders(const QString &name) const { return m_catalogue.kernelHeaders(name); }

private:
    struct Slot
    {
        bool starting = false;
        std::shared_ptr<BoardProcess> process; // null: does not run
        QString why;                           // this machine cannot have it, because
    };

    Result<> waitForTurn(Slot &slot, std::unique_lock<std::mutex> &lock, const Interruptor &interruptor);
    BoardAccess accessTo(const QString &name, const BoardProcess &process) const;

    const BoardCatalogue m_catalogue;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::map<QString, Slot> m_slots; // all boards, from the start
};

} // namespace radiosonde
