// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/architecture.h"
#include "core/base/error.h"

#include <QCommandLineParser>
#include <QStringList>

#include <optional>

namespace radiosonde
{

// The arguments of one command: QCommandLineParser with --help and --version of our form, and errors as
// values.
class Arguments
{
public:
    // `usage` as shown after the program's name: "run PROBE [options]".
    Arguments(const QString &usage, const QString &summary);

    void addOption(const QString &name, const QString &description, const QString &valueName = {});

    // Reads `arguments` (those after the command's name). A number is the exit status: all has been said.
    // Otherwise there are between `least` and `most` positional arguments.
    std::optional<int> read(const QStringList &arguments, int least, int most);

    bool has(const QString &option) const { return m_parser.isSet(option); }
    QString value(const QString &option) const { return m_parser.value(option); }
    QStringList values(const QString &option) const { return m_parser.values(option); }
    QStringList positional() const { return m_parser.positionalArguments(); }

    // Seconds as a decimal number, as nanoseconds; nothing when the option is not given. Kind Usage out of
    // bounds.
    Result<std::optional<qint64>> seconds(const QString &option, double least, double most) const;

private:
    QString helpText() const;
    Error parseError() const;

    QString m_usage;
    QString m_summary;
    QStringList m_names;
    QCommandLineParser m_parser;
};

// An architecture by its name on the command line; kind Usage, naming the nearest and all others, for any
// other word.
Result<Architecture> readArchitecture(const QString &name);

// Says an error on stderr and returns its exit status.
int report(const Error &error);

void printOut(const QString &text);   // to stdout, as UTF-8
void printError(const QString &text); // to stderr, one line, "radiosonde: " before it

} // namespace radiosonde
