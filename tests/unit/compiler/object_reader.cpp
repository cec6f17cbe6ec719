// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/compiler/object_reader.h"

#include <QtEndian>

#include <elf.h>
#include <linux/btf.h>

namespace
{

template<class T> T at(const QByteArray &bytes, qsizetype offset)
{
    T value = {};
    if (offset >= 0 && offset + qsizetype(sizeof value) <= bytes.size())
        memcpy(&value, bytes.constData() + offset, sizeof value);
    return value;
}

QString text(const QByteArray &bytes, qsizetype offset)
{
    return QString::fromUtf8(bytes.constData() + std::min(offset, bytes.size()));
}

struct Btf
{
    explicit Btf(const QByteArray &section)
    {
        const auto header = at<btf_header>(section, 0);
        strings = section.mid(header.hdr_len + header.str_off, header.str_len);
        names.append(QStringLiteral("void"));
        const qsizetype begin = header.hdr_len + header.type_off;
        for (qsizetype offset = begin; offset < begin + header.type_len;) {
            const auto type = at<btf_type>(section, offset);
            names.append(
                QStringLiteral("%1 %2").arg(BTF_INFO_KIND(type.info)).arg(text(strings, type.name_off)));
            offset += qsizetype(sizeof type) + tailSize(type);
        }
    }

    static qsizetype tailSize(const btf_type &type)
    {
        const qsizetype count = BTF_INFO_VLEN(type.info);
        switch (BTF_INFO_KIND(type.info)) {
        case BTF_KIND_INT:
        case BTF_KIND_VAR:
        case BTF_KIND_DECL_TAG:
            return 4;
        case BTF_KIND_ARRAY:
            return sizeof(btf_array);
        case BTF_KIND_STRUCT:
        case BTF_KIND_UNION:
            return count * qsizetype(sizeof(btf_member));
        case BTF_KIND_ENUM:
            return count * qsizetype(sizeof(btf_enum));
        case BTF_KIND_FUNC_PROTO:
            return count * qsizetype(sizeof(btf_param));
        case BTF_KIND_DATASEC:
            return count * qsizetype(sizeof(btf_var_secinfo));
        case 19: // BTF_KIND_ENUM64
            return count * 12;
        default:
            return 0;
        }
    }

    QByteArray strings;
    QStringList names;
};

// One table of .BTF.ext: record size, then per section: name, count, records.
template<class Take>
void readTable(const QByteArray &ext, const Btf &btf, quint32 offset, quint32 length, Take take)
{
    const qsizetype begin = qsizetype(at<quint32>(ext, 4)) + offset;
    const auto recordSize = at<quint32>(ext, begin);
    for (qsizetype position = begin + 4; recordSize > 0 && position < begin + length;) {
        const QString section = text(btf.strings, at<quint32>(ext, position));
        const auto count = at<quint32>(ext, position + 4);
        position += 8;
        for (quint32 i = 0; i < count; ++i, position += recordSize)
            take(section, position);
    }
}

void readExtension(const QByteArray &ext, const Btf &btf, ObjectContents &contents)
{
    readTable(ext, btf, at<quint32>(ext, 16), at<quint32>(ext, 20), [&](const QString &section, qsizetype p) {
        contents.lines[section].append({at<quint32>(ext, p), text(btf.strings, at<quint32>(ext, p + 4)),
                                        int(at<quint32>(ext, p + 12) >> 10),
                                        text(btf.strings, at<quint32>(ext, p + 8)).trimmed()});
    });
    readTable(ext, btf, at<quint32>(ext, 24), at<quint32>(ext, 28), [&](const QString &section, qsizetype p) {
        contents.core[section].append({at<quint32>(ext, p), btf.names.value(at<quint32>(ext, p + 4)),
                                       text(btf.strings, at<quint32>(ext, p + 8)), at<quint32>(ext, p + 12)});
    });
}

} // namespace

ObjectContents readObject(const QByteArray &object)
{
    ObjectContents contents;
    const auto header = at<Elf64_Ehdr>(object, 0);
    QList<Elf64_Shdr> sections;
    for (int i = 0; i < header.e_shnum; ++i)
        sections.append(
            at<Elf64_Shdr>(object, qsizetype(header.e_shoff) + i * qsizetype(sizeof(Elf64_Shdr))));
    const auto bytes = [&](const Elf64_Shdr &section) {
        return section.sh_type == SHT_NOBITS
                   ? QByteArray()
                   : object.mid(qsizetype(section.sh_offset), qsizetype(section.sh_size));
    };
    const QByteArray sectionNames = bytes(sections.value(header.e_shstrndx));
    QByteArray btf;
    QByteArray ext;
    for (const Elf64_Shdr &section : sections) {
        const QString name = text(sectionNames, section.sh_name);
        contents.sectionNames.append(name);
        if (name == QLatin1String(".BTF"))
            btf = bytes(section);
        else if (name == QLatin1String(".BTF.ext"))
            ext = bytes(section);
        else if (section.sh_type == SHT_PROGBITS)
            contents.sections[name] = bytes(section);
        if (section.sh_type != SHT_REL || name.contains(QLatin1String(".BTF")))
            continue;
        const Elf64_Shdr symbols = sections.value(int(section.sh_link));
        const QByteArray symbolNames = bytes(sections.value(int(symbols.sh_link)));
        for (qsizetype r = 0; r < qsizetype(section.sh_size); r += qsizetype(sizeof(Elf64_Rel))) {
            const auto relocation = at<Elf64_Rel>(object, qsizetype(section.sh_offset) + r);
            const auto symbol = at<Elf64_Sym>(object, qsizetype(symbols.sh_offset) +
                                                          qsizetype(ELF64_R_SYM(relocation.r_info)) *
                                                              qsizetype(sizeof(Elf64_Sym)));
            contents.relocations[name] += QByteArray::number(quint64(relocation.r_offset)) + ' ' +
                                          QByteArray::number(quint64(ELF64_R_TYPE(relocation.r_info))) + ' ' +
                                          text(symbolNames, symbol.st_name).toUtf8() + '\n';
        }
    }
    readExtension(ext, Btf(btf), contents);
    return contents;
}
