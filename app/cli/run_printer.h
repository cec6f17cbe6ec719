// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/terminal_progress.h"
#include "app/cli/terminal_questions.h"
#include "app/run/probe_run.h"
#include "core/export/exporter.h"
#include "core/export/line_label.h"

#include <mutex>
#include <optional>

namespace radiosonde
{

// A format by its name on the command line; kind Usage, naming all of them, for any other word.
Result<ExportFormat> readFormat(const QString &name);

// Prints a run: data through an exporter, diagnostics on stderr; what only the user knows is asked on the
// terminal. Used on the run's thread.
class RunPrinter : public RunObserver
{
public:
    // What runs on several targets at once share.
    struct Shared
    {
        std::shared_ptr<SharedOutput> output = std::make_shared<SharedOutput>();
        std::mutex terminal; // one question at a time
        int nameWidth = 0;   // of the longest name, in columns
    };
    // Whose run it is, where there are several.
    struct Whose
    {
        Shared &shared;
        QString target; // the URL, as data says it
        QString name;   // as people read it
    };

    // `fd` is where data goes; it stays the caller's. `stop` ends a question that waits for its answer.
    RunPrinter(ExportFormat format, int fd, const Interruptor &stop, const std::optional<Whose> &whose = {});

    void progress(const QString &what) override; // on a terminal alone
    std::optional<QString> answer(const SecretQuestion &question) override;
    bool trust(const HostKeyQuestion &question) override;
    void diagnostics(const QList<Diagnostic> &diagnostics) override;
    Result<> accept(const QList<ViewSpec> &views) override;
    void attached(const Plan &plan) override;
    void symbols(const std::shared_ptr<SymbolSource> &symbols) override { m_exporter->setSymbols(symbols); }
    DataSink &sink() override { return *m_exporter; }
    void recording(const RecordingState &state) override;
    void link(const LinkState &state) override;
    void warning(const Error &error) override;
    bool finished() override;

    // After the run: says what is left to say and gives the exit status. A run that was cancelled before it
    // began still gets its end line.
    int conclude(const RunSummary &summary);

private:
    void say(const QString &text); // on stderr
    int report(const Error &error);
    std::unique_lock<std::mutex> lockTerminal() const;

    std::optional<Whose> m_whose;
    ExportFormat m_format;
    int m_fd;
    TerminalQuestions m_questions;
    std::unique_ptr<Exporter> m_exporter;
    TerminalProgress m_progress;
    QList<Diagnostic> m_said;
    bool m_recordingFailed = false;
};

} // namespace radiosonde
