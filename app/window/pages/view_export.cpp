// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/pages/view_export.h"

#include "app/window/background.h"

#include <QElapsedTimer>
#include <QFileDialog>
#include <QPixmap>
#include <QProgressDialog>
#include <QStandardPaths>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 stepNs = 8'000'000;
constexpr int linesAtOnce = 500;

QString askPath(QWidget *window, const QString &title, const QString &name, const QString &filter)
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QFileDialog::getSaveFileName(window, title, folder + u'/' + name, filter);
}

} // namespace

ViewExport::ViewExport(std::unique_ptr<RowCursor> rows, const QString &path, QWidget *window)
    : QObject(window), m_rows(std::move(rows)), m_file(path),
      m_progress(new QProgressDialog(tr("Exporting..."), tr("Cancel"), 0, 1000, window))
{
    m_progress->setMinimumDuration(200);
    m_progress->setWindowModality(Qt::NonModal);
    m_progress->setAutoReset(false);
    connect(m_progress, &QProgressDialog::canceled, this, [this] {
        m_file.cancelWriting();
        Q_EMIT finished({}, {});
        deleteLater();
    });
    connect(&m_timer, &QTimer::timeout, this, &ViewExport::step);
    m_timer.start(0);
}

ViewExport::~ViewExport()
{
    delete m_progress;
}

void ViewExport::step()
{
    if (!m_file.isOpen() && !m_file.open(QIODevice::WriteOnly)) {
        finish(m_file.errorString());
        return;
    }
    QElapsedTimer clock;
    clock.start();
    bool more = true;
    while (more && clock.nsecsElapsed() < stepNs) {
        QByteArray out;
        more = m_rows->next(out, linesAtOnce);
        m_lines += linesAtOnce;
        if (m_file.write(out) != out.size()) {
            finish(m_file.errorString());
            return;
        }
    }
    m_progress->setValue(int(qMin<qint64>(999, m_lines * 1000 / qMax<qint64>(1, m_rows->total()))));
    if (!more)
        finish(m_file.commit() ? QString() : m_file.errorString());
}

void ViewExport::finish(const QString &error)
{
    m_timer.stop();
    Q_EMIT finished(m_file.fileName(), error);
    deleteLater();
}

void exportRows(ViewPanel &panel, RowFormat format, const QString &baseName, std::function<void(QString)> log)
{
    const bool json = format == RowFormat::Json;
    const QString path =
        askPath(panel.window(), ViewExport::tr("Export"), baseName + (json ? ".jsonl"_L1 : ".csv"_L1),
                json ? ViewExport::tr("JSON lines (*.jsonl *.json)") : ViewExport::tr("CSV (*.csv)"));
    if (path.isEmpty())
        return;
    auto *work = new ViewExport(panel.rows(format), path, panel.window());
    QObject::connect(work, &ViewExport::finished, &panel, [log](const QString &file, const QString &error) {
        if (!error.isEmpty())
            log(ViewExport::tr("%1 can't be written: %2").arg(file, error));
        else if (!file.isEmpty())
            log(ViewExport::tr("Exported to %1").arg(file));
    });
}

void exportDocument(ViewPanel &panel, const ViewDocument &document, const QString &baseName,
                    std::function<void(QString)> log)
{
    const auto make = document.prepare(); // as the view is now, not after the question
    const QString path =
        askPath(panel.window(), ViewExport::tr("Export"), baseName + u'.' + document.suffix, document.filter);
    if (path.isEmpty())
        return;
    inBackground(
        &panel,
        [make, path] {
            QSaveFile file(path);
            const QByteArray bytes = make();
            const bool written =
                file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
            return written ? QString() : file.errorString();
        },
        [path, log](const QString &error) {
            log(error.isEmpty() ? ViewExport::tr("Exported to %1").arg(path)
                                : ViewExport::tr("%1 can't be written: %2").arg(path, error));
        });
}

void exportPicture(ViewPanel &panel, const QString &baseName, std::function<void(QString)> log)
{
    const QImage picture = panel.picture()->grab().toImage(); // as it is now, not after the question
    const QString path = askPath(panel.window(), ViewExport::tr("Export the picture"), baseName + ".png"_L1,
                                 ViewExport::tr("PNG (*.png)"));
    if (path.isEmpty())
        return;
    inBackground(
        &panel, [picture, path] { return picture.save(path, "PNG"); },
        [path, log](bool saved) {
            log(saved ? ViewExport::tr("Exported to %1").arg(path)
                      : ViewExport::tr("%1 can't be written").arg(path));
        });
}

void connectExports(ViewPanel &panel, const QString &baseName, const std::function<void(QString)> &log)
{
    QObject::connect(&panel, &ViewPanel::exportRequested, &panel,
                     [&panel, baseName, log](RowFormat format) { exportRows(panel, format, baseName, log); });
    QObject::connect(&panel, &ViewPanel::documentRequested, &panel,
                     [&panel, baseName, log](const ViewDocument &document) {
                         exportDocument(panel, document, baseName, log);
                     });
    QObject::connect(&panel, &ViewPanel::pictureRequested, &panel,
                     [&panel, baseName, log] { exportPicture(panel, baseName, log); });
}

} // namespace radiosonde
