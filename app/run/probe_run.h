// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/language.h"
#include "app/run/target_pool.h"
#include "app/symbols/symbol_places.h"
#include "core/base/diagnostic.h"
#include "core/compiler/client.h"
#include "core/compiler/symbolize/symbolizer.h"
#include "core/model/data_sink.h"
#include "core/symbols/symbol_source.h"
#include "remote/session/audit.h"
#include "remote/session/session.h"
#include "remote/transport/channel.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>

namespace radiosonde
{

class MapSource;

// Where the types of a target's kernel come from when it has no BTF of its own, or other ones are wanted.
struct KernelTypesSource
{
    QString btfFile;           // raw BTF, an ELF file with a .BTF section, or a vmlinux with DWARF
    QStringList headerFolders; // of the kernel's header packages: arch-specific, then common ones

    bool isEmpty() const { return btfFile.isEmpty() && headerFolders.isEmpty(); }
    bool operator==(const KernelTypesSource &) const = default;
};

// What to run, where, and for how long.
struct RunRequest
{
    QString probe;    // its name for people and for the plan
    QString fileName; // of the source, for diagnostics and local includes
    QByteArray source;
    QString target = QStringLiteral("local");      // a URL; file:PATH replays a recording and needs no source
    QString targetName;                            // what the user calls it; empty: as it calls itself
    KernelTypesSource kernelTypes;                 // empty: the target's own, or what its settings say
    QList<std::pair<QString, QString>> parameters; // name, value as typed
    QString alternative; // take this alternative of the groups that have it, or fail; empty: the best that
                         // attaches
    qint64 intervalNs = 1'000'000'000; // of snapshots; 50 ms to 1 h
    std::optional<qint64> durationNs;  // from attach on; none: until stop()
    quint32 ringBytes =
        0; // exact size for ring buffers; 0: as in the source, or enlarged to minimumRingBytes
    bool perfBuffers = false; // in the place of ring buffers, as kernels before 5.8 need it
    QString recordPath;       // record from the start; empty: no recording
    QString logPath;          // append an account of all calls on the target; empty: none
    QString targetLog;        // the stub keeps one, too, in this file of the target; empty: none
    bool reconnect = false;   // a link that is lost once the run has begun is tried again, not the run's end
    SymbolPlaces symbols;     // beside the target's own files
};

struct RecordingState
{
    QString path; // empty: not recording
    qint64 bytes = 0;
    qint64 startTime = 0;       // ns since 1970
    std::optional<Error> error; // it has ended because of this; the run goes on
};

enum class LinkPhase : quint8 { Up, Down, Connecting };

// How the link of a run stands that was lost, or is back.
struct LinkState
{
    LinkPhase phase = LinkPhase::Up;
    Error reason;       // Down, Connecting: why it went, then why the last attempt failed
    int attempts = 0;   // begun so far
    qint64 retryMs = 0; // Down: until the next one
    QStringList news;   // Up: what is different about the target, one sentence each; empty: nothing
    TargetInfo target;  // Up: as it is now
    qint64 downNs = 0;  // Up: how long nothing is known of
};

// Told of a run's course on the run's own thread; must not block for long. In this order: progress,
// diagnostics (also in between), accept, then sink() updates beside statistics and recording, then nothing
// more but wait()'s result.
// As a ConnectObserver it hears of the whole preparation ("Compiling", "Connecting to board-7", ...); what is
// fetched from the target meanwhile it is told on a session's thread, and must not block.
class RunObserver : public ConnectObserver
{
public:
    virtual void diagnostics(const QList<Diagnostic> &diagnostics) = 0;
    // The views are known, nothing is loaded yet. An Error ends the run: a format that no view has, for
    // example.
    virtual Result<> accept(const QList<ViewSpec> &views) = 0;
    virtual void attached(const Plan &) {} // just before sink().begin()
    // Names of the addresses that the run's stacks and columns hold; before sink().begin(). Null where a run
    // has none. May be kept for as long as its names are shown; names that come after the run are few.
    virtual void symbols(const std::shared_ptr<SymbolSource> &) {}
    // The maps of the probe's programs, to be looked at and changed while the run goes on; before
    // sink().begin(). May be kept: without its target it answers with an Error. Not of replays.
    virtual void maps(const std::shared_ptr<MapSource> &) {}
    // Where decoded data goes. begin(plan) comes once the programs are attached. The sink belongs to the
    // observer.
    virtual DataSink &sink() = 0;
    virtual void statistics(const StubStatistics &) {}
    virtual void recording(const RecordingState &) {}
    virtual void warning(const Error &) {} // of something that does not end the run
    // Of each call that was made on the target, on a session's thread; must not block.
    virtual void audit(const AuditEntry &) {}
    // Of runs that reconnect, after begin(). With Up the sink has heard of the hole.
    virtual void link(const LinkState &) {}
    // Asked several times a second while the run goes on: true ends it in order, as stop() does.
    virtual bool finished() { return false; }
};

struct RunSummary
{
    std::optional<Error> error; // of kind Lost when the session broke: data so far was delivered
    bool started = false;       // begin() was called
    EndUpdate end;              // valid when started
};

// What runs share: one compiler, virtual boards, warm sessions.
struct RunEnvironment
{
    Compiler compiler{{.workerPath = libexecFolder() + QStringLiteral("/radiosonde-compiler")}};
    Boards boards{dataFolder() + QStringLiteral("/boards")};
    TargetPool targets{&boards};
    std::shared_ptr<Symbolizer> symbolizer =
        std::make_shared<Symbolizer>(libexecFolder() + QStringLiteral("/radiosonde-compiler"));
};

// One probe on one target, on a thread of its own. `environment` and `observer` outlive it. Methods are
// thread-safe.
class ProbeRun
{
public:
    ProbeRun(RunRequest request, RunEnvironment &environment, RunObserver &observer);
    ~ProbeRun(); // abort() and wait()

    void start();
    void stop() noexcept;  // orderly: detach, last data, end; while still connecting it cancels. Safe in a
                           // signal handler.
    void abort() noexcept; // at once; also unblocks an orderly end that a dead target holds up
    RunSummary wait();     // until the run has ended

    void reconnectNow() noexcept; // where the link is down: without waiting for the next attempt's time

    // Record from now on, or end the recording. Any thread; the outcome comes through RunObserver::recording.
    void startRecording(const QString &path);
    void stopRecording();

private:
    class Impl;
    std::unique_ptr<Impl> m;
};

} // namespace radiosonde
