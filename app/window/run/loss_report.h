// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/data_sink.h"

#include <QObject>
#include <QTimer>

#include <map>

namespace radiosonde
{

// Sums up a run's losses by place and tells them once a second, so that heavy loss does not flood the log.
class LossReport : public QObject
{
    Q_OBJECT
public:
    explicit LossReport(QObject *parent);
    ~LossReport() override;

    void add(const LossUpdate &loss);
    void flush(); // tells what has come since the last time at once

Q_SIGNALS:
    void told(const QString &text);

private:
    std::map<LossPlace, quint64> m_counts;
    QTimer m_timer;
};

} // namespace radiosonde
