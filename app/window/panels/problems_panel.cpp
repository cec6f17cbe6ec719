// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/panels/problems_panel.h"

#include "views/icon.h"

#include <QFileInfo>
#include <QHeaderView>
#include <QTextDocument>

#include <algorithm>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

QIcon iconOf(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return icon(u"error"_s, IconRole::Error);
    case Severity::Warning:
        return icon(u"warning"_s, IconRole::Warning);
    case Severity::Note:
        break;
    }
    return icon(u"note"_s, IconRole::Muted);
}

} // namespace

ProblemsPanel::ProblemsPanel(QWidget *parent) : QTreeWidget(parent)
{
    setHeaderLabels({tr("Problem"), tr("File"), tr("Line")});
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setAlternatingRowColors(true);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Problems"));
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(0, QHeaderView::Stretch);
    header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    connect(this, &QTreeWidget::itemActivated, this, &ProblemsPanel::choose);
    connect(this, &QTreeWidget::itemClicked, this, &ProblemsPanel::choose);
}

void ProblemsPanel::setChecked(const QString &fileName, const QList<Diagnostic> &diagnostics)
{
    if (m_diagnostics.value(fileName) == diagnostics)
        return;
    m_diagnostics.insert(fileName, diagnostics);
    rebuild();
}

void ProblemsPanel::setRun(const QString &fileName, const QList<Diagnostic> &diagnostics)
{
    setChecked(fileName, diagnostics);
}

int ProblemsPanel::errorCount() const
{
    int errors = 0;
    for (const QList<Diagnostic> &list : m_diagnostics)
        errors += int(std::count_if(list.begin(), list.end(),
                                    [](const Diagnostic &each) { return each.severity == Severity::Error; }));
    return errors;
}

void ProblemsPanel::rebuild()
{
    clear();
    for (const QList<Diagnostic> &list : std::as_const(m_diagnostics)) {
        for (const Diagnostic &diagnostic : list) {
            auto *item = new QTreeWidgetItem(this);
            const QString message = diagnostic.hint.isEmpty()
                                        ? diagnostic.message
                                        : diagnostic.message + u" - "_s + diagnostic.hint;
            item->setText(0, message);
            item->setIcon(0, iconOf(diagnostic.severity));
            item->setToolTip(0, Qt::convertFromPlainText(message));
            item->setText(1, QFileInfo(diagnostic.file).fileName());
            item->setToolTip(1, Qt::convertFromPlainText(diagnostic.file));
            item->setText(2, diagnostic.line > 0 ? QString::number(diagnostic.line) : QString());
            item->setData(0, Qt::UserRole, diagnostic.file);
            item->setData(0, Qt::UserRole + 1, diagnostic.line);
            item->setData(0, Qt::UserRole + 2, diagnostic.column);
        }
    }
    Q_EMIT countChanged(topLevelItemCount());
}

void ProblemsPanel::choose(QTreeWidgetItem *item)
{
    Q_EMIT placeChosen(item->data(0, Qt::UserRole).toString(), item->data(0, Qt::UserRole + 1).toInt(),
                       item->data(0, Qt::UserRole + 2).toInt());
}

} // namespace radiosonde
