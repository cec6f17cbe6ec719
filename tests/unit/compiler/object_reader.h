// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>

// What a test wants to know of a BPF object: an ELF64 little-endian file with BTF.
struct LineRecord
{
    quint32 offset; // of the instruction, bytes
    QString file;
    int line;
    QString text;

    bool operator==(const LineRecord &) const = default;
};

// A CO-RE relocation with its numbers resolved to what they mean.
struct CoreRelocation
{
    quint32 offset;
    QString type; // kind and name of the root type
    QString access;
    quint32 kind;

    bool operator==(const CoreRelocation &) const = default;
};

struct ObjectContents
{
    QMap<QString, QByteArray> sections;        // bytes by name; without .BTF*, .strtab and the like
    QMap<QString, QByteArray> relocations;     // of program sections: offset, type, symbol's name
    QMap<QString, QList<LineRecord>> lines;    // by section
    QMap<QString, QList<CoreRelocation>> core; // by section
    QStringList sectionNames;
};

ObjectContents readObject(const QByteArray &object);
