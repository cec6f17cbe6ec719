// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/pages/welcome_page.h"

#include "app/window/pages/card.h"
#include "core/base/text.h"
#include "views/icon.h"

#include <QCommandLinkButton>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QTextDocument>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int cardWidth = 250;

QLabel *heading(const QString &text, double scale, int weight)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    QFont font = label->font();
    font.setPointSizeF(font.pointSizeF() * scale);
    font.setWeight(QFont::Weight(weight));
    label->setFont(font);
    return label;
}

QPushButton *button(const QString &text, const QString &iconName)
{
    auto *result = new QPushButton(icon(iconName), text);
    result->setAutoDefault(true);
    return result;
}

} // namespace

WelcomePage::WelcomePage(QWidget *parent)
    : QScrollArea(parent), m_lastRuns(button({}, u"run"_s)), m_target(heading({}, 1.15, QFont::DemiBold)),
      m_cardArea(new QWidget), m_cardGrid(new QGridLayout(m_cardArea)), m_recent(new QWidget),
      m_recentLayout(new QVBoxLayout(m_recent))
{
    auto *inner = new QWidget;
    auto *layout = new QVBoxLayout(inner);
    layout->setContentsMargins(32, 28, 32, 28);
    layout->setSpacing(14);
    auto *lead =
        heading(tr("Watch a Linux kernel at work. Pick a probe: it is compiled, loaded and shown live."), 1,
                QFont::Normal);
    lead->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(heading(tr("Radiosonde"), 1.9, QFont::DemiBold));
    layout->addWidget(lead);
    layout->addLayout(makeTargets());
    m_lastRuns->hide();
    layout->addWidget(m_lastRuns, 0, Qt::AlignLeft);
    layout->addWidget(m_target);
    m_cardGrid->setContentsMargins({});
    m_cardGrid->setSpacing(12);
    layout->addWidget(m_cardArea);
    auto *buttons = new QHBoxLayout;
    auto *newButton = button(tr("New probe"), u"new"_s);
    auto *openButton = button(tr("Open a probe..."), u"open"_s);
    auto *recordingButton = button(tr("Open a recording..."), u"recording"_s);
    for (QPushButton *each : {newButton, openButton, recordingButton})
        buttons->addWidget(each);
    buttons->addStretch();
    layout->addLayout(buttons);
    m_recentLayout->setContentsMargins({});
    m_recentLayout->setSpacing(0);
    layout->addWidget(m_recent);
    layout->addStretch();
    setWidget(inner);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    inner->setBackgroundRole(QPalette::Base);
    inner->setAutoFillBackground(true);
    connect(m_lastRuns, &QPushButton::clicked, this, &WelcomePage::lastRunsRequested);
    connect(newButton, &QPushButton::clicked, this, &WelcomePage::newRequested);
    connect(openButton, &QPushButton::clicked, this, &WelcomePage::openRequested);
    connect(recordingButton, &QPushButton::clicked, this, &WelcomePage::openRecordingRequested);
}

QLayout *WelcomePage::makeTargets()
{
    auto *machine = button(tr("This machine"), u"machine"_s);
    auto *board = button(tr("Virtual arm64 board"), u"run"_s);
    board->setToolTip(tr("Start a board with a kernel of its own, to try things without hardware"));
    auto *ssh = button(tr("A board over ssh..."), u"new"_s);
    ssh->setToolTip(tr("Save the address of a board that is attached"));
    auto *row = new QHBoxLayout;
    for (QPushButton *each : {machine, board, ssh})
        row->addWidget(each);
    row->addStretch();
    connect(machine, &QPushButton::clicked, this, [this] { Q_EMIT targetChosen(u"local"_s); });
    connect(board, &QPushButton::clicked, this, [this] { Q_EMIT boardRequested(u"board://arm64"_s); });
    connect(ssh, &QPushButton::clicked, this, &WelcomePage::newTargetRequested);
    return row;
}

void WelcomePage::setTarget(const QString &name, const QString &facts)
{
    const QString plain = escapeControl(name);
    m_target->setText(facts.isEmpty() ? plain : tr("%1 - %2", "target - its facts").arg(plain, facts));
}

void WelcomePage::setLastRuns(const QStringList &titles)
{
    m_lastRuns->setVisible(!titles.isEmpty());
    if (titles.isEmpty())
        return;
    const QString first = escapeControl(titles.first()).replace(u'&', "&&"_L1);
    m_lastRuns->setText(titles.size() == 1
                            ? tr("Again: %1").arg(first)
                            : tr("Again: %1 and %n more", nullptr, int(titles.size()) - 1).arg(first));
    m_lastRuns->setToolTip(Qt::convertFromPlainText(titles.join(u'\n')));
}

QWidget *WelcomePage::makeCard(const LibraryProbe &probe)
{
    auto *card = new Card;
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(14, 12, 14, 12);
    auto *name = heading(probe.name, 1.1, QFont::DemiBold);
    auto *title = heading(probe.title, 1, QFont::Normal);
    title->setForegroundRole(QPalette::PlaceholderText);
    title->setAlignment(Qt::AlignTop);
    auto *run = button(tr("Run"), u"run"_s);
    run->setAccessibleName(tr("Run %1").arg(probe.name));
    auto *edit = button(tr("Edit"), u"edit"_s);
    edit->setAccessibleName(tr("Edit %1").arg(probe.name));
    auto *row = new QHBoxLayout;
    row->addWidget(run);
    row->addWidget(edit);
    row->addStretch();
    layout->addWidget(name);
    layout->addWidget(title, 1);
    layout->addLayout(row);
    card->setToolTip(Qt::convertFromPlainText(probe.description));
    connect(run, &QPushButton::clicked, this, [this, name = probe.name] { Q_EMIT runRequested(name); });
    connect(edit, &QPushButton::clicked, this, [this, name = probe.name] { Q_EMIT editRequested(name); });
    return card;
}

void WelcomePage::setProbes(const QList<LibraryProbe> &probes)
{
    qDeleteAll(m_cards);
    m_cards.clear();
    for (const LibraryProbe &probe : probes)
        m_cards += makeCard(probe);
    arrange();
}

void WelcomePage::arrange()
{
    const int count = qMax(1, int(m_cards.size()));
    const int fitting = qBound(1, (viewport()->width() - 64) / cardWidth, 4);
    const int rows = (count + fitting - 1) / fitting;
    const int columns = (count + rows - 1) / rows; // as even as can be
    for (int i = 0; i < 4; ++i)
        m_cardGrid->setColumnStretch(i, i < columns ? 1 : 0);
    for (int i = 0; i < m_cards.size(); ++i)
        m_cardGrid->addWidget(m_cards.at(i), i / columns, i % columns);
}

void WelcomePage::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    arrange();
}

void WelcomePage::setRecentFiles(const QStringList &paths)
{
    while (QLayoutItem *item = m_recentLayout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_recent->setVisible(!paths.isEmpty());
    m_recentLayout->addWidget(heading(tr("Recent files"), 1.15, QFont::DemiBold));
    for (const QString &path : paths) {
        const QFileInfo info(path);
        auto *link =
            new QPushButton(icon(path.endsWith(".rsrec"_L1) ? u"recording"_s : u"edit"_s, IconRole::Muted),
                            QString(info.fileName()).replace(u'&', "&&"_L1) + u"   "_s +
                                QString(info.path()).replace(u'&', "&&"_L1));
        link->setFlat(true);
        link->setStyleSheet(u"QPushButton { text-align: left; padding: 4px; }"_s);
        m_recentLayout->addWidget(link);
        connect(link, &QPushButton::clicked, this, [this, path] { Q_EMIT fileChosen(path); });
    }
}

} // namespace radiosonde
