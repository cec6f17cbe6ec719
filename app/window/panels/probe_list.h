// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/probe_library.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace radiosonde
{

// The probe library by category, with a search over names and descriptions. A click chooses a probe, the
// button beside it or Enter runs it.
class ProbeList : public QWidget
{
    Q_OBJECT
public:
    explicit ProbeList(QWidget *parent = nullptr);

    void setProbes(const QList<LibraryProbe> &probes);
    const QList<LibraryProbe> &probes() const { return m_probes; }
    const LibraryProbe *probe(const QString &name) const;
    void focusSearch();

Q_SIGNALS:
    void chosen(const QString &name);
    void runRequested(const QString &name);
    void editRequested(const QString &name);

private:
    void filter(const QString &text);
    void describe(const QString &name);
    void showMenu(const QPoint &position);
    void addButton(QTreeWidgetItem *item, const QString &name);
    QTreeWidgetItem *category(const QString &name);

    QList<LibraryProbe> m_probes;
    QLineEdit *m_search;
    QTreeWidget *m_tree;
    QLabel *m_description;
};

} // namespace radiosonde
