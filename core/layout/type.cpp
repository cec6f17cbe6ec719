// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/type.h"

#include <algorithm>

namespace radiosonde
{

namespace
{

bool sameType(const TypePtr &a, const TypePtr &b)
{
    return a == b || (a && b && *a == *b);
}

bool sameMember(const Member &a, const Member &b)
{
    return a.name == b.name && a.bitOffset == b.bitOffset && a.bitWidth == b.bitWidth &&
           sameType(a.type, b.type) && a.description == b.description && a.annotations == b.annotations;
}

} // namespace

bool operator==(const Type &a, const Type &b)
{
    return a.kind == b.kind && a.name == b.name && a.size == b.size && a.count == b.count &&
           a.isUnion == b.isUnion && a.enumerators == b.enumerators && sameType(a.element, b.element) &&
           std::equal(a.members.begin(), a.members.end(), b.members.begin(), b.members.end(), sameMember);
}

} // namespace radiosonde
