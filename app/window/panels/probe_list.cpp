// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/panels/probe_list.h"

#include "views/icon.h"

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTextDocument>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int nameRole = Qt::UserRole;

} // namespace

ProbeList::ProbeList(QWidget *parent)
    : QWidget(parent), m_search(new QLineEdit), m_tree(new QTreeWidget), m_description(new QLabel)
{
    m_search->setPlaceholderText(tr("Search probes"));
    m_search->setAccessibleName(tr("Search probes"));
    m_search->setClearButtonEnabled(true);
    m_tree->setColumnCount(2);
    m_tree->setHeaderHidden(true);
    m_tree->setIndentation(12);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setAccessibleName(tr("Probes"));
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setMinimumSectionSize(8);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_description->setTextFormat(Qt::PlainText);
    m_description->setWordWrap(true);
    m_description->setContentsMargins(8, 6, 8, 8);
    m_description->setForegroundRole(QPalette::PlaceholderText);
    m_description->setAlignment(Qt::AlignTop);
    m_description->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    auto *searchRow = new QVBoxLayout;
    searchRow->setContentsMargins(6, 6, 6, 6);
    searchRow->addWidget(m_search);
    layout->addLayout(searchRow);
    layout->addWidget(m_tree, 1);
    layout->addWidget(m_description);
    connect(m_search, &QLineEdit::textChanged, this, &ProbeList::filter);
    connect(m_tree, &QTreeWidget::customContextMenuRequested, this, &ProbeList::showMenu);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem *item) {
        const QString name = item ? item->data(0, nameRole).toString() : QString();
        describe(name);
        if (!name.isEmpty())
            Q_EMIT chosen(name);
    });
    connect(m_tree, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem *item) {
        if (const QString name = item->data(0, nameRole).toString(); !name.isEmpty())
            Q_EMIT runRequested(name);
    });
}

QTreeWidgetItem *ProbeList::category(const QString &name)
{
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        if (m_tree->topLevelItem(i)->text(0) == name)
            return m_tree->topLevelItem(i);
    }
    auto *item = new QTreeWidgetItem(m_tree, {name});
    item->setFlags(Qt::ItemIsEnabled);
    item->setForeground(0, palette().placeholderText());
    item->setExpanded(true);
    return item;
}

void ProbeList::setProbes(const QList<LibraryProbe> &probes)
{
    m_probes = probes;
    m_tree->clear();
    for (const LibraryProbe &probe : probes) {
        auto *item = new QTreeWidgetItem(category(probe.category.isEmpty() ? tr("Others") : probe.category));
        item->setText(0, probe.name);
        item->setData(0, nameRole, probe.name);
        item->setToolTip(0, Qt::convertFromPlainText(probe.title));
        addButton(item, probe.name);
    }
    m_tree->sortItems(0, Qt::AscendingOrder);
    m_tree->expandAll();
}

void ProbeList::addButton(QTreeWidgetItem *item, const QString &name)
{
    auto *button = new QToolButton;
    button->setIcon(icon(u"run"_s, IconRole::Good));
    button->setIconSize({12, 12});
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::NoFocus);
    button->setToolTip(tr("Run %1").arg(name));
    button->setAccessibleName(button->toolTip());
    connect(button, &QToolButton::clicked, this, [this, name] { Q_EMIT runRequested(name); });
    m_tree->setItemWidget(item, 1, button);
}

const LibraryProbe *ProbeList::probe(const QString &name) const
{
    const auto at = std::find_if(m_probes.begin(), m_probes.end(),
                                 [&](const LibraryProbe &probe) { return probe.name == name; });
    return at == m_probes.end() ? nullptr : &*at;
}

void ProbeList::filter(const QString &text)
{
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        QTreeWidgetItem *top = m_tree->topLevelItem(i);
        bool any = false;
        for (int j = 0; j < top->childCount(); ++j) {
            const LibraryProbe *known = probe(top->child(j)->text(0));
            const bool match = known && (known->name.contains(text, Qt::CaseInsensitive) ||
                                         known->title.contains(text, Qt::CaseInsensitive) ||
                                         known->category.contains(text, Qt::CaseInsensitive) ||
                                         known->description.contains(text, Qt::CaseInsensitive));
            top->child(j)->setHidden(!match);
            any = any || match;
        }
        top->setHidden(!any);
    }
}

void ProbeList::describe(const QString &name)
{
    const LibraryProbe *known = probe(name);
    m_description->setVisible(known);
    if (known)
        m_description->setText(known->title);
}

void ProbeList::showMenu(const QPoint &position)
{
    const QTreeWidgetItem *item = m_tree->itemAt(position);
    const QString name = item ? item->data(0, nameRole).toString() : QString();
    if (name.isEmpty())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(icon(u"run"_s), tr("Run"), this, [this, name] { Q_EMIT runRequested(name); });
    menu->addAction(icon(u"edit"_s), tr("Open in the editor"), this,
                    [this, name] { Q_EMIT editRequested(name); });
    menu->popup(m_tree->viewport()->mapToGlobal(position));
}

void ProbeList::focusSearch()
{
    m_search->setFocus();
    m_search->selectAll();
}

} // namespace radiosonde
