// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QProcess>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace radiosonde
{

// The command that installs packages of Debian, as one would type it.
QString installCommand(const QStringList &packages);

// Shows the command that installs what virtual boards need and runs it through pkexec with its output in
// sight; where there is no pkexec it is copied instead. Closing the dialog leaves the package manager alone.
class InstallDialog : public QDialog
{
    Q_OBJECT
public:
    InstallDialog(const QStringList &packages, QWidget *parent);

Q_SIGNALS:
    void installed();

private:
    void install();
    void finish(int status);

    const QStringList m_packages;
    QLabel *m_state;
    QPlainTextEdit *m_output;
    QPushButton *m_install;
    QProcess *m_process = nullptr;
};

} // namespace radiosonde
