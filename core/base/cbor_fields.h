// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QCborArray>
#include <QCborMap>
#include <QCborValue>
#include <QString>

#include <limits>

namespace radiosonde
{

// One whole CBOR value; undefined where the bytes are anything else. Always read bytes that nobody vouches
// for so: what QCborValue::fromCbor() leaves of broken bytes may be a map with a key and no value, and Qt
// crashes reading that.
QCborValue parseCbor(const QByteArray &bytes);

// Reads the named fields of a CBOR map that nobody vouches for. A field that is missing gives its default, so
// that newer readers take older data; one of the wrong type or out of range gives the default too and clears
// ok().
class CborFields
{
public:
    explicit CborFields(const QCborValue &value) : m_map(value.toMap()), m_ok(value.isMap()) {}

    QString text(QLatin1StringView name);
    QByteArray bytes(QLatin1StringView name);
    bool flag(QLatin1StringView name);
    qint64 signedNumber(QLatin1StringView name);
    quint64 number(QLatin1StringView name, quint64 maximum, quint64 missing = 0);
    quint32 u32(QLatin1StringView name, quint32 missing = 0)
    {
        return static_cast<quint32>(number(name, std::numeric_limits<quint32>::max(), missing));
    }
    quint16 u16(QLatin1StringView name)
    {
        return static_cast<quint16>(number(name, std::numeric_limits<quint16>::max()));
    }

    // An enumeration whose values are 0 to `last`.
    template<class Enum> Enum enumeration(QLatin1StringView name, Enum last)
    {
        return static_cast<Enum>(number(name, static_cast<quint64>(last)));
    }

    QCborArray list(QLatin1StringView name, qsizetype maximum);
    QCborValue value(QLatin1StringView name) const { return m_map.value(name); }

    // What was read is wrong for a reason that only the caller knows.
    void reject() { m_ok = false; }
    bool ok() const { return m_ok; }

private:
    QCborMap m_map;
    bool m_ok;
};

} // namespace radiosonde
