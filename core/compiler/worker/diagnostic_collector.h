// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/diagnostic.h"
#include "core/compiler/protocol.h"

#include <clang/Basic/Diagnostic.h>

namespace radiosonde
{

// Takes Clang's messages as plain values: places in the probe's own terms, notes behind what they belong to,
// fix-its. What happens in a header is told at the #include that led there, with the header's place in the
// message: vmlinux.h is nothing that a person could mend.
class DiagnosticCollector : public clang::DiagnosticConsumer
{
public:
    explicit DiagnosticCollector(const WorkerRequest &request) : m_request(request) {}

    void HandleDiagnostic(clang::DiagnosticsEngine::Level level, const clang::Diagnostic &info) override;

    const QList<Diagnostic> &diagnostics() const { return m_diagnostics; }
    // Errors of the language, as opposed to those of code generation.
    bool hasLanguageErrors() const { return m_hasLanguageErrors; }

private:
    void place(Diagnostic &diagnostic, const clang::Diagnostic &info) const;
    void takeBackendPlace(const clang::Diagnostic &info);
    void addFixIts(Diagnostic &diagnostic, const clang::Diagnostic &info) const;

    const WorkerRequest &m_request;
    QList<Diagnostic> m_diagnostics;
    bool m_hasLanguageErrors = false;
    bool m_repeated = false; // the last message was known already: so are its notes
};

} // namespace radiosonde
