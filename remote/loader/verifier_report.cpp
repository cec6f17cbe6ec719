// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/verifier_report.h"

#include "core/base/text.h"
#include "remote/loader/refusal.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace radiosonde
{

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("Loader", text);
}

bool isStatistics(const QString &line)
{
    return line.startsWith("processed "_L1) || line.startsWith("verification time"_L1) ||
           line.startsWith("stack depth"_L1) || line.startsWith("peak_states"_L1) ||
           line.startsWith("insns processed"_L1);
}

// Lines that tell how the verifier went, as opposed to what it has to say.
bool isNarration(const QString &line)
{
    static const QRegularExpression state(
        u"^(from \\d+ to \\d+|mark_precise|last_idx|regs=|parent |propagat|func#|Validating |caller|callee|returning from|frame\\d|[ ]?R\\d+(_\\w+)?=|arg#|\\d+: (R\\d|safe))"_s);
    return line.trimmed().isEmpty() || isStatistics(line) || state.match(line).hasMatch();
}

// "12: (85) call bpf_map_lookup_elem#1  ; R0=..." -> 12, else -1.
int instructionOf(const QString &line)
{
    static const QRegularExpression instruction(u"^(\\d+): \\([0-9a-f]{2}\\) "_s);
    const auto match = instruction.match(line);
    return match.hasMatch() ? match.captured(1).toInt() : -1;
}

// Newer kernels say where a source line stands: "; x = y; @ probe.bpf.c:12".
void readComment(const QString &line, VerifierCause &cause)
{
    static const QRegularExpression place(u" @ ([^@]+):(\\d+)$"_s);
    const auto match = place.match(line);
    if (!match.hasMatch())
        return;
    cause.file = match.captured(1);
    cause.line = match.captured(2).toInt();
}

int namedInstruction(const QString &message)
{
    static const QRegularExpression named(
        u"(?:alloc_insn=|from insn |at insn |at insn #|insn #|insn )(\\d+)"_s);
    const auto match = named.match(message);
    return match.hasMatch() ? match.captured(1).toInt() : -1;
}

QString sameFile(const QString &file, const QString &fileName)
{
    return file.isEmpty() || QFileInfo(file).fileName() == QFileInfo(fileName).fileName() ? fileName : file;
}

void place(Diagnostic &diagnostic, const VerifierCause &cause, const QList<InstructionLine> &lines,
           const QString &fileName)
{
    const auto after = std::ranges::upper_bound(lines, quint32(std::max(cause.instruction, 0)), {},
                                                &InstructionLine::instruction);
    if (cause.instruction >= 0 && after != lines.begin()) {
        const InstructionLine &line = *std::prev(after);
        diagnostic.file = sameFile(line.file, fileName);
        diagnostic.line = line.line;
        diagnostic.column = line.column;
    } else if (cause.line > 0) {
        diagnostic.file = sameFile(cause.file, fileName);
        diagnostic.line = cause.line;
    }
}

// libbpf's last warning about the program, without its "prog 'x':".
QString lastWarning(const QString &words, const QString &program)
{
    const QString lead = u"prog '%1': "_s.arg(program);
    QString found;
    for (const QString &line : words.split(u'\n', Qt::SkipEmptyParts)) {
        const bool summary =
            line.contains("failed to load"_L1) || line.contains("BPF program load failed"_L1);
        if (line.startsWith(lead) && !summary && found.isEmpty())
            found = line.mid(lead.size());
    }
    return found;
}

} // namespace

std::optional<VerifierCause> findCause(const QString &log)
{
    VerifierCause cause;
    VerifierCause latest; // where the newest instruction stood
    for (const QString &line : log.split(u'\n', Qt::SkipEmptyParts)) {
        if (const int instruction = instructionOf(line); instruction >= 0) {
            latest.instruction = instruction;
            cause.message.clear(); // the sentence before was no end: the verifier went on
        } else if (line.startsWith(u';')) {
            readComment(line, latest);
        } else if (!isNarration(line) && cause.message.isEmpty()) {
            cause = latest;
            cause.message = line.trimmed();
        }
    }
    if (cause.message.isEmpty())
        return std::nullopt;
    if (const int named = namedInstruction(cause.message); named >= 0)
        cause.instruction = named;
    return cause;
}

Diagnostic explainRefusal(const QString &program, const QString &log, const QString &words,
                          const QList<InstructionLine> &lines, const QString &fileName, int error)
{
    Diagnostic diagnostic;
    diagnostic.file = fileName;
    QString message = lastWarning(words, program);
    if (const auto cause = findCause(log)) {
        message = cause->message;
        place(diagnostic, *cause, lines, fileName);
    }
    if (message.isEmpty())
        message = errnoText(error);
    diagnostic.message = tr("The kernel refuses the program %1: %2").arg(program, escapeControl(message));
    diagnostic.hint = verifierHint(message);
    return diagnostic;
}

} // namespace radiosonde
