// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/cbor_fields.h"

#include <QCborStreamReader>

namespace radiosonde
{

QCborValue parseCbor(const QByteArray &bytes)
{
    QCborParserError error;
    const QCborValue value = QCborValue::fromCbor(bytes, &error);
    return error.error == QCborError::NoError && error.offset == bytes.size() ? value : QCborValue();
}

QString CborFields::text(QLatin1StringView name)
{
    const QCborValue field = m_map.value(name);
    m_ok = m_ok && (field.isString() || field.isUndefined());
    return field.toString();
}

QByteArray CborFields::bytes(QLatin1StringView name)
{
    const QCborValue field = m_map.value(name);
    m_ok = m_ok && (field.isByteArray() || field.isUndefined());
    return field.toByteArray();
}

bool CborFields::flag(QLatin1StringView name)
{
    const QCborValue field = m_map.value(name);
    m_ok = m_ok && (field.isBool() || field.isUndefined());
    return field.toBool();
}

qint64 CborFields::signedNumber(QLatin1StringView name)
{
    const QCborValue field = m_map.value(name);
    m_ok = m_ok && (field.isInteger() || field.isUndefined());
    return field.isInteger() ? field.toInteger() : 0;
}

quint64 CborFields::number(QLatin1StringView name, quint64 maximum, quint64 missing)
{
    const QCborValue field = m_map.value(name);
    if (field.isUndefined())
        return missing;
    const qint64 number = field.isInteger() ? field.toInteger() : -1;
    if (number < 0 || static_cast<quint64>(number) > maximum) {
        m_ok = false;
        return missing;
    }
    return static_cast<quint64>(number);
}

QCborArray CborFields::list(QLatin1StringView name, qsizetype maximum)
{
    const QCborValue field = m_map.value(name);
    const QCborArray list = field.toArray();
    if ((!field.isArray() && !field.isUndefined()) || list.size() > maximum) {
        m_ok = false;
        return {};
    }
    return list;
}

} // namespace radiosonde
