// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/diagnostic.h"

#include <QMap>
#include <QTreeWidget>

namespace radiosonde
{

// What compiler and verifier have to say, by file. A click goes to the place.
class ProblemsPanel : public QTreeWidget
{
    Q_OBJECT
public:
    explicit ProblemsPanel(QWidget *parent = nullptr);

    // Replaces what is known of the file, as it is typed; run messages of that file go, too.
    void setChecked(const QString &fileName, const QList<Diagnostic> &diagnostics);
    // What a run of the probe in that file said.
    void setRun(const QString &fileName, const QList<Diagnostic> &diagnostics);
    int errorCount() const;

Q_SIGNALS:
    void placeChosen(const QString &file, int line, int column);
    void countChanged(int problems);

private:
    void rebuild();
    void choose(QTreeWidgetItem *item);

    QMap<QString, QList<Diagnostic>> m_diagnostics; // by the file that was compiled
};

} // namespace radiosonde
