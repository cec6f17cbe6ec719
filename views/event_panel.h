// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/event_model.h"
#include "views/view_panel.h"

class QAction;

namespace radiosonde
{

class LongTable;

// Events as a growing table. It follows the newest until one scrolls up; scrolling to the end follows again.
// Records can be marked, and found by their time.
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
    void applyRange(const std::optional<TimeRange> &range) override;

private:
    QAction *addTool(const QString &iconName, const QString &text, const QKeySequence &keys,
                     const QString &toolTip);
    void addFollow();
    void addTimes();
    void addBookmarks();
    void addMenu();
    void askForTime();
    void goTo(int row);
    void updateCount();
    void follow();

    const EventStore &m_store;
    EventModel *m_model;
    LongTable *m_table;
    QAction *m_follow = nullptr;
};

} // namespace radiosonde
