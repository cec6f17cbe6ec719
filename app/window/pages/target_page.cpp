// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/pages/target_page.h"

#include "app/targets/report_text.h"
#include "app/window/pages/card.h"
#include "app/window/run/run_text.h"
#include "core/base/text.h"
#include "core/base/units.h"
#include "views/icon.h"
#include "views/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QDateTime>
#include <QGridLayout>
#include <QLabel>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QTextDocument>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int ageMs = 30'000;
constexpr int featureColumns = 3;
constexpr int iconSize = 14;

QLabel *plain(const QString &text, QPalette::ColorRole role = QPalette::WindowText)
{
    auto *label = new QLabel(escapeControl(text));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setForegroundRole(role);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

QLabel *heading(const QString &text, double scale)
{
    QLabel *label = plain(text);
    QFont font = label->font();
    font.setPointSizeF(font.pointSizeF() * scale);
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    return label;
}

QString ageText(qint64 time)
{
    const qint64 seconds = (QDateTime::currentMSecsSinceEpoch() - time / 1'000'000) / 1000;
    if (seconds < 60)
        return TargetPage::tr("asked just now");
    if (seconds < 3600)
        return TargetPage::tr("asked %1 min ago").arg(seconds / 60);
    if (seconds < 86'400)
        return TargetPage::tr("asked %1 h ago").arg(seconds / 3600);
    return TargetPage::tr("asked %1 d ago").arg(seconds / 86'400);
}

QToolButton *copyButton(const QString &text)
{
    auto *button = new QToolButton;
    button->setIcon(icon(u"copy"_s));
    button->setAutoRaise(true);
    button->setToolTip(TargetPage::tr("Copy %1").arg(text.section(u'\n', 0, 0)));
    button->setAccessibleName(button->toolTip());
    QObject::connect(button, &QToolButton::clicked, button,
                     [text] { QApplication::clipboard()->setText(text); });
    return button;
}

QWidget *featureLabel(const Feature &feature)
{
    auto *widget = new QWidget;
    auto *row = new QHBoxLayout(widget);
    row->setContentsMargins({});
    auto *mark = new QLabel;
    mark->setPixmap(
        icon(u"dot"_s, feature.available ? IconRole::Good : IconRole::Muted).pixmap(iconSize, iconSize));
    mark->setAccessibleName(feature.available ? TargetPage::tr("yes") : TargetPage::tr("no"));
    auto *name = plain(feature.name, feature.available ? QPalette::WindowText : QPalette::PlaceholderText);
    name->setWordWrap(false);
    row->addWidget(mark);
    row->addWidget(name, 1);
    const QString why = feature.detail.isEmpty()
                            ? (feature.available ? TargetPage::tr("works") : TargetPage::tr("cannot be had"))
                            : feature.detail;
    widget->setToolTip(Qt::convertFromPlainText(escapeControl(why)));
    return widget;
}

} // namespace

TargetPage::TargetPage(TargetHub &hub, QString url, QWidget *parent)
    : QScrollArea(parent), m_hub(hub), m_url(std::move(url)), m_name(heading({}, 1.5)),
      m_age(plain({}, QPalette::PlaceholderText)), m_state(plain({})), m_progress(new QProgressBar),
      m_refresh(new QPushButton(icon(u"reset"_s), tr("Refresh"))), m_cancel(new QPushButton(tr("Cancel")))
{
    auto *inner = new QWidget;
    m_layout = new QVBoxLayout(inner);
    m_layout->setContentsMargins(20, 18, 20, 18);
    m_layout->setSpacing(12);
    m_layout->addWidget(makeHeader());
    m_layout->addStretch();
    setWidget(inner);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    inner->setBackgroundRole(QPalette::Base);
    inner->setAutoFillBackground(true);
    connect(m_refresh, &QPushButton::clicked, this, [this] { refresh(true); });
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_hub.cancel(m_url); });
    connect(&hub, &TargetHub::changed, this, [this](const QString &changed) {
        if (changed == m_url)
            update();
    });
    connect(&hub, &TargetHub::listChanged, this, &TargetPage::update);
    auto *clock = new QTimer(this);
    connect(clock, &QTimer::timeout, this, &TargetPage::updateAge);
    clock->start(ageMs);
    update();
    hub.lastReport(m_url, [page = QPointer(this)](const std::optional<TargetReport> &report) {
        if (!page)
            return;
        if (report && page->m_time == 0)
            page->show(*report);
        else if (!report)
            page->refresh(false);
    });
}

QString TargetPage::title() const
{
    const TargetEntry *entry = m_hub.find(m_url);
    return escapeControl(entry ? entry->known.name : m_url);
}

QWidget *TargetPage::makeHeader()
{
    auto *header = new QWidget;
    auto *layout = new QVBoxLayout(header);
    layout->setContentsMargins({});
    auto *top = new QHBoxLayout;
    top->addWidget(m_name, 1);
    top->addWidget(m_cancel);
    top->addWidget(m_refresh);
    m_refresh->setToolTip(tr("Ask the target again, and try what its kernel can do"));
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(4);
    layout->addLayout(top);
    layout->addWidget(m_age);
    layout->addWidget(m_progress);
    layout->addWidget(m_state);
    return header;
}

void TargetPage::update()
{
    m_name->setText(title());
    const TargetEntry *entry = m_hub.find(m_url);
    const bool busy = entry && entry->busy;
    m_progress->setVisible(busy);
    m_cancel->setVisible(busy);
    m_refresh->setEnabled(entry && !busy);
    const QString text = !entry ? tr("This target is not in the list any more")
                         : busy ? (entry->progress.isEmpty() ? tr("Asking the target...") : entry->progress)
                                : entry->failure;
    m_state->setText(escapeControl(text));
    m_state->setVisible(!text.isEmpty());
    QPalette tinted = palette();
    if (entry && !busy && !entry->failure.isEmpty())
        tinted.setColor(QPalette::WindowText, shades(tinted).error);
    m_state->setPalette(tinted);
    updateAge();
}

void TargetPage::updateAge()
{
    QStringList parts{escapeControl(m_url)};
    if (m_time > 0)
        parts += ageText(m_time);
    m_age->setText(parts.join(u" - "_s));
}

void TargetPage::refresh(bool anew)
{
    m_hub.report(m_url, anew, [page = QPointer(this)](const Result<TargetReport> &report) {
        if (page && report)
            page->show(*report);
    });
}

QVBoxLayout *TargetPage::addCard(const QString &title)
{
    auto *card = new Card;
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(14, 12, 14, 12);
    layout->addWidget(heading(title, 1.1));
    m_bodyLayout->addWidget(card);
    return layout;
}

void TargetPage::addFacts(const TargetReport &report)
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const ReportLine &line : reportLines(report)) {
        auto *name = plain(line.name, QPalette::PlaceholderText);
        name->setAlignment(Qt::AlignTop | Qt::AlignLeft);
        name->setWordWrap(false);
        grid->addWidget(name, row, 0);
        grid->addWidget(plain(line.value), row++, 1);
    }
    addCard(tr("The target"))->addLayout(grid);
}

void TargetPage::addFeatures(const TargetReport &report, const QString &kind, const QString &title)
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    int count = 0;
    for (const Feature &feature : report.features) {
        const bool other = kind.isEmpty() && feature.kind != "attach"_L1 && feature.kind != "map"_L1;
        if (feature.kind != kind && !other)
            continue;
        grid->addWidget(featureLabel(feature), count / featureColumns, count % featureColumns);
        ++count;
    }
    if (count == 0) {
        delete grid;
        return;
    }
    for (int i = 0; i < featureColumns; ++i)
        grid->setColumnStretch(i, 1);
    addCard(title)->addLayout(grid);
}

void TargetPage::addMissing(const TargetReport &report)
{
    if (report.missing.isEmpty())
        return;
    QVBoxLayout *card = addCard(tr("Kernel configuration"));
    card->addWidget(plain(report.configKnown
                              ? tr("The kernel was built without these options. Lines to add to its .config:")
                              : tr("The kernel's configuration cannot be read. By what failed, these "
                                   "options may be missing:"),
                          QPalette::PlaceholderText));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setColumnStretch(1, 1);
    QString all;
    int row = 0;
    for (const MissingOption &option : report.missing) {
        auto *line = plain(option.line);
        line->setFont(codeFont());
        line->setWordWrap(false);
        grid->addWidget(line, row, 0);
        grid->addWidget(plain(option.purpose, QPalette::PlaceholderText), row, 1);
        grid->addWidget(copyButton(option.line), row++, 2);
        all += option.line + u'\n';
    }
    card->addLayout(grid);
    auto *copyAll = new QPushButton(icon(u"copy"_s), tr("Copy all lines"));
    connect(copyAll, &QPushButton::clicked, this, [all] { QApplication::clipboard()->setText(all); });
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(copyAll);
    buttons->addStretch();
    card->addLayout(buttons);
}

void TargetPage::show(const TargetReport &report)
{
    m_time = report.time;
    delete m_body;
    m_body = new QWidget;
    m_bodyLayout = new QVBoxLayout(m_body);
    m_bodyLayout->setContentsMargins({});
    m_bodyLayout->setSpacing(12);
    addFacts(report);
    addFeatures(report, u"attach"_s, tr("What probes can be attached to"));
    addFeatures(report, u"map"_s, tr("Maps"));
    addFeatures(report, {}, tr("More"));
    addMissing(report);
    m_layout->insertWidget(1, m_body);
    updateAge();
}

} // namespace radiosonde
