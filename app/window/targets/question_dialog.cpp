// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/targets/question_dialog.h"

#include "core/base/text.h"
#include "views/icon.h"
#include "views/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int settledCheckMs = 100;

QLabel *plainLabel(const QString &text)
{
    auto *label = new QLabel(escapeControl(text));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

QLabel *monospace(const QString &text)
{
    QLabel *label = plainLabel(text);
    label->setFont(codeFont());
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setContentsMargins(12, 4, 0, 4);
    return label;
}

} // namespace

QuestionDialog::QuestionDialog(const QString &about, QuestionPtr question, QWidget *parent)
    : QDialog(parent), m_question(std::move(question))
{
    setWindowTitle(escapeControl(about));
    setMinimumWidth(420);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(10);
    const bool secret = std::holds_alternative<SecretQuestion>(m_question->content());
    std::visit([&](const auto &content) { fill(content, *layout); }, m_question->content());
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    if (!secret) {
        buttons->button(QDialogButtonBox::Ok)->setText(tr("&Trust this host"));
        buttons->button(QDialogButtonBox::Ok)->setAutoDefault(false); // no Enter by habit
        buttons->button(QDialogButtonBox::Cancel)->setDefault(true);
        buttons->button(QDialogButtonBox::Cancel)->setFocus();
    }
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QuestionDialog::acceptAnswer);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *watch = new QTimer(this);
    connect(watch, &QTimer::timeout, this, [this] {
        if (m_question->settled())
            done(Accepted);
    });
    watch->start(settledCheckMs);
}

void QuestionDialog::fill(const SecretQuestion &question, QLayout &layout)
{
    if (question.wasRefused) {
        QLabel *refused = plainLabel(tr("That was not accepted. Try again."));
        QPalette tinted = refused->palette();
        tinted.setColor(QPalette::WindowText, shades(tinted).error);
        refused->setPalette(tinted);
        layout.addWidget(refused);
    }
    if (!question.words.isEmpty())
        layout.addWidget(plainLabel(question.words));
    QLabel *what = plainLabel(question.what);
    m_answer = new QLineEdit;
    m_answer->setEchoMode(question.visible ? QLineEdit::Normal : QLineEdit::Password);
    m_answer->setAccessibleName(what->text());
    what->setBuddy(m_answer);
    layout.addWidget(what);
    layout.addWidget(m_answer);
    if (question.visible)
        return;
    auto *show = new QCheckBox(tr("&Show what is typed"));
    connect(show, &QCheckBox::toggled, m_answer,
            [this](bool shown) { m_answer->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password); });
    layout.addWidget(show);
}

void QuestionDialog::fill(const HostKeyQuestion &question, QLayout &layout)
{
    layout.addWidget(plainLabel(tr("The host %1 is met for the first time.").arg(question.host)));
    layout.addWidget(plainLabel(tr("Its %1 key has this fingerprint:").arg(question.keyType)));
    layout.addWidget(monospace(question.fingerprint));
    layout.addWidget(plainLabel(
        tr("Compare it with what the host itself shows, on its console for example. If you trust it, the "
           "key is remembered, and any other key will be refused from then on.")));
}

void QuestionDialog::acceptAnswer()
{
    m_question->answer(m_answer ? m_answer->text() : u"yes"_s);
    accept();
}

QuestionDesk::QuestionDesk(QWidget *window) : QObject(window), m_window(window) {}

QuestionDesk::~QuestionDesk()
{
    if (m_dialog)
        m_dialog->question()->decline();
    for (const Waiting &each : m_waiting)
        each.question->decline();
}

void QuestionDesk::ask(const QString &about, const QuestionPtr &question, std::function<void()> cancelled)
{
    m_waiting.push_back({about, question, std::move(cancelled)});
    next();
}

void QuestionDesk::next()
{
    if (m_dialog || m_waiting.empty())
        return;
    Waiting waiting = std::move(m_waiting.front());
    m_waiting.pop_front();
    if (waiting.question->settled()) {
        next();
        return;
    }
    m_dialog = new QuestionDialog(waiting.about, waiting.question, m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &QDialog::finished, this,
            [this, question = waiting.question, cancelled = waiting.cancelled](int result) {
                m_dialog = nullptr;
                if (result == QDialog::Rejected && !question->settled()) {
                    question->decline();
                    cancelled();
                }
                next();
            });
    m_dialog->open();
}

} // namespace radiosonde
