// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/verifier_report.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace radiosonde
{

namespace
{

// The verifier's sentences (kernel/bpf/verifier.c, 5.8 to 6.18) and what they mean to who wrote the program.
struct Hint
{
    const char *sentence; // regular expression
    const char *advice;
};

constexpr Hint hints[] = {
    {"CO-RE relocation|poisoned|unknown func#195896080",
     QT_TRANSLATE_NOOP("Loader", "This kernel lacks a type or field that the program reads. Test it with "
                                 "bpf_core_field_exists() or bpf_core_type_exists() before")},
    {"_or_null'?|or_null_ expected|possibly NULL",
     QT_TRANSLATE_NOOP("Loader", "The pointer may be NULL: test it right after the call that returned it")},
    {"invalid mem access '(scalar|inv)'",
     QT_TRANSLATE_NOOP("Loader", "A number is used as a pointer: read kernel memory with BPF_CORE_READ() or "
                                 "bpf_probe_read_kernel(), user memory with bpf_probe_read_user()")},
    {"Unreleased reference|reference (has not been|leak)|must be released",
     QT_TRANSLATE_NOOP("Loader",
                       "What was reserved or acquired here is not given back on every path: end each with "
                       "bpf_ringbuf_submit(), bpf_ringbuf_discard() or the matching release")},
    {"stack size.*Too large|stack limit|invalid (write|indirect "
     "access|variable-offset|unbounded).*(stack|off -5[1-9][0-9])|"
     "write to stack R10 off=-",
     QT_TRANSLATE_NOOP("Loader",
                       "The stack of a program holds 512 bytes with all its calls: keep large values in a "
                       "per-CPU array map")},
    {"back-edge|infinite loop|loop is not bounded|sequence of \\d+ jumps|too large\\. Processed|program is "
     "too large",
     QT_TRANSLATE_NOOP("Loader", "The verifier must see every loop end: bound it by a small constant, or use "
                                 "bpf_loop()")},
    {"unknown func|invalid func|cannot use helper|program of this type cannot",
     QT_TRANSLATE_NOOP("Loader", "This kernel, or this kind of program, does not have the helper function")},
    {"GPL.?(restricted|compatible|only)|non-GPL",
     QT_TRANSLATE_NOOP("Loader",
                       "The helper is for GPL programs: add char LICENSE[] SEC(\"license\") = \"GPL\"")},
    {"!read_ok",
     QT_TRANSLATE_NOOP("Loader", "A value is used that not every path has set: return a value, and give "
                                 "variables one before they are read")},
    {"unbounded (memory access|min value)|min value is (negative|outside)|max value is outside|invalid "
     "zero-sized",
     QT_TRANSLATE_NOOP("Loader",
                       "The verifier cannot see that the size or index stays within the object: compare it "
                       "with a constant, or mask it, right before its use")},
    {"invalid (access to map value|bpf_context access|access to packet|access to memory|read from "
     "stack|indirect read)",
     QT_TRANSLATE_NOOP(
         "Loader", "The access leaves what it reads or writes: check offset and size against the type, and "
                   "that all of it was written before")},
};

} // namespace

QString verifierHint(const QString &message)
{
    for (const Hint &hint : hints) {
        if (QRegularExpression(QString::fromLatin1(hint.sentence)).match(message).hasMatch())
            return QCoreApplication::translate("Loader", hint.advice);
    }
    return {};
}

} // namespace radiosonde
