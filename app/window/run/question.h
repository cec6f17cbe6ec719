// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/transport/channel.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <variant>

namespace radiosonde
{

// Something that a thread which reaches a target asks the person at the window. The first word counts: an
// answer, or that there is none. Thread-safe.
class Question
{
public:
    using Content = std::variant<SecretQuestion, HostKeyQuestion>;
    explicit Question(Content content) : m_content(std::move(content)) {}

    const Content &content() const { return m_content; }
    void answer(const QString &text) { settle(text); } // any text says that a host is trusted
    void decline() { settle({}); }
    bool settled() const
    {
        const std::lock_guard lock(m_mutex);
        return m_settled;
    }

    // On the asking thread. Whoever posts the question sees to it that somebody answers or declines.
    std::optional<QString> wait()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_settled; });
        return m_answer;
    }

private:
    void settle(std::optional<QString> answer)
    {
        const std::lock_guard lock(m_mutex);
        if (m_settled)
            return;
        m_settled = true;
        m_answer = std::move(answer);
        m_changed.notify_all();
    }

    const Content m_content;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_settled = false;
    std::optional<QString> m_answer;
};

using QuestionPtr = std::shared_ptr<Question>;

} // namespace radiosonde
