// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/services.h"

#include <QObject>
#include <QThreadPool>

#include <atomic>

namespace radiosonde
{

// Has sources looked at in the background while they are typed. Only the newest request counts: older ones
// that have not begun are dropped. GUI thread.
class SourceChecker : public QObject
{
    Q_OBJECT
public:
    explicit SourceChecker(const WindowServices &services, QObject *parent = nullptr);
    ~SourceChecker() override; // interrupts what is under way

    // checked() follows, and factsFound() where the source compiles; neither when a newer request comes
    // first.
    void check(const QString &fileName, const QString &text);

    void setArchitecture(Architecture architecture)
    {
        m_architecture = architecture;
    } // of what is checked next

Q_SIGNALS:
    void checked(const QString &fileName, const QList<radiosonde::Diagnostic> &diagnostics);
    void factsFound(const QString &fileName, const radiosonde::Facts &facts);
    void failed(const QString &message); // no compiler could be asked

private:
    struct Outcome
    {
        quint64 number = 0;
        QString fileName;
        QList<Diagnostic> diagnostics;
        std::optional<Facts> facts;
        std::optional<Error> error;
    };
    Outcome work(quint64 number, const CompileRequest &request);
    void finish(const Outcome &outcome);

    const WindowServices &m_services;
    QThreadPool m_thread; // one thread
    Interruptor m_interruptor;
    std::atomic<quint64> m_newest = 0;
    Architecture m_architecture = hostArchitecture();
    QString m_lastFailure;
};

} // namespace radiosonde
