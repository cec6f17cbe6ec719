// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/filter_field.h"

#include "core/model/filter_completion.h"
#include "views/icon.h"
#include "views/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCompleter>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QStringListModel>
#include <QTextCharFormat>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int delayMs = 120;

} // namespace

FilterField::FilterField(QWidget *parent)
    : QLineEdit(parent), m_completer(new QCompleter(this)), m_candidates(new QStringListModel(this))
{
    setPlaceholderText(tr("Filter ( / )"));
    setAccessibleName(tr("Filter"));
    setToolTip(tr("Text that must occur"));
    setClearButtonEnabled(true);
    setMinimumWidth(90);
    addAction(icon(u"filter"_s, IconRole::Muted), QLineEdit::LeadingPosition);
    m_completer->setModel(m_candidates);
    m_completer->setWidget(this);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_delay.setSingleShot(true);
    m_delay.setInterval(delayMs);
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, &FilterField::accept);
    connect(this, &QLineEdit::textChanged, this, [this] {
        check();
        m_delay.start();
    });
    connect(this, &QLineEdit::textEdited, this, [this] { complete(false); });
    connect(&m_delay, &QTimer::timeout, this, [this] {
        if (m_errorText.isEmpty())
            Q_EMIT filterEdited(text());
    });
}

void FilterField::setColumns(const QList<Column> &columns, SeenValues seen)
{
    m_columns = columns;
    m_seen = std::move(seen);
    const QString example = columns.isEmpty() ? u"ssh"_s : columns.first().name;
    setToolTip(tr("Words that a row must have (ssh, -ssh must not occur), and conditions on columns:\n"
                  "%1 = 1 and not (comm ~ \"^ssh\" or reads > 10), 10ms, 4KiB\n"
                  "Ctrl+Space completes")
                   .arg(example));
    check();
}

void FilterField::check()
{
    FilterError error;
    if (!m_columns.isEmpty()) {
        const auto filter = Filter::parse(text(), m_columns);
        if (!filter)
            error = filter.error();
    }
    underline(error.position, error.message.isEmpty() ? 0 : qMax<qsizetype>(1, error.length));
    if (error.message == m_errorText)
        return;
    m_errorText = error.message;
    Q_EMIT errorChanged(m_errorText);
}

// QLineEdit takes formats for its text as an input method would give them.
void FilterField::underline(qsizetype position, qsizetype length)
{
    QList<QInputMethodEvent::Attribute> attributes;
    const qsizetype from = qMin(position, qMax<qsizetype>(0, text().size() - 1)); // behind the end: the last
    if (length > 0) {
        QTextCharFormat format;
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        format.setUnderlineColor(shades(palette()).error);
        attributes.append({QInputMethodEvent::TextFormat, int(from - cursorPosition()), int(length), format});
    }
    QInputMethodEvent event(QString(), attributes);
    QApplication::sendEvent(this, &event);
}

void FilterField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier) {
        complete(true);
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void FilterField::complete(bool asked)
{
    if (m_columns.isEmpty())
        return;
    const FilterCompletion completion =
        completeFilter(text(), cursorPosition(), m_columns,
                       [this](qsizetype column) { return m_seen ? m_seen(column) : QStringList(); });
    m_replaceFrom = completion.position;
    m_replaceLength = completion.length;
    m_candidates->setStringList(completion.candidates);
    if (completion.candidates.isEmpty() || (!asked && text().isEmpty())) {
        m_completer->popup()->hide();
        return;
    }
    QRect area = cursorRect();
    area.setWidth(qMax(160, m_completer->popup()->sizeHintForColumn(0) + 40));
    m_completer->complete(area);
}

void FilterField::accept(const QString &candidate)
{
    QString changed = text();
    changed.replace(m_replaceFrom, m_replaceLength, candidate + u' ');
    setText(changed);
    setCursorPosition(int(m_replaceFrom + candidate.size()) + 1);
}

} // namespace radiosonde
