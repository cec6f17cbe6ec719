// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/map_model.h"
#include "views/map_pages.h"
#include "views/view_panel.h"

#include <QTimer>

class QComboBox;
class QToolButton;

namespace radiosonde
{

class GridView;

// A run whose maps can be looked at.
struct MapRun
{
    QString title; // "filetop on This machine"
    std::shared_ptr<MapSource> maps;

    bool operator==(const MapRun &) const = default;
};

// The maps of running programs, entry by entry: search, edit, delete. A large map comes a page at a time.
// GUI thread; what takes time is done on others.
class MapBrowser : public ViewPanel
{
    Q_OBJECT
public:
    explicit MapBrowser(QWidget *parent = nullptr);

    void setRuns(const QList<MapRun> &runs);             // what is chosen stays, where it is still there
    void choose(const QString &run, const QString &map); // by title and name
    MapModel &model() { return *m_model; }
    MapPages &pages() { return *m_pages; }
    QString messageText() const; // what the line above the table says; empty: nothing

    void refresh() override { m_pages->refresh(); }
    std::unique_ptr<RowCursor> rows(RowFormat format) const override;
    QWidget *picture() const override;

protected:
    QByteArray selectedText(RowFormat format) const override;
    void applyFilter(const QString &text) override;
    void applyFreeze(bool frozen) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void addChoices();
    void addPaging();
    QToolButton *addButton(int place, const QString &iconName, const QString &text, const QKeySequence &keys,
                           const QString &toolTip, std::function<void()> run);
    void listMaps();
    void openMap();
    void take(const MapPage &page);
    void updatePaging();
    void updateTimer();
    void askToDelete();
    void say(const QString &text, bool isError = false);
    void sayWhatItIs();

    QList<MapRun> m_runs;
    QList<MapInfo> m_maps; // of the chosen run
    MapModel *m_model;
    MapPages *m_pages;
    GridView *m_grid;
    QComboBox *m_runChoice = nullptr;
    QComboBox *m_mapChoice = nullptr;
    QComboBox *m_refreshChoice = nullptr;
    QToolButton *m_next = nullptr;
    QToolButton *m_previous = nullptr;
    QToolButton *m_delete = nullptr;
    QLabel *m_message;
    QTimer m_timer;
    bool m_stale = false;       // opened while it was not seen
    bool m_writeFailed = false; // and the message says why
};

} // namespace radiosonde
