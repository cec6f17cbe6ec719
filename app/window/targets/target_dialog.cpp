// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/targets/target_dialog.h"

#include "core/base/text.h"
#include "views/icon.h"
#include "views/theme.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QToolButton>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

QPlainTextEdit *shortText(const QString &text, int lines)
{
    auto *edit = new QPlainTextEdit(text);
    edit->setTabChangesFocus(true);
    edit->setFixedHeight(edit->fontMetrics().lineSpacing() * lines + 14);
    return edit;
}

QStringList linesOf(const QPlainTextEdit &edit)
{
    QStringList lines;
    for (const QString &line : edit.toPlainText().split(u'\n')) {
        if (const QString trimmed = line.trimmed(); !trimmed.isEmpty())
            lines += trimmed;
    }
    return lines;
}

} // namespace

TargetDialog::TargetDialog(TargetHub &hub, const SavedTarget &target, const QString &replaces,
                           QWidget *parent)
    : QDialog(parent), m_hub(hub), m_replaces(replaces), m_name(new QLineEdit(target.name)),
      m_url(new QLineEdit(target.url)), m_notes(shortText(target.notes, 2)),
      m_btf(new QLineEdit(target.kernelTypes.btfFile)),
      m_headers(shortText(target.kernelTypes.headerFolders.join(u'\n'), 2)),
      m_sysroots(shortText(target.sysroots.join(u'\n'), 2)), m_targetLog(new QLineEdit(target.targetLog)),
      m_error(new QLabel)
{
    setWindowTitle(replaces.isEmpty() ? tr("New target") : tr("Target %1").arg(escapeControl(replaces)));
    setMinimumWidth(520);
    m_name->setPlaceholderText(u"board-7"_s);
    m_url->setPlaceholderText(u"ssh://root@board-7"_s);
    m_url->setToolTip(tr("ssh://[user@]host[:port], with ?become=sudo where the user is not root; "
                         "board://arm64; cmd:COMMAND"));
    m_btf->setPlaceholderText(tr("a BTF file, or a vmlinux with debugging information"));
    m_headers->setPlaceholderText(tr("folders of the kernel's header packages, one a line"));
    m_sysroots->setPlaceholderText(tr("folders with copies of the target's files, one a line"));
    m_targetLog->setPlaceholderText(tr("none, or a path there, as /tmp/radiosonde-log"));
    m_targetLog->setToolTip(
        tr("Each run leaves an account of all that was done there, in a file of its own by this "
           "name and the run's time"));
    m_error->setTextFormat(Qt::PlainText);
    m_error->setWordWrap(true);
    QPalette tinted = m_error->palette();
    tinted.setColor(QPalette::WindowText, shades(tinted).error);
    m_error->setPalette(tinted);
    m_error->hide();
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&Address"), m_url);
    form->addRow(tr("N&otes"), m_notes);
    form->addRow(tr("Kernel &types"), withButton(m_btf));
    form->addRow(tr("Kernel &headers"), m_headers);
    form->addRow(tr("&Files"), m_sysroots);
    form->addRow(tr("&Log on the target"), m_targetLog);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
    m_save = buttons->button(QDialogButtonBox::Save);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(m_error);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &TargetDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    for (QLineEdit *field : {m_name, m_url})
        connect(field, &QLineEdit::textChanged, this, [this] {
            m_save->setEnabled(!m_name->text().trimmed().isEmpty() && !m_url->text().trimmed().isEmpty());
        });
    m_save->setEnabled(!target.name.isEmpty() && !target.url.isEmpty());
}

QWidget *TargetDialog::withButton(QLineEdit *field)
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    auto *button = new QToolButton;
    button->setIcon(icon(u"open"_s));
    button->setToolTip(tr("Choose a file"));
    button->setAccessibleName(button->toolTip());
    layout->addWidget(field, 1);
    layout->addWidget(button);
    row->setFocusProxy(field);
    connect(button, &QToolButton::clicked, this, [this, field] {
        const QString path = QFileDialog::getOpenFileName(this, tr("Kernel types"), field->text());
        if (!path.isEmpty())
            field->setText(path);
    });
    return row;
}

SavedTarget TargetDialog::target() const
{
    return {.name = m_name->text().trimmed(),
            .url = m_url->text().trimmed(),
            .notes = m_notes->toPlainText().trimmed(),
            .kernelTypes = {m_btf->text().trimmed(), linesOf(*m_headers)},
            .sysroots = linesOf(*m_sysroots),
            .targetLog = m_targetLog->text().trimmed()};
}

void TargetDialog::save()
{
    m_save->setEnabled(false);
    m_hub.save(target(), m_replaces, [dialog = QPointer(this), url = target().url](const Result<> &outcome) {
        if (!dialog)
            return;
        if (outcome) {
            Q_EMIT dialog->saved(url);
            dialog->accept();
            return;
        }
        dialog->m_save->setEnabled(true);
        dialog->m_error->setText(describe(outcome.error()));
        dialog->m_error->show();
    });
}

} // namespace radiosonde
