// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/run/question.h"

#include <QDialog>
#include <QPointer>

#include <deque>
#include <functional>

class QLineEdit;

namespace radiosonde
{

// One question of a target that is being reached: a password, a passphrase, or whether a host is the right
// one. Closes by itself when the question is settled elsewhere. What the server says is shown as plain text.
class QuestionDialog : public QDialog
{
    Q_OBJECT
public:
    // `about` names what waits: "filetop on board-7".
    QuestionDialog(const QString &about, QuestionPtr question, QWidget *parent);

    QuestionPtr question() const { return m_question; }

private:
    void fill(const SecretQuestion &question, QLayout &layout);
    void fill(const HostKeyQuestion &question, QLayout &layout);
    void acceptAnswer();

    QuestionPtr m_question;
    QLineEdit *m_answer = nullptr;
};

// Puts questions to the user, one dialog at a time.
class QuestionDesk : public QObject
{
    Q_OBJECT
public:
    explicit QuestionDesk(QWidget *window);
    ~QuestionDesk() override; // declines what still waits

    // `cancelled` is called when the user cancels: what waits is to be given up.
    void ask(const QString &about, const QuestionPtr &question, std::function<void()> cancelled);

private:
    struct Waiting
    {
        QString about;
        QuestionPtr question;
        std::function<void()> cancelled;
    };
    void next();

    QWidget *m_window;
    std::deque<Waiting> m_waiting;
    QPointer<QuestionDialog> m_dialog;
};

} // namespace radiosonde
