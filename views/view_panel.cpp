// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/view_panel.h"

#include "core/model/filter_condition.h"
#include "views/filter_field.h"
#include "views/icon.h"
#include "views/picture.h"
#include "views/theme.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

#include <utility>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

QToolButton *stripButton(QAction *action)
{
    auto *button = new QToolButton;
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    return button;
}

void tint(QLabel *label, const QColor &color)
{
    QPalette tinted = label->palette();
    tinted.setColor(QPalette::WindowText, color);
    label->setPalette(tinted);
}

} // namespace

ViewPanel::ViewPanel(ViewSpec spec, QWidget *parent) : QWidget(parent), m_spec(std::move(spec))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    buildStrip();
    layout->addLayout(m_strip);
    m_filterError = addLine();
    tint(m_filterError, shades(palette()).error);
    m_losses = addLine();
}

// A line of text below the strip, hidden until it has something to say.
QLabel *ViewPanel::addLine()
{
    auto *line = new QLabel;
    line->setTextFormat(Qt::PlainText);
    line->setContentsMargins(8, 2, 8, 4);
    line->setWordWrap(true);
    line->hide();
    layout()->addWidget(line);
    return line;
}

void ViewPanel::setFilterColumns(const QList<Column> &columns,
                                 std::function<QStringList(qsizetype column)> seen)
{
    m_filterColumns = columns;
    m_filter->setColumns(columns, std::move(seen));
}

void ViewPanel::setSelection(const ViewSelection &selection)
{
    const ViewSelection before = std::exchange(m_selection, selection);
    if (selection.conditions != before.conditions && !m_filterColumns.isEmpty())
        filter();
    if (selection.range != before.range)
        applyRange(selection.range);
}

void ViewPanel::filter()
{
    applyFilter(m_filterColumns.isEmpty() ? m_typed
                                          : joinedFilter(m_selection.conditions, m_typed, m_filterColumns));
}

QToolButton *ViewPanel::addToStrip(int place, QAction *action, const QKeySequence &keys,
                                   const QString &toolTip)
{
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setToolTip(u"%1 (%2)"_s.arg(toolTip, keys.toString(QKeySequence::NativeText)));
    addAction(action);
    QToolButton *button = stripButton(action);
    m_strip->insertWidget(place, button);
    return button;
}

QAction *ViewPanel::addToggle(int place, const QString &text, const QKeySequence &keys,
                              const QString &toolTip)
{
    auto *action = new QAction(text, this);
    action->setCheckable(true);
    QToolButton *button = addToStrip(place, action, keys, toolTip);
    connect(action, &QAction::visibleChanged, button,
            [button, action] { button->setVisible(action->isVisible()); });
    return action;
}

void ViewPanel::buildStrip()
{
    m_strip = new QHBoxLayout;
    m_strip->setContentsMargins(6, 4, 6, 4);
    m_strip->setSpacing(4);
    m_filter = new FilterField;
    m_count = new QLabel;
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_freeze = new QAction(icon(u"freeze"_s), tr("Freeze"), this);
    m_freeze->setCheckable(true);
    m_freeze->setToolTip(tr("Hold the picture while data goes on coming (F8)"));
    auto *copyAction = new QAction(icon(u"copy"_s), tr("Copy"), this);
    copyAction->setShortcut(QKeySequence::Copy);
    copyAction->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    copyAction->setToolTip(tr("Copy the selected rows, or all, as text (%1)")
                               .arg(copyAction->shortcut().toString(QKeySequence::NativeText)));
    addAction(copyAction);
    m_strip->addWidget(m_filter, 1);
    m_strip->addWidget(m_count);
    m_strip->addWidget(stripButton(m_freeze));
    m_strip->addWidget(stripButton(copyAction));
    addExportMenu();
    connect(m_filter, &FilterField::filterEdited, this, [this](const QString &text) {
        m_typed = text;
        filter();
    });
    connect(m_filter, &FilterField::errorChanged, this, [this](const QString &error) {
        m_filterError->setText(error);
        m_filterError->setVisible(!error.isEmpty());
    });
    connect(m_freeze, &QAction::toggled, this, &ViewPanel::setFrozen);
    connect(copyAction, &QAction::triggered, this, &ViewPanel::copy);
}

void ViewPanel::addExportMenu()
{
    auto *menu = new QMenu(this);
    menu->addAction(tr("Copy as CSV"), this, [this] { copyAs(RowFormat::Csv); });
    menu->addAction(tr("Copy as JSON lines"), this, [this] { copyAs(RowFormat::Json); });
    menu->addSeparator();
    menu->addAction(tr("Export as CSV..."), this, [this] { Q_EMIT exportRequested(RowFormat::Csv); });
    menu->addAction(tr("Export as JSON lines..."), this, [this] { Q_EMIT exportRequested(RowFormat::Json); });
    menu->addAction(icon(u"picture"_s), tr("Export the picture as PNG..."), this,
                    &ViewPanel::pictureRequested);
    m_exports = menu;
    addDocument({tr("Export the picture as SVG..."), u"svg"_s, tr("SVG (*.svg)"), [this] {
                     const QByteArray svg = svgOf(*picture(), m_spec.title);
                     return [svg] { return svg; };
                 }});
    auto *button = new QToolButton;
    button->setIcon(icon(u"export"_s));
    button->setToolTip(tr("Export"));
    button->setAccessibleName(tr("Export"));
    button->setAutoRaise(true);
    button->setMenu(menu);
    button->setPopupMode(QToolButton::InstantPopup);
    m_strip->addWidget(button);
}

void ViewPanel::addDocument(const ViewDocument &document)
{
    m_exports->addAction(document.action, this, [this, document] { Q_EMIT documentRequested(document); });
}

void ViewPanel::setFilterHint(const QString &placeholder, const QString &toolTip)
{
    m_filter->setPlaceholderText(placeholder);
    m_filter->setToolTip(toolTip);
}

void ViewPanel::setPicture(QWidget *picture)
{
    layout()->addWidget(picture);
    static_cast<QVBoxLayout *>(layout())->setStretchFactor(picture, 1);
}

void ViewPanel::setFrozen(bool frozen)
{
    if (frozen == m_frozen)
        return;
    m_frozen = frozen;
    m_freeze->setChecked(frozen);
    applyFreeze(frozen);
    Q_EMIT frozenChanged(frozen);
}

void ViewPanel::setLosses(const QString &text)
{
    tint(m_losses, shades(palette()).warning);
    m_losses->setText(text);
    m_losses->setVisible(!text.isEmpty());
}

void ViewPanel::focusFilter()
{
    m_filter->setFocus();
    m_filter->selectAll();
}

void ViewPanel::setCountText(const QString &text)
{
    m_count->setText(text);
}

void ViewPanel::copy() const
{
    copyAs(RowFormat::Text);
}

void ViewPanel::copyAs(RowFormat format) const
{
    QApplication::clipboard()->setText(QString::fromUtf8(selectedText(format)));
}

} // namespace radiosonde
