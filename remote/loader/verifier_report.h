// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/diagnostic.h"

#include <QList>
#include <QString>

#include <optional>

namespace radiosonde
{

// The place in the source that an instruction of a program came from.
struct InstructionLine
{
    quint32 instruction = 0; // from this one on, up to the next entry's
    QString file;
    int line = 0;
    int column = 0;
};

// The first cause in a verifier's log.
struct VerifierCause
{
    QString message;      // the verifier's own sentence
    int instruction = -1; // -1: none is named
    QString file;         // of a "; source @ file.c:12" comment, else empty
    int line = 0;
};

// Nothing when the log holds no sentence.
std::optional<VerifierCause> findCause(const QString &log);

// What a verifier's or libbpf's sentence means and what to do about it; empty for one that is not known.
QString verifierHint(const QString &message);

// The refusal of a program as a problem in the source: an error with the first cause, and the place where it
// is known. `fileName` is the source's own name: line tables may hold another path to it. `words` are
// libbpf's warnings, the cause where the verifier was not reached.
Diagnostic explainRefusal(const QString &program, const QString &log, const QString &words,
                          const QList<InstructionLine> &lines, const QString &fileName, int error);

} // namespace radiosonde
