// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/type.h"

#include <clang/AST/ASTContext.h>

#include <map>
#include <utility>

namespace radiosonde
{

// Clang's types as plain values. Pointers are not followed; records nested deeper than 16 or with more than
// 4096 members in all become opaque bytes of the right size.
class TypeBuilder
{
public:
    explicit TypeBuilder(clang::ASTContext &context) : m_context(context) {}

    // Null for what has no size: void, functions, incomplete types.
    TypePtr build(clang::QualType type);

private:
    TypePtr build(clang::QualType type, int depth);
    TypePtr buildArray(const clang::ArrayType *array, Type &type, int depth);
    void fillRecord(Type &type, const clang::RecordDecl *record, int depth);
    void fillEnumeration(Type &type, const clang::EnumDecl *declaration);
    void fillScalar(Type &type, clang::QualType qualified);

    clang::ASTContext &m_context;
    std::map<std::pair<const clang::Type *, int>, TypePtr> m_known;
    int m_members = 0;
};

} // namespace radiosonde
