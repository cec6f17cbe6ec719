// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/flame_panel.h"

#include "core/base/text.h"
#include "core/model/weight_text.h"
#include "views/flame_graph.h"
#include "views/flame_rows.h"
#include "views/flame_svg.h"
#include "views/icon.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

QLabel *plainLabel()
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setContentsMargins(8, 2, 8, 3);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    return label;
}

QString shortName(const QString &name)
{
    return escapeControl(name.size() > 60 ? name.first(29) + u'\u2026' + name.last(30) : name);
}

} // namespace

FlamePanel::FlamePanel(std::shared_ptr<LiveStacks> stacks, QWidget *parent)
    : ViewPanel(stacks->view(), parent), m_stacks(stacks), m_worker(new FlameWorker(stacks, this)),
      m_graph(new FlameGraph), m_area(new QWidget), m_details(plainLabel()), m_state(plainLabel()),
      m_states{State{}}
{
    auto *layout = new QVBoxLayout(m_area);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_state);
    layout->addWidget(m_graph, 1);
    layout->addWidget(m_details);
    m_state->setForegroundRole(QPalette::PlaceholderText);
    m_state->hide();
    addBoxes();
    addActions();
    addExports();
    setFilterHint(tr("Search ( / )"),
                  tr("Functions to highlight: text, or a regular expression such as vfs_(read|write)"));
    setPicture(m_area);
    connect(m_graph, &FlameGraph::widthChanged, this, &FlamePanel::request);
    connect(m_graph, &FlameGraph::zoomRequested, this, &FlamePanel::zoomTo);
    connect(m_graph, &FlameGraph::menuRequested, this, &FlamePanel::openMenu);
    connect(m_graph, &FlameGraph::hovered, this, &FlamePanel::tell);
    connect(m_worker, &FlameWorker::ready, this, &FlamePanel::display);
}

void FlamePanel::addBoxes()
{
    const auto box = [&](const QString &name, const QStringList &items) {
        auto *made = new QComboBox;
        made->setAccessibleName(name);
        made->setToolTip(name);
        made->addItems(items);
        made->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        return made;
    };
    m_roots = box(tr("Which end the tree grows from"), {tr("By caller"), tr("By callee")});
    m_order = box(tr("Order of frames, from the left"),
                  {tr("Heaviest first"), tr("First seen first"), tr("By name")});
    m_colors =
        box(tr("What colours mean"), {tr("Kernel, user"), tr("Waiting"), tr("Module"), tr("Function")});
    if (spec().stacks.unit == u"ns" || spec().stacks.unit == u"us" || spec().stacks.unit == u"ms")
        m_colors->setCurrentIndex(int(FlameScheme::Waiting));
    m_graph->setScheme(FlameScheme(m_colors->currentIndex()));
    int place = 1;
    for (QComboBox *made : {m_roots, m_order, m_colors})
        strip()->insertWidget(place++, made);
    connect(m_roots, &QComboBox::activated, this, [this](int index) {
        State next = state();
        next.query.roots = StackQuery::Roots(index);
        next.zoom.clear();
        change(next);
    });
    connect(m_order, &QComboBox::currentIndexChanged, this, &FlamePanel::request);
    connect(m_colors, &QComboBox::currentIndexChanged, this,
            [this](int index) { m_graph->setScheme(FlameScheme(index)); });
}

void FlamePanel::addActions()
{
    int place = 4;
    const auto add = [&](const QString &iconName, const QString &text, const QString &toolTip,
                         const QKeySequence &keys, bool checkable) {
        auto *action = new QAction(icon(iconName), text, this);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        action->setCheckable(checkable);
        action->setToolTip(u"%1 (%2)"_s.arg(toolTip, keys.toString(QKeySequence::NativeText)));
        addAction(action);
        auto *button = new QToolButton;
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        strip()->insertWidget(place++, button);
        return action;
    };
    m_back = add(u"undo"_s, tr("Back"), tr("Undo the last zoom or filter"), {u"Alt+Left"_s}, false);
    m_forward = add(u"redo"_s, tr("Forward"), tr("Redo it"), {u"Alt+Right"_s}, false);
    m_icicle = add(u"icicle"_s, tr("Icicles"), tr("Grow from the top"), {u"Alt+I"_s}, true);
    m_recursion = add(u"recursion"_s, tr("Merge recursion"),
                      tr("Show a function that calls itself as one frame"), {u"Alt+M"_s}, true);
    m_compare = add(u"compare"_s, tr("Compare from now"),
                    tr("Colour what has grown and shrunk since this moment"), {u"Alt+D"_s}, true);
    connect(m_back, &QAction::triggered, this, &FlamePanel::goBack);
    connect(m_forward, &QAction::triggered, this, &FlamePanel::goForward);
    connect(m_icicle, &QAction::toggled, m_graph, &FlameGraph::setIcicle);
    connect(m_recursion, &QAction::triggered, this, [this](bool on) {
        State next = state();
        next.query.mergeRecursion = on;
        change(next);
    });
    connect(m_compare, &QAction::triggered, this, [this](bool on) {
        if (on)
            return compareFromNow();
        State next = state();
        next.query.splitAt.reset();
        change(next);
    });
    m_back->setEnabled(false);
    m_forward->setEnabled(false);
}

void FlamePanel::addExports()
{
    const QString name = spec().title;
    addDocument({tr("Export as folded stacks..."), u"folded"_s, tr("Folded stacks (*.folded)"), [this] {
                     return
                         [stacks = m_stacks, query = state().query] { return foldedStacks(*stacks, query); };
                 }});
    addDocument({tr("Export as SVG with zoom and search..."), u"svg"_s, tr("SVG (*.svg)"), [this, name] {
                     FlameRequest wanted{state().query, {},          FlameOrder(m_order->currentIndex()), {},
                                         svgWidth,      svgNarrowest};
                     const FlameScheme scheme = FlameScheme(m_colors->currentIndex());
                     return [stacks = m_stacks, wanted, scheme, name] {
                         return stacks->read([&](const StackStore &store) {
                             return flameSvg(layOutFlames(store, wanted), scheme, name);
                         });
                     };
                 }});
}

void FlamePanel::request()
{
    m_worker->request({state().query, state().zoom, FlameOrder(m_order->currentIndex()), m_search,
                       m_graph->layoutWidth(), 1});
}

void FlamePanel::change(const State &next)
{
    if (next == state())
        return;
    m_states.resize(m_at + 1);
    m_states.append(next);
    ++m_at;
    request();
}

void FlamePanel::goBack()
{
    m_at = qMax<qsizetype>(0, m_at - 1);
    request();
}

void FlamePanel::goForward()
{
    m_at = qMin(m_states.size() - 1, m_at + 1);
    request();
}

void FlamePanel::zoomTo(const QStringList &path)
{
    State next = state();
    next.zoom = path;
    change(next);
}

void FlamePanel::keepOnly(const QString &function)
{
    State next = state();
    if (!next.query.only.contains(function))
        next.query.only.append(function);
    change(next);
}

void FlamePanel::leaveOut(const QString &function)
{
    State next = state();
    if (!next.query.without.contains(function))
        next.query.without.append(function);
    next.zoom.clear();
    change(next);
}

void FlamePanel::setFocusOn(const QString &function)
{
    State next = state();
    next.query.focus = function;
    next.query.roots = StackQuery::Roots::Callers;
    next.zoom.clear();
    change(next);
}

void FlamePanel::compareFromNow()
{
    State next = state();
    next.query.splitAt = m_stacks->newestTime() + 1;
    change(next);
}

void FlamePanel::reset()
{
    change({});
}

void FlamePanel::display(const std::shared_ptr<const FlameLayout> &layout)
{
    m_graph->setFlames(layout, !m_search.isEmpty());
    m_back->setEnabled(m_at > 0);
    m_forward->setEnabled(m_at + 1 < m_states.size());
    m_roots->setCurrentIndex(int(state().query.roots));
    m_recursion->setChecked(state().query.mergeRecursion);
    m_compare->setChecked(state().query.splitAt.has_value());
    m_state->setText(stateText());
    m_state->setVisible(!m_state->text().isEmpty());
    QString count = weightText(layout->total, layout->unit);
    if (!m_search.isEmpty())
        count = tr("%1 matched").arg(shareText(layout->matched, layout->total));
    setCountText(count);
    tell(m_graph->currentBox());
}

QString FlamePanel::stateText() const
{
    QStringList parts;
    const StackQuery &query = state().query;
    for (const QString &name : query.only)
        parts.append(tr("only with %1").arg(shortName(name)));
    for (const QString &name : query.without)
        parts.append(tr("without %1").arg(shortName(name)));
    if (!query.focus.isEmpty())
        parts.append(tr("callers and callees of %1").arg(shortName(query.focus)));
    if (query.splitAt)
        parts.append(tr("compared: red has grown, blue has shrunk"));
    if (!state().zoom.isEmpty())
        parts.append(tr("zoomed to %1").arg(shortName(state().zoom.last())));
    return parts.join(u"  \u00b7  "_s);
}

void FlamePanel::tell(int box)
{
    m_details->setText(box < 0 || !m_graph->flames() ? QString() : m_graph->describe(box));
}

void FlamePanel::openMenu(int box, const QPoint &at)
{
    const QStringList path = m_graph->path(box);
    QMenu menu(this);
    if (!path.isEmpty()) {
        const QString name = path.last();
        if (m_graph->flames()->boxes[size_t(box)].depth >= 0)
            menu.addAction(tr("Zoom to this frame"), this, [=, this] { zoomTo(path); });
        menu.addAction(tr("Callers and callees of this function"), this, [=, this] { setFocusOn(name); });
        menu.addSeparator();
        menu.addAction(tr("Only stacks with this function"), this, [=, this] { keepOnly(name); });
        menu.addAction(tr("Leave out stacks with this function"), this, [=, this] { leaveOut(name); });
        menu.addSeparator();
        menu.addAction(icon(u"copy"_s), tr("Copy the name"), this,
                       [=] { QApplication::clipboard()->setText(name); });
        menu.addAction(tr("Copy the stack"), this,
                       [=] { QApplication::clipboard()->setText(path.join(u'\n')); });
        menu.addSeparator();
    }
    menu.addAction(m_back);
    menu.addAction(icon(u"reset"_s), tr("Show everything"), this, &FlamePanel::reset);
    menu.exec(at);
}

std::unique_ptr<RowCursor> FlamePanel::rows(RowFormat format) const
{
    return stackRows(m_stacks, state().query, format);
}

QWidget *FlamePanel::picture() const
{
    return m_area;
}

// The stack of the frame that has the focus, root first; without one the picture's frames, as they are drawn.
QByteArray FlamePanel::selectedText(RowFormat) const
{
    if (m_graph->currentBox() > 0)
        return m_graph->path(m_graph->currentBox()).join(u'\n').toUtf8();
    QStringList lines;
    for (std::size_t box = 1; m_graph->flames() && box < m_graph->flames()->boxes.size(); ++box)
        lines.append(QString(m_graph->flames()->boxes[box].depth, u' ') + m_graph->describe(int(box)));
    return lines.join(u'\n').toUtf8();
}

void FlamePanel::applyFilter(const QString &text)
{
    m_search = text;
    request();
}

void FlamePanel::applyFreeze(bool frozen)
{
    m_worker->setHeld(frozen);
}

void FlamePanel::applyRange(const std::optional<TimeRange> &range)
{
    State next = state();
    next.query.from = range ? range->from : 0;
    next.query.to = range ? range->to : 0;
    change(next);
}

} // namespace radiosonde
