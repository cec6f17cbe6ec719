// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <expected>

namespace radiosonde
{

// What went wrong, by what its user can do about it. The command line's exit status follows from it
// (exitCode).
enum class ErrorKind : quint8 {
    Usage,       // the request itself is wrong: unknown name, bad value, a file that is no recording
    Unreachable, // the target can't be reached, or refuses for lack of rights
    Lost,        // the target or its link went away during a session
    Refused,     // the compiler, the verifier or every attach said no
    Cancelled,   // a person or a signal stopped it; not a failure
    Internal,    // a worker crashed, the disk is full, a limit was met: neither the user's nor the target's
                 // fault
};

// The one error type. `text` says what happened and where; `hint`, when not empty, says what to do about it.
// Both are single sentences for people, already translated, without a trailing full stop or newline.
struct Error
{
    ErrorKind kind = ErrorKind::Internal;
    QString text;
    QString hint;

    bool operator==(const Error &) const = default;
};

template<class T = void> using Result = std::expected<T, Error>;

// `return fail(ErrorKind::Usage, tr("..."));` from any function that returns a Result.
inline std::unexpected<Error> fail(ErrorKind kind, QString text, QString hint = {})
{
    return std::unexpected(Error{kind, std::move(text), std::move(hint)});
}

// Exit status of the command line for an error: Usage 64, Unreachable 1, Lost 2, Refused 3, Cancelled 0,
// Internal 1.
int exitCode(ErrorKind kind);

// "text (hint)" on one line, control characters escaped.
QString describe(const Error &error);

} // namespace radiosonde
