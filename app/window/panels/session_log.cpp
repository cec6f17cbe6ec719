// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/panels/session_log.h"

#include "core/base/text.h"
#include "views/icon.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QTextDocument>
#include <QTime>
#include <QTimer>

#include <utility>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

QString lineOf(const QTreeWidgetItem &item)
{
    return item.text(0) + u'\t' + item.text(1) + u'\t' + item.text(2) + u'\n';
}

} // namespace

SessionLog::SessionLog(QWidget *parent) : QTreeWidget(parent)
{
    setHeaderLabels({tr("Time"), tr("Run"), tr("What happened")});
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setAlternatingRowColors(true);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Session log"));
    header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    auto *copyAction = new QAction(tr("Copy"), this);
    copyAction->setShortcut(QKeySequence::Copy);
    copyAction->setShortcutContext(Qt::WidgetShortcut);
    addAction(copyAction);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(copyAction, &QAction::triggered, this, &SessionLog::copy);
}

void SessionLog::add(Severity severity, const QString &about, const QString &text)
{
    while (topLevelItemCount() >= maximumLines)
        delete takeTopLevelItem(0);
    const QString plain = escapeControl(text);
    auto *item =
        new QTreeWidgetItem({QTime::currentTime().toString(u"HH:mm:ss"_s), escapeControl(about), plain});
    item->setToolTip(2, Qt::convertFromPlainText(plain));
    if (severity == Severity::Error)
        item->setIcon(2, icon(u"error"_s, IconRole::Error));
    else if (severity == Severity::Warning)
        item->setIcon(2, icon(u"warning"_s, IconRole::Warning));
    addTopLevelItem(item);
    if (std::exchange(m_scrolling, true))
        return;
    QTimer::singleShot(0, this, [this] { // once for all lines of this turn
        m_scrolling = false;
        scrollToBottom();
    });
}

QString SessionLog::text() const
{
    QString all;
    for (int i = 0; i < topLevelItemCount(); ++i)
        all += lineOf(*topLevelItem(i));
    return all;
}

void SessionLog::copy()
{
    QString chosen;
    for (int i = 0; i < topLevelItemCount(); ++i) {
        if (topLevelItem(i)->isSelected())
            chosen += lineOf(*topLevelItem(i));
    }
    QApplication::clipboard()->setText(chosen);
}

} // namespace radiosonde
