// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/column.h"

#include <optional>

namespace radiosonde
{

// Little-endian loads: every architecture with a stub is little endian.
inline quint64 loadUnsigned(const char *bytes, qsizetype size) // size 0 to 8
{
    quint64 value = 0;
    for (qsizetype i = 0; i < size; ++i)
        value |= quint64(static_cast<uchar>(bytes[i])) << (8 * i);
    return value;
}

inline qint64 signExtend(quint64 value, quint32 bits) // bits 1 to 64
{
    const quint32 unused = 64 - bits;
    return static_cast<qint64>(value << unused) >> unused;
}

inline void storeUnsigned(char *bytes, quint64 value, qsizetype size) // size 0 to 8
{
    for (qsizetype i = 0; i < size; ++i)
        bytes[i] = static_cast<char>(value >> (8 * i));
}

// The bits of an integer column as they stand, not sign-extended. Empty: the bytes end before it, or it has
// no integer size (1 to 8 bytes).
std::optional<quint64> loadBits(const Column &column, QByteArrayView bytes);

// Width of an integer column in bits: 1 to 64; 0 where it is none.
quint32 bitsOf(const Column &column);

// The bytes of a column that is an array, a record or opaque; shorter where `bytes` ends within it. A
// flexible array takes all that is left.
QByteArrayView bytesOf(const Column &column, QByteArrayView bytes);

// `char` of any sign, but not a small number such as __u8 or uint8_t.
bool isCharacter(const Type &type);

// Whether an array's cell is text, or an integer of 1 to 8 bytes.
bool isTextArray(const Column &column);
bool isInteger(const Type &type);

// A signed integer, or an enumeration with a negative enumerator.
bool isSignedColumn(const Column &column);

// Bits of an unsigned integer as its number: a __be16 port in network order is turned round.
quint64 portValue(const Column &column, quint64 bits);

// "ENOENT" of -2; null where a number is no negative errno, or one without a name.
const char *errorName(qint64 number);

// An unsigned integer of so many bytes, called as the kernel calls it: __u32.
TypePtr makeInteger(quint32 size);

// The enumerator's name of a value; null where it has none.
const QString *enumeratorName(const Type &type, qint64 value);

} // namespace radiosonde
