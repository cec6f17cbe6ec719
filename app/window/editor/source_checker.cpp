// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/editor/source_checker.h"

#include "app/window/background.h"

#include <algorithm>

namespace radiosonde
{

SourceChecker::SourceChecker(const WindowServices &services, QObject *parent)
    : QObject(parent), m_services(services)
{
    m_thread.setMaxThreadCount(1);
}

SourceChecker::~SourceChecker()
{
    m_newest = ~quint64(0);
    m_interruptor.interrupt();
    m_thread.waitForDone();
}

void SourceChecker::check(const QString &fileName, const QString &text)
{
    const quint64 number = ++m_newest;
    CompileRequest request;
    request.fileName = fileName;
    request.source = text.toUtf8();
    request.architecture = m_architecture;
    inBackground(
        this, [this, number, request] { return work(number, request); },
        [this](const Outcome &outcome) { finish(outcome); }, &m_thread);
}

SourceChecker::Outcome SourceChecker::work(quint64 number, const CompileRequest &request)
{
    Outcome outcome{number, request.fileName, {}, {}, {}};
    if (number != m_newest)
        return outcome;
    const auto diagnostics = m_services.check(request, m_interruptor);
    if (!diagnostics) {
        outcome.error = diagnostics.error();
        return outcome;
    }
    outcome.diagnostics = *diagnostics;
    const bool broken = std::any_of(diagnostics->begin(), diagnostics->end(),
                                    [](const Diagnostic &each) { return each.severity == Severity::Error; });
    if (broken || number != m_newest)
        return outcome;
    // The form of parameters needs the facts; and the object is then in the cache when Run is pressed.
    if (const auto compiled = m_services.compile(request, m_interruptor); compiled && compiled->ok())
        outcome.facts = compiled->facts;
    return outcome;
}

void SourceChecker::finish(const Outcome &outcome)
{
    if (outcome.number != m_newest)
        return;
    if (outcome.error) {
        const QString message = describe(*outcome.error);
        if (outcome.error->kind != ErrorKind::Cancelled && message != m_lastFailure)
            Q_EMIT failed(message);
        m_lastFailure = message;
        return;
    }
    m_lastFailure.clear();
    Q_EMIT checked(outcome.fileName, outcome.diagnostics);
    if (outcome.facts)
        Q_EMIT factsFound(outcome.fileName, *outcome.facts);
}

} // namespace radiosonde
