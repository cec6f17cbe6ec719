// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/diagnostic.h"
#include "core/base/error.h"
#include "core/base/interruptor.h"
#include "core/model/inference.h"
#include "core/model/plan.h"

#include <memory>

namespace radiosonde
{

class Session;

struct LoadRequest
{
    QString fileName; // for diagnostics
    QByteArray object;
    QList<std::pair<QString, QByteArray>> globals; // const volatile globals to set, with their bytes
    QList<AlternativeGroup> groups;
    QString
        onlyAlternative; // when not empty: groups that have an alternative of this name take it or nothing
    QString btfPath;     // local file of raw BTF to relocate against; empty: the target's own
    QString typesHint;   // what to do about a type that is in neither: ends the message of the refusal
    // "category/name" and the text of its tracefs format file: contexts of tracepoint programs that btfPath's
    // BTF lacks (struct trace_event_raw_*) are made from them.
    QList<std::pair<QString, QByteArray>> tracepointFormats;
    QList<std::pair<QString, quint32>> mapSizes;          // max_entries to use instead of the object's
    QList<std::pair<QString, quint32>> sampleFrequencies; // of perf_event programs, by name, Hz; others: 99
    // For uprobe and USDT programs whose section leaves them out: see docs/probes.md for what they may be.
    QString binary, symbol;
    QStringList symbolFolders;                   // of the host, searched for copies with symbols by build-id
    QList<std::pair<QString, int>> programLines; // in the source, for diagnostics
    quint32 minimumRingBytes = 0; // rings below are enlarged where the target's memory allows; 0 leaves them
    bool keepSmallRings = false;
};

// A map of the loaded object. `fd` is a descriptor of the stub's; perf buffers hold one event per CPU in
// `perfFds`.
struct LoadedMap
{
    QString name;
    int fd = -1;
    quint32 type = 0; // BPF_MAP_TYPE_*
    quint32 keySize = 0;
    quint32 valueSize = 0;
    quint32 maxEntries = 0;
    bool enlarged = false;
};

struct LoadedVariable
{
    QString name;
    QString map; // its section's map
    quint32 offset = 0;
    quint32 size = 0;
};

struct LoadResult
{
    QList<LoadedMap> maps;
    QList<LoadedVariable> variables;
    QList<ProgramState> programs;  // attached is false for all until attach()
    QList<Diagnostic> diagnostics; // verifier's and libbpf's words, mapped to the source where possible
    QString verifierLog;           // of the program that was refused last, else empty
    QString libbpfVersion;
    int roundTrips = 0;

    bool loaded = false; // false: diagnostics and programs say why
};

// What the target's kernel can do, tried for real (`radiosonde info`).
struct Feature
{
    QString kind; // "attach", "map", "helper", "config", "right"
    QString name; // "kprobe", "fentry", "ringbuf", ...
    bool available = false;
    QString detail; // why not, or more about it
};

// The load worker of one session: libbpf over the target's kernel. The worker is an unprivileged process
// under seccomp; its kernel calls go through the session. All methods block, are interruptible, and belong to
// one thread at a time.
class Loader
{
public:
    // Pre-starts the worker, the program radiosonde-loader at `workerPath`; returns at once.
    static Result<std::unique_ptr<Loader>> start(Session &session, const QString &workerPath);
    ~Loader(); // ends the worker; what was loaded is freed on the target

    // Opens and loads the object with the first alternatives that the target accepts. Nothing is attached
    // yet.
    Result<LoadResult> load(const LoadRequest &request, const Interruptor &interruptor);

    // Opens perf events of a perf buffer map, one per CPU, with watermark wake-ups: fds by CPU; `bytes` of
    // data each.
    Result<QList<std::pair<quint16, int>>> openPerfBuffer(const QString &map, quint32 bytes,
                                                          const Interruptor &interruptor);

    // An attached program whose output is read when somebody wants it; for IteratorReader.
    struct Iterator
    {
        QString program;
        int link = -1;
        int reading = -1; // a number that is free for a descriptor
    };

    // Attaches what load() chose. If an alternative is refused only now, the object is loaded again with the
    // next one: then `reload` of the result is true, maps are new and streams must be added again before
    // calling attach() again.
    struct AttachResult
    {
        QList<ProgramState> programs;
        QList<Iterator> iterators;
        QList<Diagnostic> diagnostics;
        bool reload = false;
        LoadResult load; // when reload
    };
    Result<AttachResult> attach(const Interruptor &interruptor);
    // Closes links; maps stay readable. Answers how many runs of programs the kernel left out because one was
    // under way on the same CPU; 0 from kernels before 5.12, which do not tell.
    Result<quint64> detach(const Interruptor &interruptor);
    Result<> unload(const Interruptor &interruptor); // everything of the object is closed

    // False once the worker has died: what it had loaded is closed on the target then. Not beside another
    // call.
    bool isAlive() const;

    // The target's vmlinux BTF, or that of a local file, as C text, for types that the shipped header does
    // not have.
    Result<QByteArray> vmlinuxHeader(const QString &btfPath, const Interruptor &interruptor);
    Result<QList<Feature>> features(const Interruptor &interruptor);

private:
    class Impl;
    explicit Loader(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m;
};

} // namespace radiosonde
