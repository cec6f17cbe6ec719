// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/selection_bar.h"

#include "views/axis.h"
#include "views/icon.h"
#include "views/quantity.h"
#include "views/short_text.h"

#include <QHBoxLayout>
#include <QTextDocument>
#include <QToolButton>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int widestChip = 48; // characters

QToolButton *arrow(const QString &name, const QString &text, const QString &toolTip)
{
    auto *button = new QToolButton;
    button->setIcon(icon(name));
    button->setAccessibleName(text);
    button->setToolTip(toolTip);
    button->setAutoRaise(true);
    return button;
}

QString rangeText(const TimeRange &range)
{
    constexpr qint64 second = 1'000'000'000;
    const qint64 step = range.to - range.from < 10 * second ? 1 : second;
    return SelectionBar::tr("%1 to %2 (%3)")
        .arg(timeTickText(range.from, step), timeTickText(range.to, step),
             durationText(range.to - range.from));
}

} // namespace

SelectionBar::SelectionBar(QWidget *parent)
    : QWidget(parent), m_chips(new QHBoxLayout),
      m_back(arrow(u"previous"_s, tr("Back"), tr("The selection before (Alt+Left)"))),
      m_forward(arrow(u"next"_s, tr("Forward"), tr("The next selection (Alt+Right)")))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 2, 6, 2);
    layout->setSpacing(4);
    layout->addWidget(m_back);
    layout->addWidget(m_forward);
    layout->addLayout(m_chips);
    layout->addStretch(1);
    m_chips->setSpacing(4);
    connect(m_back, &QToolButton::clicked, this, &SelectionBar::backRequested);
    connect(m_forward, &QToolButton::clicked, this, &SelectionBar::forwardRequested);
    hide();
}

void SelectionBar::setHistory(const SelectionHistory &history)
{
    while (QLayoutItem *item = m_chips->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // it may be the one that was clicked
        delete item;
    }
    const ViewSelection &selection = history.current();
    if (selection.range) {
        ViewSelection without = selection;
        without.range.reset();
        addChip(rangeText(*selection.range), tr("Remove this range of time"), without);
    }
    for (const QString &condition : selection.conditions) {
        ViewSelection without = selection;
        without.conditions.removeOne(condition);
        addChip(condition, tr("Remove: %1").arg(condition), without);
    }
    m_back->setEnabled(history.canGoBack());
    m_forward->setEnabled(history.canGoForward());
    setVisible(!selection.isEmpty() || history.canGoBack() || history.canGoForward());
}

void SelectionBar::addChip(const QString &text, const QString &toolTip, const ViewSelection &without)
{
    auto *chip = new QToolButton;
    chip->setText(shortText(text, widestChip).replace(u'&', "&&"_L1));
    chip->setIcon(icon(u"close"_s, IconRole::Muted));
    chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    chip->setToolTip(Qt::convertFromPlainText(escapeControl(toolTip))); // names from a target are no markup
    connect(chip, &QToolButton::clicked, this, [this, without] { Q_EMIT selectionRequested(without); });
    m_chips->addWidget(chip);
}

QStringList SelectionBar::chips() const
{
    QStringList texts;
    for (int i = 0; i < m_chips->count(); ++i)
        texts += static_cast<QToolButton *>(m_chips->itemAt(i)->widget())->text();
    return texts;
}

} // namespace radiosonde
