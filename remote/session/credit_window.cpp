// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/session/credit_window.h"

#include <algorithm>

namespace radiosonde
{

CreditWindow::CreditWindow(quint64 first, quint64 most)
    : m_fixed(first >= most), m_least(std::min(least, most)), m_most(most), m_bytes(std::min(first, most))
{
}

void CreditWindow::granted(quint64 total, quint64 received, Time now)
{
    if (m_fixed || m_running || total <= received)
        return;
    m_running = true;
    m_begin = now;
    m_from = received;
    m_to = total;
}

void CreditWindow::received(quint64 total, std::chrono::nanoseconds roundTrip, Time now)
{
    if (!endsRound(total))
        return;
    m_running = false;
    constexpr double shortest = 1e-6; // s: what came at once
    const double seconds = std::max(std::chrono::duration<double>(now - m_begin).count(), shortest);
    m_rates[m_rounds++ % m_rates.size()] = double(total - m_from) / seconds;
    resize(roundTrip);
}

void CreditWindow::resize(std::chrono::nanoseconds roundTrip)
{
    const double seconds = std::chrono::duration<double>(queued + roundTrip).count();
    const double wanted = *std::ranges::max_element(m_rates) * seconds;
    m_bytes = quint64(std::clamp(wanted, double(m_least), double(m_most)));
}

} // namespace radiosonde
