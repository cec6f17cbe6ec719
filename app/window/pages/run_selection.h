// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/view_selection.h"

#include <QElapsedTimer>
#include <QObject>

class QAction;

namespace radiosonde
{

class SelectionBar;
class ViewPanel;

// The one selection of a run: what is chosen in one of its views limits all of them, and can be undone.
// Views show where the mouse is over another one's time. GUI thread.
class RunSelection : public QObject
{
    Q_OBJECT
public:
    // `bar` belongs to `owner`, which holds the views; its keys work within it.
    RunSelection(SelectionBar &bar, QWidget *owner);

    void addPanel(ViewPanel *panel);
    void setCurrent(const ViewPanel *panel); // one with a history of its own has the keys

    const ViewSelection &current() const { return m_history.current(); }
    void change(const ViewSelection &selection, bool replace = false);
    void chooseRange(const std::optional<TimeRange> &range); // a step of its own, unless one goes on
    void linkTime(const std::optional<qint64> &time); // a moment pointed to outside; empty: none any more
    void goBack();
    void goForward();

Q_SIGNALS:
    void changed();
    void timeHovered(const std::optional<qint64> &time); // in one of the views

private:
    void apply();

    SelectionBar &m_bar;
    QList<ViewPanel *> m_panels;
    SelectionHistory m_history;
    QElapsedTimer m_sinceRange; // the last change of the range: a wheel that goes on turning is one step
    QAction *m_back;
    QAction *m_forward;
};

} // namespace radiosonde
