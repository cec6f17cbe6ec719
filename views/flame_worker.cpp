// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/flame_worker.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

namespace radiosonde
{

namespace
{

constexpr int watchMs = 100;

} // namespace

FlameWorker::FlameWorker(std::shared_ptr<LiveStacks> stacks, QObject *parent)
    : QObject(parent), m_stacks(std::move(stacks))
{
    m_watch.setInterval(watchMs);
    connect(&m_watch, &QTimer::timeout, this, [this] {
        if (!m_busy && !m_held && m_request.width > 0 && m_stacks->version() != m_version)
            start();
    });
    m_watch.start();
}

void FlameWorker::request(const FlameRequest &request)
{
    m_request = request;
    m_wanted = true;
    if (!m_busy)
        start();
}

void FlameWorker::setHeld(bool held)
{
    m_held = held;
}

void FlameWorker::start()
{
    m_busy = true;
    m_wanted = false;
    m_version = m_stacks->version(); // what comes from now on is looked at again
    QThreadPool::globalInstance()->start(
        [guard = QPointer<FlameWorker>(this), stacks = m_stacks, request = m_request] {
            auto layout = std::make_shared<const FlameLayout>(
                stacks->read([&](const StackStore &store) { return layOutFlames(store, request); }));
            QMetaObject::invokeMethod(
                QCoreApplication::instance(),
                [guard, layout = std::move(layout)] {
                    if (guard)
                        guard->finish(layout);
                },
                Qt::QueuedConnection);
        });
}

void FlameWorker::finish(const std::shared_ptr<const FlameLayout> &layout)
{
    m_busy = false;
    if (m_wanted)
        start();
    else
        Q_EMIT ready(layout);
}

} // namespace radiosonde
