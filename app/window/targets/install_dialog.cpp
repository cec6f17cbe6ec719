// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/targets/install_dialog.h"

#include "core/base/text.h"
#include "views/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int mostLines = 2000;

QLabel *wrapped(const QString &text)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

QString installCommand(const QStringList &packages)
{
    return u"sudo apt-get install "_s + packages.join(u' ');
}

InstallDialog::InstallDialog(const QStringList &packages, QWidget *parent)
    : QDialog(parent), m_packages(packages), m_state(wrapped({})), m_output(new QPlainTextEdit),
      m_install(new QPushButton)
{
    setWindowTitle(tr("Install what virtual boards need"));
    setMinimumWidth(560);
    auto *command = wrapped(installCommand(packages));
    command->setFont(codeFont());
    command->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_output->setReadOnly(true);
    m_output->setFont(codeFont());
    m_output->setMaximumBlockCount(mostLines);
    m_output->setMinimumHeight(160);
    m_output->hide();
    const bool canRun = !QStandardPaths::findExecutable(u"pkexec"_s).isEmpty();
    m_install->setText(canRun ? tr("&Install") : tr("&Copy the command"));
    m_install->setDefault(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->addButton(m_install, QDialogButtonBox::ActionRole);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(10);
    layout->addWidget(wrapped(tr("Virtual boards need packages that this machine does not have:")));
    layout->addWidget(command);
    layout->addWidget(m_output, 1);
    layout->addWidget(m_state);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_install, &QPushButton::clicked, this, [this, canRun] {
        if (canRun) {
            install();
            return;
        }
        QApplication::clipboard()->setText(installCommand(m_packages));
        m_state->setText(tr("The command is copied: run it in a terminal, then read the list again."));
    });
}

void InstallDialog::install()
{
    m_install->setEnabled(false);
    m_output->show();
    m_state->setText(tr("Installing..."));
    m_process = new QProcess; // outlives the dialog: the package manager must not be cut short
    m_process->setProcessChannelMode(QProcess::MergedChannels);
    connect(m_process, &QProcess::readyRead, this, [this] {
        for (const QByteArray &line : m_process->readAll().split('\n'))
            m_output->appendPlainText(escapeControl(decodeText(line)));
    });
    connect(m_process, &QProcess::finished, this, [this](int status) { finish(status); });
    connect(m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            finish(-1);
    });
    connect(m_process, &QProcess::finished, m_process, &QObject::deleteLater);
    m_process->setStandardInputFile(QProcess::nullDevice());
    m_process->start(u"pkexec"_s, QStringList{u"apt-get"_s, u"install"_s, u"-y"_s} + m_packages);
}

void InstallDialog::finish(int status)
{
    m_install->setEnabled(status != 0);
    m_state->setText(status == 0 ? tr("Installed.")
                                 : tr("The installation has failed: what it said stands above."));
    if (status == 0)
        Q_EMIT installed();
}

} // namespace radiosonde
