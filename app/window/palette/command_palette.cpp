// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/palette/command_palette.h"

#include "app/window/palette/palette_delegate.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QTimer>
#include <QVBoxLayout>

namespace radiosonde
{

namespace
{

constexpr int shownRows = 12;

} // namespace

CommandPalette::CommandPalette(QList<PaletteEntry> entries, QWidget *window)
    : QDialog(window, Qt::Dialog | Qt::FramelessWindowHint),
      m_model(new PaletteModel(std::move(entries), this)), m_field(new QLineEdit), m_list(new QListView)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Do anything"));
    m_field->setPlaceholderText(tr("An action, a probe, a target, a file..."));
    m_field->setToolTip(tr("A few letters of what you want; Enter does it, Escape closes"));
    m_field->setAccessibleName(windowTitle());
    m_field->setClearButtonEnabled(true);
    m_field->installEventFilter(this);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_field);
    layout->addWidget(m_list, 1);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) { runRow(index.row()); });
    search({});
}

void CommandPalette::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    const QRect window = parentWidget()->window()->geometry();
    const int width = qMin(qMax(window.width() / 2, fontMetrics().averageCharWidth() * 80), window.width());
    const int row = m_list->sizeHintForRow(0);
    resize(width, m_field->sizeHint().height() + shownRows * row + 3 * 8);
    move(window.center().x() - width / 2, window.top() + window.height() / 10);
    m_field->setFocus();
}

void CommandPalette::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && isVisible() && !isActiveWindow())
        close();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Down:
        moveBy(1);
        return true;
    case Qt::Key_Up:
        moveBy(-1);
        return true;
    case Qt::Key_PageDown:
        moveBy(shownRows);
        return true;
    case Qt::Key_PageUp:
        moveBy(-shownRows);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        runRow(m_list->currentIndex().row());
        return true;
    default:
        return QDialog::eventFilter(watched, event);
    }
}

void CommandPalette::search(const QString &pattern)
{
    m_model->setPattern(pattern);
    m_list->setCurrentIndex(m_model->index(0));
    m_list->scrollToTop();
}

void CommandPalette::moveBy(int rows)
{
    if (m_model->rowCount() == 0)
        return;
    const int row = m_list->currentIndex().row() + rows;
    m_list->setCurrentIndex(m_model->index(qBound(0, row, m_model->rowCount() - 1)));
}

// The palette is out of the way before what it started shows a window of its own.
void CommandPalette::runRow(int row)
{
    if (row < 0)
        return;
    const std::function<void()> run = m_model->entry(row).run;
    QTimer::singleShot(0, parentWidget(), run);
    close();
}

} // namespace radiosonde
