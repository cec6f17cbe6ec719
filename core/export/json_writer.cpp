// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/json_writer.h"

#include <charconv>

namespace radiosonde
{

namespace
{

template<class Number> void append(QByteArray &out, Number number)
{
    char buffer[24];
    const auto result = std::to_chars(buffer, buffer + sizeof buffer, number);
    out.append(buffer, result.ptr - buffer);
}

} // namespace

void JsonWriter::separate()
{
    if (!m_first)
        m_out.append(',');
    m_first = false;
}

void JsonWriter::beginObject()
{
    separate();
    m_out.append('{');
    m_first = true;
}

void JsonWriter::endObject()
{
    m_out.append('}');
    m_first = false;
}

void JsonWriter::beginArray(const char *name)
{
    key(name);
    m_out.append('[');
    m_first = true;
}

void JsonWriter::endArray()
{
    m_out.append(']');
    m_first = false;
}

void JsonWriter::beginObjectField(const char *name)
{
    key(name);
    m_out.append('{');
    m_first = true;
}

void JsonWriter::key(const char *name)
{
    separate();
    m_out.append('"').append(name).append("\":");
}

void JsonWriter::rawKey(const QByteArray &key)
{
    separate();
    m_out.append(key);
}

void JsonWriter::text(const char *name, QStringView value)
{
    key(name);
    appendJsonText(m_out, value.toUtf8());
}

void JsonWriter::text(const char *name, QLatin1StringView value)
{
    key(name);
    appendJsonText(m_out, QByteArrayView(value.data(), value.size()));
}

void JsonWriter::textOrNull(const char *name, const QString &value)
{
    if (value.isEmpty())
        null(name);
    else
        text(name, value);
}

void JsonWriter::null(const char *name)
{
    key(name);
    m_out.append("null");
}

void JsonWriter::number(const char *name, qint64 value)
{
    key(name);
    append(m_out, value);
}

void JsonWriter::number(const char *name, quint64 value)
{
    key(name);
    append(m_out, value);
}

void JsonWriter::numberOrNull(const char *name, const std::optional<quint64> &value)
{
    if (value)
        number(name, *value);
    else
        null(name);
}

void JsonWriter::appendText(QStringView value)
{
    separate();
    appendJsonText(m_out, value.toUtf8());
}

void JsonWriter::appendNumber(qint64 value)
{
    append(m_out, value);
}

void JsonWriter::flag(const char *name, bool value)
{
    key(name);
    m_out.append(value ? "true" : "false");
}

} // namespace radiosonde
