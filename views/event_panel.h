// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/event_model.h"
#include "views/view_panel.h"

class QAction;

namespace radiosonde
{

class GridView;

// Events as a growing table. It follows the newest until one scrolls up; scrolling to the end follows again.
class EventPanel : public ViewPanel
{
    Q_OBJECT
public:
    explicit EventPanel(const EventStore &store, const DisplayContext &context, QWidget *parent = nullptr);

    EventModel &model() { return *m_model; }
    void refresh() override;
    std::unique_ptr<RowCursor> rows(RowFormat format) const override;
    QWidget *picture() const override;

    // Rows that are copied at once; more are to be exported.
    static constexpr int maximumCopiedRows = 100'000;

protected:
    QByteArray selectedText(RowFormat format) const override;
    void applyFilter(const QString &text) override;
    void applyFreeze(bool frozen) override;

private:
    void addFollow();
    void updateCount();
    void follow();

    const EventStore &m_store;
    EventModel *m_model;
    GridView *m_grid;
    QAction *m_follow = nullptr;
};

} // namespace radiosonde
