// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/event_spill.h"

namespace radiosonde
{

EventSpill::EventSpill(QString folder)
    : m_folder(std::move(folder)), m_thread([this](const std::stop_token &stop) { run(stop); })
{
}

EventSpill::~EventSpill() = default;

void EventSpill::write(EventBlock block)
{
    const std::lock_guard lock(m_mutex);
    m_waiting.push_back(std::move(block));
    m_work.notify_one();
}

std::vector<EventSpill::Moved> EventSpill::takeMoved()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_moved, {});
}

void EventSpill::run(const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    while (m_work.wait(lock, stop, [this] { return !m_waiting.empty(); }) && !stop.stop_requested()) {
        EventBlock block = std::move(m_waiting.front());
        m_waiting.pop_front();
        lock.unlock();
        Moved moved = move(std::move(block));
        lock.lock();
        if (moved.error)
            m_waiting.clear();
        m_moved.push_back(std::move(moved));
    }
}

EventSpill::Moved EventSpill::move(EventBlock block)
{
    if (!m_file) {
        auto file = SpillFile::create(m_folder);
        if (!file)
            return {std::move(block), file.error()};
        m_file.emplace(std::move(*file));
    }
    auto piece = m_file->append(block.piece());
    if (!piece)
        return {std::move(block), piece.error()};
    return {block.movedTo(std::move(*piece)), {}};
}

} // namespace radiosonde
