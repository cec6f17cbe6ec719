// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/facts.h"

#include <QWidget>

class QFormLayout;
class QLabel;
class QLineEdit;
class QScrollArea;

namespace radiosonde
{

class ParameterField;

// The parameters of a probe as a form: an editor per `const volatile` global, by its type, and the interval
// between snapshots. Values stay while the probe's source changes around them.
class ParameterForm : public QWidget
{
    Q_OBJECT
public:
    explicit ParameterForm(QWidget *parent = nullptr);

    void setProbe(const QString &name); // shown in the heading; another probe starts with its defaults
    void setFacts(const Facts &facts);

    // Those that differ from their defaults, as typed.
    QList<std::pair<QString, QString>> values() const;
    qint64 intervalNs() const;
    bool valid() const; // every field holds a value of its type

private:
    void showEmpty(const QString &text);
    void fill(const QList<GlobalFacts> &globals);

    QString m_probe;
    QLabel *m_heading;
    QLabel *m_empty;
    QScrollArea *m_scroll;
    QFormLayout *m_form = nullptr;
    QLineEdit *m_interval;
    QList<ParameterField *> m_fields;
};

} // namespace radiosonde
