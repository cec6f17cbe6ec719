// SPDX-License-Identifier: GPL-3.0-or-later
// A filter's text up to the first line feed, then the record that it looks at. Whatever is typed, completion
// stays inside the text, and what is refused is refused at a place in it.
#include "core/model/filter.h"
#include "core/model/filter_completion.h"

#include <cstdlib>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

TypePtr typeOf(TypeKind kind, quint32 size)
{
    auto type = std::make_shared<Type>();
    type->kind = kind;
    type->size = size;
    return type;
}

Column columnOf(const QString &name, Meaning meaning, const TypePtr &type, quint32 offset)
{
    Column column;
    column.name = name;
    column.meaning = meaning;
    column.type = type;
    column.offset = offset;
    return column;
}

QList<Column> columns()
{
    auto text = std::make_shared<Type>();
    text->kind = TypeKind::Array;
    text->element = typeOf(TypeKind::Character, 1);
    text->size = text->count = 16;
    QList<Column> made{columnOf(u"pid"_s, Meaning::Identifier, typeOf(TypeKind::Unsigned, 4), 0),
                       columnOf(u"ret"_s, Meaning::ErrorNumber, typeOf(TypeKind::Signed, 4), 4),
                       columnOf(u"lat_us"_s, Meaning::Duration, typeOf(TypeKind::Unsigned, 8), 8),
                       columnOf(u"bytes"_s, Meaning::Size, typeOf(TypeKind::Unsigned, 8), 16),
                       columnOf(u"comm"_s, Meaning::Text, text, 24),
                       columnOf(u"share"_s, Meaning::Plain, typeOf(TypeKind::Float, 8), 40)};
    made[2].unit = u"us"_s;
    return made;
}

struct Row : FilterRow
{
    QByteArray record;
    QByteArrayView bytes(qsizetype) const override { return record; }
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const QList<Column> known = columns();
    const QByteArray input(reinterpret_cast<const char *>(data), qsizetype(size));
    const qsizetype line = input.indexOf('\n');
    const QString text = QString::fromUtf8(line < 0 ? input : input.first(line));
    Row row;
    row.record = line < 0 ? QByteArray() : input.sliced(line + 1);
    const auto filter = Filter::parse(text, known);
    if (filter)
        (void)filter->matches(row);
    else if (filter.error().position < 0 || filter.error().length < 0 ||
             filter.error().position + filter.error().length > text.size())
        std::abort();
    const FilterCompletion completion =
        completeFilter(text, text.size(), known, [](qsizetype) { return QStringList{u"a \"b\""_s}; });
    if (completion.position < 0 || completion.position + completion.length > text.size())
        std::abort();
    return 0;
}
