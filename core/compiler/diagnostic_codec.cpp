// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/diagnostic_codec.h"

#include <QCborMap>

#include <algorithm>

namespace radiosonde
{

namespace
{

// A source may draw any number of messages; nobody reads more than these.
constexpr qsizetype maxDiagnostics = 1000;

enum Key : qint64 { SeverityKey, FileKey, LineKey, ColumnKey, MessageKey, HintKey, FixItsKey };
enum FixItKey : qint64 { FixLineKey, FixColumnKey, FixEndLineKey, FixEndColumnKey, FixTextKey };

int toInt(const QCborValue &value)
{
    return int(std::clamp<qint64>(value.toInteger(), 0, INT32_MAX));
}

QCborMap toCbor(const FixIt &fix)
{
    return {{FixLineKey, fix.line},
            {FixColumnKey, fix.column},
            {FixEndLineKey, fix.endLine},
            {FixEndColumnKey, fix.endColumn},
            {FixTextKey, fix.replacement}};
}

FixIt fixItFromCbor(const QCborMap &map)
{
    return {toInt(map[FixLineKey]), toInt(map[FixColumnKey]), toInt(map[FixEndLineKey]),
            toInt(map[FixEndColumnKey]), map[FixTextKey].toString()};
}

QCborMap toCbor(const Diagnostic &diagnostic)
{
    QCborArray fixits;
    for (const FixIt &fix : diagnostic.fixits)
        fixits.append(toCbor(fix));
    return {{SeverityKey, int(diagnostic.severity)},
            {FileKey, diagnostic.file},
            {LineKey, diagnostic.line},
            {ColumnKey, diagnostic.column},
            {MessageKey, diagnostic.message},
            {HintKey, diagnostic.hint},
            {FixItsKey, fixits}};
}

Diagnostic diagnosticFromCbor(const QCborMap &map)
{
    Diagnostic diagnostic;
    diagnostic.severity = Severity(std::clamp(toInt(map[SeverityKey]), 0, int(Severity::Error)));
    diagnostic.file = map[FileKey].toString();
    diagnostic.line = toInt(map[LineKey]);
    diagnostic.column = toInt(map[ColumnKey]);
    diagnostic.message = map[MessageKey].toString();
    diagnostic.hint = map[HintKey].toString();
    const QCborArray fixits = map[FixItsKey].toArray();
    for (qsizetype i = 0; i < std::min(fixits.size(), maxDiagnostics); ++i)
        diagnostic.fixits.append(fixItFromCbor(fixits.at(i).toMap()));
    return diagnostic;
}

} // namespace

QCborArray diagnosticsToCbor(const QList<Diagnostic> &diagnostics)
{
    QCborArray array;
    for (const Diagnostic &diagnostic : diagnostics) {
        if (array.size() == maxDiagnostics)
            break;
        array.append(toCbor(diagnostic));
    }
    return array;
}

QList<Diagnostic> diagnosticsFromCbor(const QCborArray &array)
{
    QList<Diagnostic> diagnostics;
    for (qsizetype i = 0; i < std::min(array.size(), maxDiagnostics); ++i)
        diagnostics.append(diagnosticFromCbor(array.at(i).toMap()));
    return diagnostics;
}

} // namespace radiosonde
