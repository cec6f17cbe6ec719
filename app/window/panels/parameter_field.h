// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/facts.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace radiosonde
{

// One parameter: a check box for a bool, a list for an enumeration, a line for all others, checked as it is
// typed; a button brings the default back.
class ParameterField : public QWidget
{
    Q_OBJECT
public:
    explicit ParameterField(const GlobalFacts &global, QWidget *parent = nullptr);

    const GlobalFacts &global() const { return m_global; }
    QString text() const;
    void setText(const QString &text);
    bool isDefault() const;
    bool valid() const { return m_error.isEmpty(); }

Q_SIGNALS:
    void changed();

private:
    void build();
    void check();

    GlobalFacts m_global;
    QString m_default;
    QString m_error;
    QCheckBox *m_box = nullptr;
    QComboBox *m_choice = nullptr;
    QLineEdit *m_line = nullptr;
    QToolButton *m_reset;
};

} // namespace radiosonde
