// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/run_printer.h"

#include "app/cli/arguments.h"
#include "core/base/text.h"

#include <QCoreApplication>

#include <cstdio>

#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace radiosonde
{

namespace
{

// Columns of the terminal behind `fd`; 0 when it is none.
int terminalColumns(int fd)
{
    winsize size{};
    return isatty(fd) && ioctl(fd, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

bool readerIsGone(int fd)
{
    pollfd wait{fd, 0, 0};
    return poll(&wait, 1, 0) > 0 && (wait.revents & (POLLERR | POLLNVAL)) != 0;
}

std::shared_ptr<LineLabel> labelOf(ExportFormat format, const std::optional<RunPrinter::Whose> &whose)
{
    if (!whose)
        return {};
    return std::make_shared<LineLabel>(format, whose->shared.output, whose->target, whose->name,
                                       whose->shared.nameWidth);
}

} // namespace

Result<ExportFormat> readFormat(const QString &name)
{
    if (const auto format = exportFormatFromName(name))
        return *format;
    return fail(ErrorKind::Usage,
                QCoreApplication::translate("CommandLine", "there is no format %1").arg(name),
                QCoreApplication::translate("CommandLine", "there are %1")
                    .arg(exportFormatNames().join(QStringLiteral(", "))));
}

RunPrinter::RunPrinter(ExportFormat format, int fd, const Interruptor &stop,
                       const std::optional<Whose> &whose)
    : m_whose(whose), m_format(format), m_fd(fd), m_questions(stop),
      m_exporter(makeExporter(format, fd, terminalColumns(fd), labelOf(format, whose))),
      m_progress(STDERR_FILENO)
{
}

void RunPrinter::progress(const QString &what)
{
    if (!m_whose) // several runs would write over each other
        m_progress.show(what);
}

void RunPrinter::say(const QString &text)
{
    m_progress.clear();
    printError(m_whose ? escapeControl(m_whose->name) + QStringLiteral(": ") + text : text);
}

int RunPrinter::report(const Error &error)
{
    say(describe(error));
    return exitCode(error.kind);
}

std::unique_lock<std::mutex> RunPrinter::lockTerminal() const
{
    return m_whose ? std::unique_lock(m_whose->shared.terminal) : std::unique_lock<std::mutex>();
}

std::optional<QString> RunPrinter::answer(const SecretQuestion &question)
{
    const auto lock = lockTerminal();
    m_progress.clear();
    return m_questions.answer(question);
}

bool RunPrinter::trust(const HostKeyQuestion &question)
{
    const auto lock = lockTerminal();
    m_progress.clear();
    return m_questions.trust(question);
}

void RunPrinter::diagnostics(const QList<Diagnostic> &diagnostics)
{
    m_progress.clear();
    for (const Diagnostic &diagnostic : diagnostics) {
        if (m_said.contains(diagnostic))
            continue;
        m_said.append(diagnostic);
        QByteArray line = format(diagnostic).toUtf8() + '\n';
        if (!diagnostic.hint.isEmpty())
            line += "    " + diagnostic.hint.toUtf8() + '\n';
        for (const FixIt &fix : diagnostic.fixits)
            line +=
                QStringLiteral("    %1:%2: %3\n").arg(fix.line).arg(fix.column).arg(fix.replacement).toUtf8();
        std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stderr);
    }
}

Result<> RunPrinter::accept(const QList<ViewSpec> &views)
{
    return checkFormat(m_format, views);
}

void RunPrinter::recording(const RecordingState &state)
{
    if (!state.error || m_recordingFailed)
        return;
    m_recordingFailed = true;
    report(*state.error);
}

void RunPrinter::link(const LinkState &state)
{
    if (state.phase == LinkPhase::Up)
        say((QStringList{QCoreApplication::translate("CommandLine", "the target is back after %1 s")
                             .arg(double(state.downNs) / 1e9, 0, 'f', 1)} +
             state.news)
                .join(QStringLiteral("; ")));
    else if (state.phase == LinkPhase::Down)
        say(QCoreApplication::translate("CommandLine", "%1; trying again in %2 s")
                .arg(describe(state.reason))
                .arg(double(state.retryMs) / 1e3, 0, 'f', 1));
}

void RunPrinter::warning(const Error &error)
{
    say(describe(error));
}

void RunPrinter::attached(const Plan &plan)
{
    m_progress.end();
    for (const StreamSpec &stream : plan.streams) {
        if (stream.enlarged)
            say(QCoreApplication::translate("CommandLine", "the buffer %1 was enlarged to %2 KiB")
                    .arg(escapeControl(stream.map))
                    .arg(stream.maxEntries / 1024));
    }
}

bool RunPrinter::finished()
{
    return (m_exporter && m_exporter->closed()) || readerIsGone(m_fd);
}

int RunPrinter::conclude(const RunSummary &summary)
{
    m_progress.end();
    const bool cancelled = summary.error && summary.error->kind == ErrorKind::Cancelled;
    if (m_exporter && !summary.started && cancelled && m_format == ExportFormat::Json)
        m_exporter->end({0, 0, 0, 0});
    if (const auto error = m_exporter ? m_exporter->error() : std::nullopt)
        return report(*error);
    if (summary.error && !cancelled)
        return report(*summary.error);
    return m_recordingFailed ? 1 : 0;
}

} // namespace radiosonde
