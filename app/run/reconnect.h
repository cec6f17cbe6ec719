// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/probe_run.h"

#include <QRandomGenerator>

#include <chrono>

namespace radiosonde
{

// The pauses between attempts to reach a target again: half a second, then twice as long each time up to 15
// s, each a quarter shorter or longer by chance, so that many runs that lost one switch do not come back at
// once.
class BackOff
{
public:
    explicit BackOff(quint32 seed = QRandomGenerator::global()->generate()) : m_random(seed) {}

    std::chrono::milliseconds next();

    static constexpr std::chrono::milliseconds shortest{500};
    static constexpr std::chrono::milliseconds longest{15'000};

private:
    QRandomGenerator m_random;
    std::chrono::milliseconds m_pause = shortest;
};

// What is different about a target that came back, one sentence each for people. Empty: the same boot of the
// same kernel.
QStringList targetChanges(const TargetInfo &before, const TargetInfo &now);

// Whether data of a probe that was loaded again means the same as before: the same views from buffers and
// maps of the same shapes. Kind Lost, saying what differs.
Result<> checkSameShape(const Plan &before, const Plan &now);

// Whether a later attempt may succeed where one failed so: the target was not there, or went away again.
bool worthAnotherAttempt(const Error &error);

// Hears of an attempt in the place of a run's observer: questions, progress and diagnostics go on to it; its
// views were accepted before.
class AttemptObserver : public RunObserver
{
public:
    explicit AttemptObserver(RunObserver &observer) : m_observer(observer) {}

    void progress(const QString &what) override { m_observer.progress(what); }
    std::optional<QString> answer(const SecretQuestion &question) override;
    bool trust(const HostKeyQuestion &question) override;
    void diagnostics(const QList<Diagnostic> &diagnostics) override { m_observer.diagnostics(diagnostics); }
    Result<> accept(const QList<ViewSpec> &) override { return {}; }
    DataSink &sink() override { return m_observer.sink(); }

    bool declined() const { return m_declined; } // somebody did not want to answer: do not ask again

private:
    RunObserver &m_observer;
    bool m_declined = false;
};

} // namespace radiosonde
