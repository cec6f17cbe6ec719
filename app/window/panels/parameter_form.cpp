// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/panels/parameter_form.h"

#include "app/window/panels/interval_text.h"
#include "app/window/panels/parameter_field.h"
#include "core/model/parameters.h"
#include "views/theme.h"

#include <QFormLayout>
#include <QHash>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QTextDocument>
#include <QVBoxLayout>

#include <algorithm>

namespace radiosonde
{

using namespace Qt::StringLiterals;

ParameterForm::ParameterForm(QWidget *parent)
    : QWidget(parent), m_heading(new QLabel), m_empty(new QLabel), m_scroll(new QScrollArea),
      m_interval(new QLineEdit(u"1 s"_s))
{
    for (QLabel *label : {m_heading, m_empty}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    QFont bold = m_heading->font();
    bold.setWeight(QFont::DemiBold);
    m_heading->setFont(bold);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_interval->setAccessibleName(tr("Interval"));
    m_interval->setToolTip(tr("Time between two pictures of the tables: 50 ms to 1 h"));
    connect(m_interval, &QLineEdit::textChanged, this, [this](const QString &text) {
        QPalette tinted = palette();
        if (!intervalFromText(text))
            tinted.setColor(QPalette::Text, shades(palette()).error);
        m_interval->setPalette(tinted);
    });
    auto *intervalRow = new QFormLayout;
    intervalRow->addRow(tr("Interval"), m_interval);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_heading);
    layout->addLayout(intervalRow);
    layout->addWidget(m_empty, 1);
    m_empty->setAlignment(Qt::AlignTop);
    m_heading->hide();
    layout->addWidget(m_scroll, 1);
    showEmpty(tr("Choose a probe to see its parameters."));
}

void ParameterForm::showEmpty(const QString &text)
{
    m_empty->setText(text);
    m_empty->show();
    m_scroll->hide();
}

void ParameterForm::setProbe(const QString &name)
{
    if (name == m_probe)
        return;
    m_probe = name;
    m_heading->setText(name);
    m_heading->setVisible(!name.isEmpty());
    m_fields.clear();
    delete m_scroll->takeWidget();
    showEmpty(name.isEmpty() ? tr("Choose a probe to see its parameters.") : QString());
}

void ParameterForm::setFacts(const Facts &facts)
{
    const QList<GlobalFacts> globals = parameters(facts);
    const bool same = std::equal(globals.begin(), globals.end(), m_fields.begin(), m_fields.end(),
                                 [](const GlobalFacts &global, const ParameterField *field) {
                                     return global.name == field->global().name &&
                                            global.initial == field->global().initial &&
                                            global.description == field->global().description;
                                 });
    if (same && !globals.isEmpty())
        return;
    fill(globals);
}

void ParameterForm::fill(const QList<GlobalFacts> &globals)
{
    QHash<QString, QString> typed;
    for (const auto &[name, value] : values())
        typed.insert(name, value);
    m_fields.clear();
    if (globals.isEmpty()) {
        delete m_scroll->takeWidget();
        showEmpty(tr("This probe has no parameters."));
        return;
    }
    auto *inner = new QWidget;
    m_form = new QFormLayout(inner);
    m_form->setContentsMargins(0, 0, 4, 0);
    m_form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    for (const GlobalFacts &global : globals) {
        auto *field = new ParameterField(global);
        auto *label = new QLabel(global.name);
        label->setTextFormat(Qt::PlainText);
        label->setToolTip(Qt::convertFromPlainText(global.description));
        label->setBuddy(field);
        if (typed.contains(global.name))
            field->setText(typed.value(global.name));
        m_form->addRow(label, field);
        m_fields += field;
    }
    m_scroll->setWidget(inner);
    m_empty->hide();
    m_scroll->show();
}

QList<std::pair<QString, QString>> ParameterForm::values() const
{
    QList<std::pair<QString, QString>> result;
    for (const ParameterField *field : m_fields) {
        if (!field->isDefault())
            result.emplaceBack(field->global().name, field->text());
    }
    return result;
}

qint64 ParameterForm::intervalNs() const
{
    return intervalFromText(m_interval->text()).value_or(1'000'000'000);
}

bool ParameterForm::valid() const
{
    return intervalFromText(m_interval->text()) &&
           std::all_of(m_fields.begin(), m_fields.end(),
                       [](const ParameterField *field) { return field->valid(); });
}

} // namespace radiosonde
