// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/view_panel.h"

#include "views/icon.h"
#include "views/theme.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTimer>
#include <QToolButton>

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

} // namespace

ViewPanel::ViewPanel(ViewSpec spec, QWidget *parent) : QWidget(parent), m_spec(std::move(spec))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    buildStrip();
    layout->addLayout(m_strip);
    m_losses = new QLabel;
    m_losses->setTextFormat(Qt::PlainText);
    m_losses->setContentsMargins(8, 2, 8, 4);
    m_losses->setWordWrap(true);
    m_losses->hide();
    layout->addWidget(m_losses);
}

void ViewPanel::buildStrip()
{
    m_strip = new QHBoxLayout;
    m_strip->setContentsMargins(6, 4, 6, 4);
    m_strip->setSpacing(4);
    m_filter = new QLineEdit;
    m_filter->setPlaceholderText(tr("Filter ( / )"));
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setToolTip(
        tr("Words that a row must have: sshd, comm:sshd in one column, -sshd must not occur"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumWidth(90);
    m_filter->addAction(icon(u"filter"_s, IconRole::Muted), QLineEdit::LeadingPosition);
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
    auto *delay = new QTimer(this);
    delay->setSingleShot(true);
    delay->setInterval(120);
    connect(m_filter, &QLineEdit::textChanged, delay, qOverload<>(&QTimer::start));
    connect(delay, &QTimer::timeout, this, [this] { applyFilter(m_filter->text()); });
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
    menu->addAction(icon(u"picture"_s), tr("Export the picture..."), this, &ViewPanel::pictureRequested);
    auto *button = new QToolButton;
    button->setIcon(icon(u"export"_s));
    button->setToolTip(tr("Export"));
    button->setAccessibleName(tr("Export"));
    button->setAutoRaise(true);
    button->setMenu(menu);
    button->setPopupMode(QToolButton::InstantPopup);
    m_strip->addWidget(button);
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
    QPalette tinted = palette();
    tinted.setColor(QPalette::WindowText, shades(palette()).warning);
    m_losses->setPalette(tinted);
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
