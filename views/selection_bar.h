// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/view_selection.h"

#include <QWidget>

class QHBoxLayout;
class QToolButton;

namespace radiosonde
{

// What the views of a run are limited to, as chips that a click removes, with back and forward. Hidden while
// there is nothing to remove or to go to.
class SelectionBar : public QWidget
{
    Q_OBJECT
public:
    explicit SelectionBar(QWidget *parent = nullptr);

    void setHistory(const SelectionHistory &history);
    QStringList chips() const; // texts, as shown

Q_SIGNALS:
    void backRequested();
    void forwardRequested();
    void selectionRequested(const radiosonde::ViewSelection &selection); // what is left without a chip

private:
    void addChip(const QString &text, const QString &toolTip, const ViewSelection &without);

    QHBoxLayout *m_chips;
    QToolButton *m_back;
    QToolButton *m_forward;
};

} // namespace radiosonde
