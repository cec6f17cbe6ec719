// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/panels/parameter_field.h"

#include "core/model/parameters.h"
#include "views/icon.h"
#include "views/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QTextDocument>
#include <QToolButton>

namespace radiosonde
{

using namespace Qt::StringLiterals;

ParameterField::ParameterField(const GlobalFacts &global, QWidget *parent)
    : QWidget(parent), m_global(global), m_default(parameterText(global, global.initial)),
      m_reset(new QToolButton)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    build();
    m_reset->setIcon(icon(u"reset"_s));
    m_reset->setAutoRaise(true);
    m_reset->setToolTip(tr("Back to the default"));
    QSizePolicy keep = m_reset->sizePolicy();
    keep.setRetainSizeWhenHidden(true);
    m_reset->setSizePolicy(keep);
    layout->addWidget(m_reset);
    setText(m_default);
    connect(m_reset, &QToolButton::clicked, this, [this] { setText(m_default); });
    check();
}

void ParameterField::build()
{
    const TypeKind kind = m_global.type ? m_global.type->kind : TypeKind::Opaque;
    QWidget *editor = nullptr;
    if (kind == TypeKind::Boolean) {
        editor = m_box = new QCheckBox;
        connect(m_box, &QCheckBox::toggled, this, &ParameterField::check);
    } else if (kind == TypeKind::Enumeration) {
        editor = m_choice = new QComboBox;
        for (const Enumerator &enumerator : m_global.type->enumerators)
            m_choice->addItem(enumerator.name);
        connect(m_choice, &QComboBox::currentIndexChanged, this, &ParameterField::check);
    } else {
        editor = m_line = new QLineEdit;
        m_line->setMinimumWidth(60);
        connect(m_line, &QLineEdit::textChanged, this, &ParameterField::check);
    }
    editor->setAccessibleName(m_global.name);
    setFocusProxy(editor);
    static_cast<QHBoxLayout *>(layout())->addWidget(editor, 1);
}

QString ParameterField::text() const
{
    if (m_box)
        return m_box->isChecked() ? u"true"_s : u"false"_s;
    return m_choice ? m_choice->currentText() : m_line->text();
}

void ParameterField::setText(const QString &text)
{
    if (m_box)
        m_box->setChecked(text == "true"_L1);
    else if (m_choice)
        m_choice->setCurrentText(text);
    else
        m_line->setText(text);
}

bool ParameterField::isDefault() const
{
    return text() == m_default;
}

void ParameterField::check()
{
    // A device's name is looked up where the probe runs: here any name will do.
    const auto anyDevice = [](const QString &) -> Result<quint32> { return 0U; };
    const auto bytes = parseParameter(m_global, text(), anyDevice);
    m_error = bytes ? QString() : bytes.error().text;
    QPalette tinted = palette();
    if (!m_error.isEmpty())
        tinted.setColor(QPalette::Text, shades(palette()).error);
    if (m_line)
        m_line->setPalette(tinted);
    setToolTip(Qt::convertFromPlainText(m_error.isEmpty() ? m_global.description : m_error));
    m_reset->setVisible(!isDefault());
    Q_EMIT changed();
}

} // namespace radiosonde
