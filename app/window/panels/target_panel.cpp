// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/panels/target_panel.h"

#include "app/window/background.h"
#include "app/window/panels/target_model.h"
#include "core/base/text.h"
#include "views/icon.h"

#include <QAction>
#include <QHeaderView>
#include <QMenu>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

QToolButton *flatButton(const QString &iconName, const QString &text)
{
    auto *button = new QToolButton;
    button->setIcon(icon(iconName));
    button->setText(text);
    button->setToolTip(text);
    button->setAccessibleName(text);
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    return button;
}

} // namespace

TargetPanel::TargetPanel(TargetHub &hub, QWidget *parent)
    : QWidget(parent), m_hub(hub), m_model(new TargetModel(hub, this)), m_tree(new QTreeView)
{
    m_tree->setModel(m_model);
    m_tree->setHeaderHidden(true);
    m_tree->setIndentation(12);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setAccessibleName(tr("Targets"));
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setTextElideMode(Qt::ElideRight);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setMinimumSectionSize(8);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_tree->header()->setMaximumSectionSize(96);
    auto *add = flatButton(u"new"_s, tr("New target..."));
    auto *more = flatButton(u"palette"_s, tr("Actions"));
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(4, 4, 4, 4);
    buttons->addWidget(add);
    buttons->addStretch();
    buttons->addWidget(more);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_tree, 1);
    layout->addLayout(buttons);
    connect(add, &QToolButton::clicked, this, &TargetPanel::newRequested);
    connect(more, &QToolButton::clicked, this, [this, more] {
        QMenu *menu = makeMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(more->mapToGlobal(more->rect().bottomLeft()));
    });
    connect(m_tree, &QTreeView::customContextMenuRequested, this, &TargetPanel::showMenu);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        if (const QString url = currentUrl(); !url.isEmpty())
            m_hub.choose(url);
    });
    connect(m_tree, &QTreeView::activated, this, [this] {
        if (const QString url = currentUrl(); !url.isEmpty())
            Q_EMIT pageRequested(url);
    });
    connect(&hub, &TargetHub::chosenChanged, this, &TargetPanel::selectChosen);
    connect(&hub, &TargetHub::listChanged, m_tree, &QTreeView::expandAll);
    m_tree->expandAll();
    selectChosen();
}

QString TargetPanel::currentUrl() const
{
    return m_tree->currentIndex().siblingAtColumn(0).data(TargetModel::urlRole).toString();
}

void TargetPanel::focusList()
{
    m_tree->setFocus();
}

void TargetPanel::selectChosen()
{
    const QString url = m_hub.chosen().known.url;
    if (currentUrl() == url)
        return;
    if (const QModelIndex index = m_model->indexOf(url); index.isValid())
        m_tree->setCurrentIndex(index);
}

void TargetPanel::showMenu(const QPoint &position)
{
    QMenu *menu = makeMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(m_tree->viewport()->mapToGlobal(position));
}

QMenu *TargetPanel::makeMenu(QWidget *parent)
{
    auto *menu = new QMenu(parent);
    const TargetEntry *found = m_hub.find(currentUrl());
    if (found) {
        const TargetEntry entry = *found;
        const QString url = entry.known.url;
        if (entry.busy)
            menu->addAction(icon(u"stop"_s), tr("Cancel"), this, [this, url] { m_hub.cancel(url); });
        else if (entry.known.kind != TargetKind::Board)
            menu->addAction(icon(u"run"_s), tr("Connect"), this, [this, url] { m_hub.connectTo(url); });
        if (entry.known.kind == TargetKind::Board || url.startsWith("board:"_L1))
            addBoardActions(*menu, entry);
        menu->addAction(icon(u"note"_s), tr("Open the target's page"), this,
                        [this, url] { Q_EMIT pageRequested(url); });
        addSavedActions(*menu, entry);
        menu->addSeparator();
    }
    menu->addAction(icon(u"new"_s), tr("New target..."), this, &TargetPanel::newRequested);
    menu->addAction(tr("Import from ~/.ssh/config"), this, [this] { m_hub.importHosts(); });
    menu->addAction(icon(u"reset"_s), tr("Read the list again"), this, [this] { m_hub.refresh(); });
    return menu;
}

void TargetPanel::addBoardActions(QMenu &menu, const TargetEntry &entry)
{
    const QString url = entry.known.url;
    if (entry.known.state == TargetState::Ready) {
        menu.addAction(icon(u"stop"_s), tr("Stop the board"), this, [this, url] { m_hub.stopBoard(url); });
        return;
    }
    if (entry.known.state != TargetState::Unavailable && !entry.busy) {
        menu.addAction(icon(u"run"_s), tr("Start the board"), this, [this, url] { m_hub.connectTo(url); });
        return;
    }
    if (entry.busy || !m_hub.services().missingPackages)
        return;
    menu.addAction(tr("Install what it needs..."), this, [this, url] {
        inBackground(
            this, [missing = m_hub.services().missingPackages, url] { return missing(url); },
            [this](const QStringList &packages) { Q_EMIT installRequested(packages); });
    });
}

void TargetPanel::addSavedActions(QMenu &menu, const TargetEntry &entry)
{
    const SavedTarget saved = entry.known.saved;
    if (entry.known.kind == TargetKind::SshHost) {
        const SavedTarget target{.name = entry.known.name, .url = entry.known.url};
        menu.addAction(icon(u"save"_s), tr("Save"), this, [this, target] {
            m_hub.save(target, {}, [this](const Result<> &done) {
                if (!done)
                    Q_EMIT m_hub.message(Severity::Error, describe(done.error()));
            });
        });
    }
    if (entry.known.kind != TargetKind::Saved)
        return;
    menu.addAction(icon(u"edit"_s), tr("Edit..."), this, [this, saved] { Q_EMIT editRequested(saved.name); });
    menu.addAction(icon(u"close"_s), tr("Remove"), this, [this, saved] { m_hub.remove(saved.name); });
}

} // namespace radiosonde
