// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace radiosonde
{

enum class Severity : quint8 { Note, Warning, Error };

// A mend that the compiler proposes: replace [line:column, endLine:endColumn) by `replacement`.
// Lines and columns count from 1; columns count bytes of UTF-8, as Clang does.
struct FixIt
{
    int line = 0;
    int column = 0;
    int endLine = 0;
    int endColumn = 0;
    QString replacement;

    bool operator==(const FixIt &) const = default;
};

// A message about a place in a source. `file` is the name the request gave (or a header's name); line 0 means
// the whole file. `hint` is advice of ours on top of the compiler's or verifier's words; may be empty.
struct Diagnostic
{
    Severity severity = Severity::Error;
    QString file;
    int line = 0;
    int column = 0;
    QString message;
    QString hint;
    QList<FixIt> fixits;

    bool operator==(const Diagnostic &) const = default;
};

// "error", "warning" or "note"; not translated: editors and scripts read it.
QString severityName(Severity severity);

// "file:line:col: error: text", the form that stderr and editors' error parsers know.
QString format(const Diagnostic &diagnostic);

} // namespace radiosonde
