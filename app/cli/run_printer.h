// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/terminal_questions.h"
#include "app/run/probe_run.h"
#include "core/export/exporter.h"

namespace radiosonde
{

// A format by its name on the command line; kind Usage, naming all of them, for any other word.
Result<ExportFormat> readFormat(const QString &name);

// Prints a run: data through an exporter, diagnostics on stderr; what only the user knows is asked on the
// terminal. Used on the run's thread.
class RunPrinter : public RunObserver
{
public:
    // `fd` is where data goes; it stays the caller's. `stop` ends a question that waits for its answer.
    RunPrinter(ExportFormat format, int fd, const Interruptor &stop);

    void progress(const QString &) override {}
    std::optional<QString> answer(const SecretQuestion &question) override
    {
        return m_questions.answer(question);
    }
    bool trust(const HostKeyQuestion &question) override { return m_questions.trust(question); }
    void diagnostics(const QList<Diagnostic> &diagnostics) override;
    Result<> accept(const QList<ViewSpec> &views) override;
    void attached(const Plan &plan) override;
    DataSink &sink() override { return *m_exporter; }
    void recording(const RecordingState &state) override;
    bool finished() override;

    // After the run: says what is left to say and gives the exit status. A run that was cancelled before it
    // began still gets its end line.
    int conclude(const RunSummary &summary);

private:
    ExportFormat m_format;
    int m_fd;
    TerminalQuestions m_questions;
    std::unique_ptr<Exporter> m_exporter;
    QList<Diagnostic> m_said;
    bool m_recordingFailed = false;
};

} // namespace radiosonde
