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

RunPrinter::RunPrinter(ExportFormat format, int fd, const Interruptor &stop)
    : m_format(format), m_fd(fd), m_questions(stop), m_exporter(makeExporter(format, fd, terminalColumns(fd)))
{
}

void RunPrinter::diagnostics(const QList<Diagnostic> &diagnostics)
{
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

void RunPrinter::attached(const Plan &plan)
{
    for (const StreamSpec &stream : plan.streams) {
        if (stream.enlarged)
            printError(QCoreApplication::translate("CommandLine", "the buffer %1 was enlarged to %2 KiB")
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
