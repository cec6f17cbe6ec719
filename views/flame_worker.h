// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/live_stacks.h"
#include "views/flame_layout.h"

#include <QObject>
#include <QTimer>

namespace radiosonde
{

// Lays out flame graphs on a thread of the pool: one at a time, the newest request next. GUI thread.
class FlameWorker : public QObject
{
    Q_OBJECT
public:
    explicit FlameWorker(std::shared_ptr<LiveStacks> stacks, QObject *parent = nullptr);

    // The picture that is wanted from now on; it comes again when the stacks or their names have changed,
    // unless it is held.
    void request(const FlameRequest &request);
    void setHeld(bool held);
    bool isBusy() const { return m_busy; }

Q_SIGNALS:
    void ready(const std::shared_ptr<const radiosonde::FlameLayout> &layout);

private:
    void start();
    void finish(const std::shared_ptr<const FlameLayout> &layout);

    std::shared_ptr<LiveStacks> m_stacks;
    FlameRequest m_request;
    quint64 m_version = 0; // of the stacks that the newest picture shows
    bool m_wanted = false; // a request that no picture was begun for
    bool m_busy = false;
    bool m_held = false;
    QTimer m_watch; // for stacks that came and names that have become known
};

} // namespace radiosonde
