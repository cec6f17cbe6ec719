// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QList>
#include <QString>

class QMenuBar;
class QTreeWidget;

namespace radiosonde
{

struct KeySheetLine
{
    QString group; // "File", "In the editor"
    QString what;
    QString keys; // native text

    bool operator==(const KeySheetLine &) const = default;
};

// The keys of the actions below a menu bar, by menu, then those that views, lists and the editor have.
QList<KeySheetLine> keySheetLines(const QMenuBar &bar);

// All keys on one page, with a search.
class KeySheet : public QDialog
{
    Q_OBJECT
public:
    explicit KeySheet(const QList<KeySheetLine> &lines, QWidget *parent = nullptr);

    int shownLines() const;

private:
    void search(const QString &text);

    QTreeWidget *m_tree;
};

} // namespace radiosonde
