// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"

#include "core/base/text.h"

#include <QCoreApplication>

#include <cstdio>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

} // namespace

Arguments::Arguments(const QString &usage, const QString &summary) : m_usage(usage), m_summary(summary)
{
    addOption(u"help"_s, tr("Say how to use this command and end."));
    addOption(u"version"_s, tr("Say the version and end."));
}

void Arguments::addOption(const QString &name, const QString &description, const QString &valueName)
{
    m_names.append(name);
    m_parser.addOption(QCommandLineOption(name == u"help"_s ? QStringList{name, u"h"_s} : QStringList{name},
                                          description, valueName));
}

std::optional<int> Arguments::read(const QStringList &arguments, int least, int most)
{
    const bool parsed = m_parser.parse(QStringList{u"radiosonde"_s} + arguments);
    if (parsed && has(u"help"_s)) {
        printOut(helpText());
        return 0;
    }
    if (parsed && has(u"version"_s)) {
        printOut(u"radiosonde %1\n"_s.arg(QCoreApplication::applicationVersion()));
        return 0;
    }
    if (!parsed)
        return report(parseError());
    const qsizetype count = positional().size();
    if (count >= least && count <= most)
        return std::nullopt;
    const QString text = count < least ? tr("an argument is missing")
                                       : tr("%1 is one argument too many").arg(positional().at(most));
    return report({ErrorKind::Usage, text, tr("usage: radiosonde %1").arg(m_usage)});
}

Error Arguments::parseError() const
{
    if (m_parser.unknownOptionNames().isEmpty())
        return {ErrorKind::Usage, m_parser.errorText(), tr("usage: radiosonde %1").arg(m_usage)};
    const QString name = m_parser.unknownOptionNames().constFirst();
    const QString near = nearest(name, m_names);
    const QString hint = near.isEmpty() ? tr("see --help") : tr("did you mean --%1?").arg(near);
    return {ErrorKind::Usage, tr("there is no option --%1").arg(name), hint};
}

Result<std::optional<qint64>> Arguments::seconds(const QString &option, double least, double most) const
{
    if (!has(option))
        return std::nullopt;
    bool isNumber = false;
    const double number = value(option).toDouble(&isNumber);
    if (!isNumber || !(number >= least && number <= most))
        return fail(ErrorKind::Usage, tr("--%1 takes seconds from %2 to %3, not %4")
                                          .arg(option)
                                          .arg(least)
                                          .arg(most)
                                          .arg(value(option)));
    return static_cast<qint64>(number * 1e9);
}

QString Arguments::helpText() const
{
    // QCommandLineParser's own text begins with a usage line that does not know commands
    const QString options = m_parser.helpText().section(u'\n', 2);
    return tr("Usage: radiosonde %1").arg(m_usage) + u"\n"_s + m_summary + u"\n\n"_s + options;
}

Result<Architecture> readArchitecture(const QString &name)
{
    if (const auto architecture = architectureFromName(name))
        return *architecture;
    QStringList names;
    for (const Architecture each : allArchitectures())
        names.append(architectureName(each));
    const QString near = nearest(name, names);
    const QString all = tr("there are %1").arg(names.join(u", "_s));
    return fail(ErrorKind::Usage, tr("there is no architecture %1").arg(name),
                near.isEmpty() ? all : tr("did you mean %1?").arg(near) + u' ' + all);
}

int report(const Error &error)
{
    printError(describe(error));
    return exitCode(error.kind);
}

void printOut(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stdout);
    std::fflush(stdout);
}

void printError(const QString &text)
{
    const QByteArray bytes = u"radiosonde: %1\n"_s.arg(text).toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stderr);
}

} // namespace radiosonde
