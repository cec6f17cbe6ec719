// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/view_panel.h"

#include <QSaveFile>
#include <QTimer>

class QProgressDialog;

namespace radiosonde
{

// Writes a view's rows to a file, a few milliseconds per turn of the event loop, with progress and a Cancel
// once it takes longer than 200 ms. Deletes itself when it is done. The file is whole or not there.
class ViewExport : public QObject
{
    Q_OBJECT
public:
    ViewExport(std::unique_ptr<RowCursor> rows, const QString &path, QWidget *window);
    ~ViewExport() override;

Q_SIGNALS:
    void finished(const QString &path, const QString &error); // no error: written; both empty: cancelled

private:
    void step();
    void finish(const QString &error);

    std::unique_ptr<RowCursor> m_rows;
    QSaveFile m_file;
    QTimer m_timer;
    QProgressDialog *m_progress;
    qint64 m_lines = 0;
};

// Asks for a file and exports. `log` is told how it went.
void exportRows(ViewPanel &panel, RowFormat format, const QString &baseName,
                std::function<void(QString)> log);
void exportDocument(ViewPanel &panel, const ViewDocument &document, const QString &baseName,
                    std::function<void(QString)> log);
void exportPicture(ViewPanel &panel, const QString &baseName, std::function<void(QString)> log);

// From now on these do what the panel's menu asks for.
void connectExports(ViewPanel &panel, const QString &baseName, const std::function<void(QString)> &log);

} // namespace radiosonde
