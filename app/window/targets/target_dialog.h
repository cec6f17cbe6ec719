// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/targets/target_hub.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace radiosonde
{

// Makes a saved target, or changes one. Stays open, saying why, while what was typed cannot be saved.
class TargetDialog : public QDialog
{
    Q_OBJECT
public:
    // `target` fills the fields; it is the one called `replaces`, or a new one when that is empty.
    TargetDialog(TargetHub &hub, const SavedTarget &target, const QString &replaces, QWidget *parent);

Q_SIGNALS:
    void saved(const QString &url);

private:
    SavedTarget target() const;
    void save();
    QWidget *withButton(QLineEdit *field);

    TargetHub &m_hub;
    const QString m_replaces;
    QLineEdit *m_name;
    QLineEdit *m_url;
    QPlainTextEdit *m_notes;
    QLineEdit *m_btf;
    QPlainTextEdit *m_headers;
    QPlainTextEdit *m_sysroots;
    QLineEdit *m_targetLog;
    QLabel *m_error;
    QPushButton *m_save = nullptr;
};

} // namespace radiosonde
