// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/diagnostic.h"

#include <QTreeWidget>

namespace radiosonde
{

// What happened, with its time: what was attached and how, losses, recordings, ends. The newest 5,000 lines.
class SessionLog : public QTreeWidget
{
    Q_OBJECT
public:
    explicit SessionLog(QWidget *parent = nullptr);

    // `about` names the run, or is empty. Text is shown as it is, control characters escaped.
    void add(Severity severity, const QString &about, const QString &text);
    QString text() const; // of all lines

    static constexpr int maximumLines = 5000;

private:
    void copy();

    bool m_scrolling = false;
};

} // namespace radiosonde
