// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/map_browser.h"

#include "views/grid_view.h"
#include "views/icon.h"
#include "views/row_cursors.h"
#include "views/short_text.h"
#include "views/theme.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype longestName = 60;

ViewSpec browserSpec()
{
    ViewSpec spec;
    spec.name = u"maps"_s;
    spec.title = MapBrowser::tr("Maps");
    return spec;
}

} // namespace

MapBrowser::MapBrowser(QWidget *parent)
    : ViewPanel(browserSpec(), parent), m_model(new MapModel(this)), m_pages(new MapPages(this)),
      m_grid(new GridView), m_message(new QLabel)
{
    m_grid->setModel(m_model);
    m_grid->setAccessibleName(tr("Entries of the map"));
    m_grid->horizontalHeader()->setStretchLastSection(false);
    m_grid->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_message->setContentsMargins(8, 2, 8, 4);
    addChoices();
    addPaging();
    layout()->addWidget(m_message);
    setPicture(m_grid);
    connect(m_model, &MapModel::edited, m_pages, &MapPages::change);
    connect(m_pages, &MapPages::read, this, &MapBrowser::take);
    connect(m_pages, &MapPages::failed, this, [this](const Error &error) { say(describe(error), true); });
    connect(m_pages, &MapPages::writeFailed, this, [this](const Error &error) {
        m_writeFailed = true;
        say(describe(error), true);
    });
    connect(m_pages, &MapPages::changed, this, [this] { m_writeFailed = false; });
    connect(m_pages, &MapPages::busyChanged, this, &MapBrowser::updatePaging);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        const bool editing = m_grid->viewport()->findChild<QWidget *>() != nullptr;
        if (!m_pages->busy() && !editing)
            m_pages->refresh();
    });
    listMaps();
}

void MapBrowser::addChoices()
{
    const auto choice = [this](int place, const QString &name, const QString &toolTip) {
        auto *box = new QComboBox;
        box->setAccessibleName(name);
        box->setToolTip(toolTip);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(14);
        strip()->insertWidget(place, box);
        return box;
    };
    m_runChoice = choice(0, tr("Run"), tr("Whose maps"));
    m_runChoice->setMinimumContentsLength(20);
    m_mapChoice = choice(1, tr("Map"), tr("Which map"));
    m_refreshChoice = choice(3, tr("Refresh"), tr("How often the page is read again by itself"));
    m_refreshChoice->setMinimumContentsLength(6);
    m_refreshChoice->addItem(tr("On demand"), 0);
    for (const int seconds : {1, 2, 5, 10})
        m_refreshChoice->addItem(tr("Every %n s", nullptr, seconds), seconds * 1000);
    connect(m_runChoice, &QComboBox::currentIndexChanged, this, &MapBrowser::listMaps);
    connect(m_mapChoice, &QComboBox::currentIndexChanged, this, &MapBrowser::openMap);
    connect(m_refreshChoice, &QComboBox::currentIndexChanged, this, &MapBrowser::updateTimer);
}

QToolButton *MapBrowser::addButton(int place, const QString &iconName, const QString &text,
                                   const QKeySequence &keys, const QString &toolTip,
                                   std::function<void()> run)
{
    auto *action = new QAction(icon(iconName), text, this);
    connect(action, &QAction::triggered, this, [run = std::move(run)] { run(); });
    return addToStrip(place, action, keys, toolTip);
}

void MapBrowser::addPaging()
{
    addButton(4, u"reset"_s, tr("Refresh"), QKeySequence(u"Alt+R"_s), tr("Read the page again"), [this] {
        m_writeFailed = false;
        m_pages->refresh();
    });
    m_previous = addButton(5, u"previous"_s, tr("Previous page"), QKeySequence(u"Alt+PgUp"_s),
                           tr("The page before"), [this] { m_pages->previous(); });
    m_next = addButton(6, u"next"_s, tr("Next page"), QKeySequence(u"Alt+PgDown"_s), tr("The next page"),
                       [this] { m_pages->next(); });
    m_delete = addButton(7, u"close"_s, tr("Delete the entry"), QKeySequence(Qt::Key_Delete),
                         tr("Delete the chosen entries from the map"), [this] { askToDelete(); });
}

void MapBrowser::setRuns(const QList<MapRun> &runs)
{
    if (runs == m_runs) {
        if (m_maps.isEmpty() && !runs.isEmpty()) // its link is back, or its programs are there now
            listMaps();
        return;
    }
    const qsizetype at = m_runChoice->currentIndex();
    const std::shared_ptr<MapSource> chosen = at >= 0 && at < m_runs.size() ? m_runs.at(at).maps : nullptr;
    m_runs = runs;
    {
        const QSignalBlocker blocker(m_runChoice);
        m_runChoice->clear();
        for (const MapRun &run : runs)
            m_runChoice->addItem(shortText(run.title, longestName));
        const auto same = std::ranges::find(runs, chosen, &MapRun::maps);
        m_runChoice->setCurrentIndex(same == runs.end() ? int(runs.size()) - 1 : int(same - runs.begin()));
    }
    const qsizetype now = m_runChoice->currentIndex();
    if (now < 0 || m_runs.at(now).maps != chosen || m_maps.isEmpty())
        listMaps();
}

void MapBrowser::choose(const QString &run, const QString &map)
{
    const auto wanted = std::ranges::find(m_runs, run, &MapRun::title);
    if (wanted != m_runs.end())
        m_runChoice->setCurrentIndex(int(wanted - m_runs.begin()));
    const auto name = std::ranges::find(m_maps, map, &MapInfo::name);
    if (name != m_maps.end())
        m_mapChoice->setCurrentIndex(int(name - m_maps.begin()));
}

// Of the chosen run, the map of the same name as before where there is one.
void MapBrowser::listMaps()
{
    const qsizetype run = m_runChoice->currentIndex();
    const qsizetype at = m_mapChoice->currentIndex();
    const QString before = at >= 0 && at < m_maps.size() ? m_maps.at(at).name : QString();
    m_maps = run >= 0 && run < m_runs.size() ? m_runs.at(run).maps->maps() : QList<MapInfo>();
    {
        const QSignalBlocker blocker(m_mapChoice);
        m_mapChoice->clear();
        for (const MapInfo &map : std::as_const(m_maps))
            m_mapChoice->addItem(shortText(map.name, longestName));
        auto chosen = std::ranges::find(m_maps, before, &MapInfo::name);
        if (chosen == m_maps.end())
            chosen =
                std::ranges::find_if(m_maps, [](const MapInfo &map) { return map.unreadable.isEmpty(); });
        m_mapChoice->setCurrentIndex(chosen == m_maps.end() ? (m_maps.isEmpty() ? -1 : 0)
                                                            : int(chosen - m_maps.begin()));
    }
    openMap();
}

void MapBrowser::openMap()
{
    const qsizetype run = m_runChoice->currentIndex();
    const qsizetype map = m_mapChoice->currentIndex();
    const bool known = run >= 0 && run < m_runs.size() && map >= 0 && map < m_maps.size();
    const MapInfo info = known ? m_maps.at(map) : MapInfo();
    m_model->setMap(info);
    setFilterColumns(mapFilterColumns(info), {});
    if (!known)
        say(m_runs.isEmpty() ? tr("While a probe runs, its maps can be looked at here and changed")
                             : tr("The run has ended, or its link is down: its maps can't be reached"));
    else if (!info.unreadable.isEmpty())
        say(tr("%1 is %2").arg(shortText(info.name, longestName), info.unreadable));
    else
        sayWhatItIs();
    m_writeFailed = false;
    m_stale = !isVisible();
    const bool readable = known && info.unreadable.isEmpty();
    m_pages->setMap(readable && !m_stale ? m_runs.at(run).maps : nullptr, int(map));
    updatePaging();
}

void MapBrowser::take(const MapPage &page)
{
    m_model->setEntries(page.entries);
    const MapInfo &info = m_model->map();
    if (!m_writeFailed) // that one stays until something else is done
        sayWhatItIs();
    updatePaging();
    QString text = tr("%n entries", nullptr, int(page.entries.size()));
    if (page.searched > quint64(page.entries.size()))
        text = tr("%1 of %2 searched").arg(text, QLocale().toString(page.searched));
    if (m_pages->number() > 1 || m_pages->hasNext())
        text = tr("page %1: %2").arg(m_pages->number()).arg(text);
    setCountText(tr("%1, room for %2").arg(text, QLocale().toString(info.maxEntries)));
}

void MapBrowser::updatePaging()
{
    const MapInfo &info = m_model->map();
    m_next->defaultAction()->setEnabled(m_pages->hasNext() && !m_pages->busy());
    m_previous->defaultAction()->setEnabled(m_pages->number() > 1);
    m_delete->defaultAction()->setEnabled(info.deletable && info.readOnly.isEmpty() &&
                                          m_model->rowCount() > 0);
    m_delete->setToolTip(info.deletable ? m_delete->defaultAction()->toolTip()
                                        : tr("Entries of an array can't be deleted, only changed"));
}

void MapBrowser::askToDelete()
{
    QList<QByteArray> keys;
    for (const int row : m_grid->selectedRows())
        keys += m_model->entry(row).key;
    if (keys.isEmpty())
        return;
    auto *question = new QMessageBox(
        QMessageBox::Question, tr("Delete entries"),
        tr("Delete %n entries of the map from the kernel? This can't be undone.", nullptr, int(keys.size())),
        QMessageBox::Cancel, this);
    QPushButton *yes = question->addButton(tr("Delete"), QMessageBox::AcceptRole);
    question->setTextFormat(Qt::PlainText);
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(yes, &QPushButton::clicked, this, [this, keys] {
        for (const QByteArray &key : keys)
            m_pages->remove(key);
    });
    question->open();
}

void MapBrowser::say(const QString &text, bool isError)
{
    const Shades tones = shades(palette());
    QPalette colours = m_message->palette();
    colours.setColor(QPalette::WindowText, isError ? tones.error : tones.muted);
    m_message->setPalette(colours);
    m_message->setText(text);
    m_message->setVisible(!text.isEmpty());
}

void MapBrowser::sayWhatItIs()
{
    const MapInfo &info = m_model->map();
    if (!info.readOnly.isEmpty())
        say(tr("It can't be changed: %1").arg(info.readOnly));
    else if (info.cpus > 1)
        say(tr("An entry has a value for each CPU. Changing one writes all of them: what programs count "
               "meanwhile is lost"));
    else
        say({});
}

QString MapBrowser::messageText() const
{
    return m_message->text();
}

void MapBrowser::updateTimer()
{
    const int period = m_refreshChoice->currentData().toInt();
    if (period > 0 && isVisible() && !isFrozen())
        m_timer.start(period);
    else
        m_timer.stop();
}

void MapBrowser::applyFilter(const QString &text)
{
    const auto filter = Filter::parse(text, mapFilterColumns(m_model->map()));
    m_pages->setFilter(filter.value_or(Filter()));
}

void MapBrowser::applyFreeze(bool)
{
    updateTimer();
}

void MapBrowser::showEvent(QShowEvent *event)
{
    ViewPanel::showEvent(event);
    updateTimer();
    if (m_stale)
        openMap();
}

void MapBrowser::hideEvent(QHideEvent *event)
{
    ViewPanel::hideEvent(event);
    m_timer.stop();
}

std::unique_ptr<RowCursor> MapBrowser::rows(RowFormat format) const
{
    return std::make_unique<TextCursor>(m_model->text({}, format));
}

QWidget *MapBrowser::picture() const
{
    return m_grid;
}

QByteArray MapBrowser::selectedText(RowFormat format) const
{
    return m_model->text(m_grid->selectedRows(), format);
}

} // namespace radiosonde
