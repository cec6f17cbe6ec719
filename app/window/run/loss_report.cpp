// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/run/loss_report.h"

#include "app/window/run/run_text.h"

#include <QLocale>

#include <utility>

namespace radiosonde
{

LossReport::LossReport(QObject *parent) : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(1000);
    connect(&m_timer, &QTimer::timeout, this, &LossReport::flush);
}

LossReport::~LossReport() = default;

void LossReport::add(const LossUpdate &loss)
{
    m_counts[loss.place] += loss.count;
    if (!m_timer.isActive())
        m_timer.start();
}

void LossReport::flush()
{
    m_timer.stop();
    for (const auto &[place, count] : std::exchange(m_counts, {}))
        Q_EMIT told(tr("%1 records lost: %2").arg(QLocale().toString(count), placeText(place)));
}

} // namespace radiosonde
