// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/architecture.h"
#include "core/base/diagnostic.h"
#include "core/base/error.h"
#include "core/base/interruptor.h"
#include "core/layout/facts.h"

#include <QByteArray>
#include <QString>

#include <memory>

namespace radiosonde
{

struct CompileRequest
{
    QString fileName; // as diagnostics shall name it; local #include "x.h" are looked up beside it when it is
                      // a path
    QByteArray source;
    Architecture architecture = Architecture::X86_64; // of the target
    QByteArray
        extraVmlinux; // C text of the target's own BTF for types that the shipped header misses; may be empty
    QStringList kernelHeaders; // folders of the target's header packages, or of its source and build trees,
                               // for #include <linux/sched.h> and the like; may be empty
    QByteArray buildId;        // of the target's kernel: part of cache keys when extraVmlinux is used
    bool perfBuffers = false;  // the kernel has no ring buffers (before 5.8): perf buffers take their place
};

struct CompileResult
{
    QList<Diagnostic> diagnostics; // errors and warnings in source order
    QByteArray object;   // ELF, BTF and BTF.ext included, DWARF stripped; empty when there were errors
    Facts facts;         // valid when there were no errors
    bool cached = false; // no worker was asked
    bool sliced = false; // made from a slice of vmlinux.h; else from all of it, which is slower

    bool ok() const { return !object.isEmpty(); }
};

// Where a kernel's types are to be taken from: a file, or its headers.
struct KernelTypesRequest
{
    Architecture architecture = Architecture::X86_64; // of the headers' kernel
    QString file;        // raw BTF, an ELF file with a .BTF section, or a vmlinux with DWARF
    QStringList folders; // of the kernel's header packages, or its source and build trees
};

// Where workers, caches and limits are.
struct CompilerOptions
{
    QString workerPath;     // radiosonde-compiler; empty: ../libexec/radiosonde beside the running program
    QString cacheFolder;    // empty: the user's cache folder / radiosonde; objects, PCHs, indexes
    int timeoutMs = 20'000; // of one request; then the worker is replaced and the hang is a diagnostic
    bool fullHeader =
        false; // generate code from the whole vmlinux.h, not from a slice: slower, for comparing
};

// The compile worker's client. A worker is started at the first request that no cache answers (prestart()
// does it ahead), and replaced when it dies or hangs: that becomes a diagnostic about the file, never an
// exit. Thread-safe: calls from several threads run one after the other.
class Compiler
{
public:
    explicit Compiler(CompilerOptions options = {});
    ~Compiler();

    void prestart(); // returns at once

    // Code generation and facts. Errors (kind Internal, Cancelled) only where no result exists at all; a
    // source with errors is a result with diagnostics.
    Result<CompileResult> compile(const CompileRequest &request, const Interruptor &interruptor);

    // Diagnostics only, for a source that is being typed (`object` and `facts` stay empty).
    Result<QList<Diagnostic>> check(const CompileRequest &request, const Interruptor &interruptor);

    // The kernel's types as a local file of raw BTF: made by a worker of its own, so that compiling goes on
    // meanwhile, and kept in the cache for as long as what it was made of does not change. Error kinds Usage,
    // Cancelled and Internal. Takes a second for headers, and up to minutes for DWARF of hundreds of
    // megabytes.
    Result<QString> kernelTypes(const KernelTypesRequest &request, const Interruptor &interruptor);

    // What clang and headers the worker has, for `--version` and cache keys: "19.1.7".
    static QString compilerVersion();

private:
    class Impl;
    std::unique_ptr<Impl> m;
};

} // namespace radiosonde
