// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/pages/help_window.h"

#include <QFile>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace radiosonde
{

using namespace Qt::StringLiterals;

HelpWindow::HelpWindow(QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("User guide"));
    resize(fontMetrics().height() * 46, fontMetrics().height() * 38);
    auto *browser = new QTextBrowser;
    browser->setFrameShape(QFrame::NoFrame);
    browser->setOpenExternalLinks(true);
    browser->document()->setDocumentMargin(24);
    QFile guide(u":/radiosonde/docs/user-guide.md"_s);
    QString text = guide.open(QIODevice::ReadOnly) ? QString::fromUtf8(guide.readAll()) : QString();
    // Pictures show the window that the reader has before them.
    QStringList lines = text.split(u'\n');
    lines.removeIf(
        [](const QString &line) { return line.startsWith("!["_L1) || line.startsWith("<!--"_L1); });
    browser->setMarkdown(lines.join(u'\n'));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(browser);
}

} // namespace radiosonde
