// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/palette/key_sheet.h"

#include "app/window/palette/fuzzy_match.h"
#include "app/window/palette/palette_entry.h"

#include <QAction>
#include <QCoreApplication>
#include <QHeaderView>
#include <QKeySequence>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("KeySheet", text);
}

QString native(const char *keys)
{
    return QKeySequence(QLatin1StringView(keys)).toString(QKeySequence::NativeText);
}

void addMenu(const QMenu &menu, const QString &group, QList<KeySheetLine> &lines)
{
    for (const QAction *action : menu.actions()) {
        if (action->menu()) {
            addMenu(*action->menu(), group, lines);
        } else if (!action->shortcut().isEmpty()) {
            QStringList keys;
            for (const QKeySequence &sequence : action->shortcuts())
                keys += sequence.toString(QKeySequence::NativeText);
            lines += {group, plainActionText(action->text()), keys.join(u", "_s)};
        }
    }
}

// Keys of widgets, which no menu has.
QList<KeySheetLine> widgetKeys()
{
    const QString view = tr("In a view");
    const QString list = tr("In a list");
    const QString editor = tr("In the editor");
    return {
        {view, tr("Filter"), u"/"_s},
        {view, tr("Copy what is selected, or all"), native("Ctrl+C")},
        {view, tr("Follow the newest event"), native("Ctrl+End")},
        {view, tr("Sort by one more column"), tr("Shift+click on its header")},
        {list, tr("Run the probe, open the target's page"), native("Return")},
        {editor, tr("Find: case, whole words, regular expression"),
         QStringList{native("Alt+C"), native("Alt+W"), native("Alt+X")}.join(u", "_s)},
    };
}

} // namespace

QList<KeySheetLine> keySheetLines(const QMenuBar &bar)
{
    QList<KeySheetLine> lines;
    for (const QAction *menu : bar.actions()) {
        if (menu->menu())
            addMenu(*menu->menu(), plainActionText(menu->text()), lines);
    }
    return lines + widgetKeys();
}

KeySheet::KeySheet(const QList<KeySheetLine> &lines, QWidget *parent)
    : QDialog(parent), m_tree(new QTreeWidget)
{
    setWindowTitle(tr("Keys"));
    auto *field = new QLineEdit;
    field->setPlaceholderText(tr("Search keys"));
    field->setToolTip(tr("A few letters of what a key does, or of the key"));
    field->setClearButtonEnabled(true);
    m_tree->setHeaderLabels({tr("What"), tr("Keys")});
    m_tree->setRootIsDecorated(false);
    m_tree->setAlternatingRowColors(true);
    QTreeWidgetItem *group = nullptr;
    for (const KeySheetLine &line : lines) {
        if (!group || group->text(0) != line.group) {
            group = new QTreeWidgetItem(m_tree, {line.group});
            QFont bold = m_tree->font();
            bold.setBold(true);
            group->setFont(0, bold);
            group->setFirstColumnSpanned(true);
            group->setFlags(Qt::ItemIsEnabled);
        }
        new QTreeWidgetItem(group, {line.what, line.keys});
    }
    m_tree->expandAll();
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_tree->header()->setStretchLastSection(false);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(field);
    layout->addWidget(m_tree, 1);
    resize(fontMetrics().averageCharWidth() * 75, fontMetrics().height() * 36);
    connect(field, &QLineEdit::textChanged, this, &KeySheet::search);
    field->setFocus();
}

int KeySheet::shownLines() const
{
    int shown = 0;
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        const QTreeWidgetItem *group = m_tree->topLevelItem(i);
        for (int j = 0; j < group->childCount(); ++j)
            shown += group->child(j)->isHidden() ? 0 : 1;
    }
    return shown;
}

void KeySheet::search(const QString &text)
{
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        QTreeWidgetItem *group = m_tree->topLevelItem(i);
        bool any = false;
        for (int j = 0; j < group->childCount(); ++j) {
            QTreeWidgetItem *line = group->child(j);
            const bool shown = fuzzyMatch(text, line->text(0) + u' ' + line->text(1)).has_value();
            line->setHidden(!shown);
            any = any || shown;
        }
        group->setHidden(!any);
    }
}

} // namespace radiosonde
