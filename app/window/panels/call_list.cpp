// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/panels/call_list.h"

#include "app/window/background.h"
#include "app/window/panels/call_model.h"
#include "core/base/error.h"
#include "views/grid_view.h"
#include "views/icon.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSaveFile>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QToolButton>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

QToolButton *buttonFor(QAction *action)
{
    auto *button = new QToolButton;
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    return button;
}

} // namespace

CallList::CallList(QWidget *parent)
    : QWidget(parent), m_model(new CallModel(this)), m_shown(new QSortFilterProxyModel(this)),
      m_grid(new GridView), m_filter(new QLineEdit), m_count(new QLabel)
{
    m_shown->setSourceModel(m_model);
    m_shown->setFilterKeyColumn(-1);
    m_shown->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_grid->setModel(m_shown);
    m_grid->setAccessibleName(tr("Calls on the target"));
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setToolTip(tr("Text that a call must have in any column"));
    m_filter->setClearButtonEnabled(true);
    auto *copyAction = new QAction(icon(u"copy"_s), tr("Copy"), this);
    copyAction->setShortcut(QKeySequence::Copy);
    copyAction->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    copyAction->setToolTip(tr("Copy the selected calls, or all (Ctrl+C)"));
    auto *saveAction = new QAction(icon(u"save"_s), tr("Save..."), this);
    saveAction->setToolTip(tr("Save the calls that are shown to a file"));
    addAction(copyAction);
    auto *strip = new QHBoxLayout;
    strip->setContentsMargins(6, 2, 6, 2);
    strip->addWidget(m_filter, 1);
    strip->addWidget(m_count);
    strip->addWidget(buttonFor(copyAction));
    strip->addWidget(buttonFor(saveAction));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(strip);
    layout->addWidget(m_grid, 1);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_shown->setFilterFixedString(text);
        updateCount();
    });
    connect(copyAction, &QAction::triggered, this, &CallList::copy);
    connect(saveAction, &QAction::triggered, this, &CallList::save);
    updateCount();
}

void CallList::add(const QString &run, const AuditEntry &entry)
{
    const QScrollBar *bar = m_grid->verticalScrollBar();
    const bool atEnd = bar->value() >= bar->maximum();
    m_model->add(run, entry);
    updateCount();
    if (atEnd)
        m_grid->scrollToBottom();
}

void CallList::updateCount()
{
    m_count->setText(tr("%n call(s)", nullptr, m_shown->rowCount()));
}

QString CallList::textOf(const QList<int> &rows) const
{
    QString text;
    for (const int row : rows)
        text += m_model->line(m_shown->mapToSource(m_shown->index(row, 0)).row()) + u'\n';
    return text;
}

QString CallList::text() const
{
    QList<int> rows;
    for (int row = 0; row < m_shown->rowCount(); ++row)
        rows += row;
    return textOf(rows);
}

void CallList::copy() const
{
    const QList<int> rows = m_grid->selectedRows();
    QApplication::clipboard()->setText(rows.isEmpty() ? text() : textOf(rows));
}

void CallList::save()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the calls"), u"calls.log"_s,
                                                      tr("Logs (*.log);;All files (*)"));
    if (!path.isEmpty())
        saveTo(path);
}

void CallList::saveTo(const QString &path)
{
    inBackground(
        this,
        [path, lines = text().toUtf8()]() -> QString {
            QSaveFile file(path);
            const bool done =
                file.open(QIODevice::WriteOnly) && file.write(lines) == lines.size() && file.commit();
            return done ? QString() : file.errorString();
        },
        [this, path](const QString &trouble) {
            Q_EMIT message(trouble.isEmpty() ? tr("The calls were saved to %1").arg(path)
                                             : tr("%1 can't be written: %2").arg(path, trouble));
        });
}

} // namespace radiosonde
