// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/language.h"
#include "app/run/target_pool.h"
#include "core/base/diagnostic.h"
#include "core/compiler/client.h"
#include "core/model/data_sink.h"
#include "core/symbols/symbol_source.h"
#include "remote/session/session.h"
#include "remote/transport/channel.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>

namespace radiosonde
{

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
    QStringList sysroots; // local folders with copies of the target's files, searched for symbols by build-id
    QList<std::pair<QString, QString>> parameters; // name, value as typed
    QString alternative; // take this alternative of the groups that have it, or fail; empty: the best that
                         // attaches
    qint64 intervalNs = 1'000'000'000; // of snapshots; 50 ms to 1 h
    std::optional<qint64> durationNs;  // from attach on; none: until stop()
    quint32 ringBytes =
        0; // exact size for ring buffers; 0: as in the source, or enlarged to minimumRingBytes
    bool perfBuffers = false; // in the place of ring buffers, as kernels before 5.8 need it
    QString recordPath;       // record from the start; empty: no recording
};

struct RecordingState
{
    QString path; // empty: not recording
    qint64 bytes = 0;
    qint64 startTime = 0;       // ns since 1970
    std::optional<Error> error; // it has ended because of this; the run goes on
};

// Told of a run's course on the run's own thread; must not block for long. In this order: progress,
// diagnostics (also in between), accept, then sink() updates beside statistics and recording, then nothing
// more but wait()'s result.
// As a ConnectObserver it hears of the whole preparation ("Compiling", "Connecting to board-7", ...).
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
    // Where decoded data goes. begin(plan) comes once the programs are attached. The sink belongs to the
    // observer.
    virtual DataSink &sink() = 0;
    virtual void statistics(const StubStatistics &) {}
    virtual void recording(const RecordingState &) {}
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

    // Record from now on, or end the recording. Any thread; the outcome comes through RunObserver::recording.
    void startRecording(const QString &path);
    void stopRecording();

private:
    class Impl;
    std::unique_ptr<Impl> m;
};

} // namespace radiosonde
