// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/interruptor.h"

#include <QList>
#include <QString>

namespace radiosonde
{

// An instruction's address as a stack or a column gives it. A return address stands behind its call: give the
// address as the kernel reported it, all but the innermost one of a stack with `isReturn`, so that the line
// of the call is found and not the next one.
struct CodeAddress
{
    quint64 address = 0;
    bool kernel = false;
    bool isReturn = false;
    quint32 tgid = 0; // of user addresses: the process, as the target's initial pid namespace numbers it
    qint64 time = 0;  // ns, target's monotonic clock: when the address was taken; 0: not known, newest counts
};

// One function at an address. Inlining makes several of one address.
struct SymbolFrame
{
    QString function; // demangled; empty when it is not known
    QString module;   // "kernel", a kernel module's name, "bpf", or the last part of a mapped file's path;
                      // empty when not known
    QString file;     // of the source, as the compiler was told; empty when not known
    int line = 0;     // from 1; 0 when not known
    bool inlined = false; // into the frame that follows
    quint64 offset = 0;   // from the function's start; without a function from the module's start, without
                          // either the address itself

    bool operator==(const SymbolFrame &) const = default;
};

// "vfs_read", without a function "libc.so.6+0x29d90", without a module "[0x7f001234]". Not escaped.
QString frameName(const SymbolFrame &frame);

// The same with the offset in the function: "vfs_read+0x1a".
QString frameNameWithOffset(const SymbolFrame &frame);

// Whether an address is one of the kernel's: in the upper half of the address space, of 32 bits in the upper
// fourth.
bool isKernelAddress(quint64 address, quint32 pointerSize);

// Names of addresses, of one run. All methods may be called from any thread.
class SymbolSource
{
public:
    virtual ~SymbolSource() = default;

    // What is known by now, at once: innermost first, so inlined frames come before the function that they
    // are part of. Never empty: an unknown address is a frame that says so. Asking makes it known later,
    // where that can be: then generation() grows.
    virtual QList<SymbolFrame> resolve(const CodeAddress &address) = 0;

    // Grows whenever resolve() may answer better than before. Cheap: meant to be looked at each frame.
    virtual quint64 generation() const = 0;

    // Blocks until everything that was asked for is known or cannot be, or until interrupted. For the command
    // line and tests, never on a thread that draws.
    virtual void settle(const Interruptor &interruptor) = 0;
};

// "vfs_read+0x1a"; empty for an address that is not the kernel's or has no name (yet). Asks for it, so that
// it may have one later. Any thread.
QString kernelSymbol(SymbolSource &symbols, quint64 address, quint32 pointerSize);

} // namespace radiosonde
