// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/value.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace radiosonde
{

// Appends JSON to a buffer: objects and arrays with their commas, fields in the order they are written.
class JsonWriter
{
public:
    explicit JsonWriter(QByteArray &out) : m_out(out) {}

    void beginObject();
    void endObject();
    void beginArray(const char *name); // a field of the object that is open
    void endArray();
    void beginObjectField(const char *name);

    void text(const char *name, QStringView value);
    void text(const char *name, QLatin1StringView value);
    void textOrNull(const char *name, const QString &value); // null when empty
    void null(const char *name);
    void number(const char *name, qint64 value);
    void number(const char *name, quint64 value);
    void numberOrNull(const char *name, const std::optional<quint64> &value);
    void flag(const char *name, bool value);

    void key(const char *name);         // a comma where one is due, then "name":
    void rawKey(const QByteArray &key); // likewise, for `"name":` made ahead

    void appendText(QStringView value); // an element of the array that is open
    void appendNumber(qint64 value);    // no key, no comma
    QByteArray &out() { return m_out; }

private:
    void separate();

    QByteArray &m_out;
    bool m_first = true; // nothing stands in the innermost object or array yet
};

} // namespace radiosonde
