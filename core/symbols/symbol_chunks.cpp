// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/symbols/symbol_chunks.h"

#include "core/base/cbor_fields.h"

#include <QHash>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype mostModules = 1'000'000;
constexpr qsizetype mostPlaces = 4'000'000;

// Each text once: functions and files repeat. The first one is the empty text.
class Texts
{
public:
    Texts() { number({}); }
    qint64 number(const QString &text)
    {
        const auto known = m_numbers.constFind(text);
        if (known != m_numbers.constEnd())
            return *known;
        m_list.append(text);
        return *m_numbers.insert(text, m_list.size() - 1);
    }
    const QCborArray &list() const { return m_list; }

private:
    QHash<QString, qint64> m_numbers;
    QCborArray m_list;
};

QCborArray toCbor(const ModuleNames::Place &place, Texts &texts)
{
    QCborArray list{qint64(place.offset)};
    for (const SymbolFrame &frame : place.frames) {
        list.append(texts.number(frame.function));
        list.append(texts.number(frame.module));
        list.append(texts.number(frame.file));
        list.append(frame.inlined ? -qint64(frame.line) - 1 : qint64(frame.line));
        list.append(qint64(frame.offset));
    }
    return list;
}

constexpr qsizetype fieldsOfFrame = 5;

std::optional<ModuleNames::Place> placeFromCbor(const QCborArray &list, const QStringList &texts)
{
    if (list.isEmpty() || (list.size() - 1) % fieldsOfFrame != 0)
        return {};
    ModuleNames::Place place{.offset = quint64(list[0].toInteger()), .frames = {}};
    const auto text = [&](qsizetype at) { return texts.value(list[at].toInteger(-1)); };
    for (qsizetype at = 1; at < list.size(); at += fieldsOfFrame) {
        const qint64 line = list[at + 3].toInteger();
        SymbolFrame frame{.function = text(at), .module = text(at + 1), .file = text(at + 2)};
        frame.inlined = line < 0;
        frame.line = int(qBound(qint64(0), frame.inlined ? -(line + 1) : line, qint64(0x7fffffff)));
        frame.offset = quint64(list[at + 4].toInteger());
        place.frames.append(frame);
    }
    return place;
}

} // namespace

QByteArray toBytes(const QList<ModuleNames> &names)
{
    Texts texts;
    QCborArray modules;
    for (const ModuleNames &module : names) {
        QCborArray places;
        for (const ModuleNames::Place &place : module.places)
            places.append(toCbor(place, texts));
        modules.append(QCborMap{{u"path"_s, module.path},
                                {u"buildId"_s, module.buildId},
                                {u"tgid"_s, qint64(module.tgid)},
                                {u"places"_s, places}});
    }
    return QCborValue(QCborMap{{u"modules"_s, modules}, {u"texts"_s, texts.list()}}).toCbor();
}

std::optional<QList<ModuleNames>> modulesFromBytes(const QByteArray &bytes)
{
    CborFields fields(parseCbor(bytes));
    QStringList texts;
    for (const QCborValue &text : fields.list("texts"_L1, mostPlaces))
        texts.append(text.toString());
    QList<ModuleNames> names;
    for (const QCborValue &value : fields.list("modules"_L1, mostModules)) {
        CborFields module(value);
        ModuleNames one{.path = module.bytes("path"_L1), .buildId = module.bytes("buildId"_L1)};
        one.tgid = module.u32("tgid"_L1);
        for (const QCborValue &entry : module.list("places"_L1, mostPlaces)) {
            const auto place = placeFromCbor(entry.toArray(), texts);
            if (!place)
                return {};
            one.places.append(*place);
        }
        if (!module.ok())
            return {};
        names.append(one);
    }
    return fields.ok() ? std::optional(names) : std::nullopt;
}

} // namespace radiosonde
