// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/type.h"

#include <clang/AST/ASTContext.h>

namespace radiosonde
{

// Clang's types as plain values. Pointers are not followed; what is nested deeper than 16,
// or lies behind the first 16,384 types, members and enumerators, becomes opaque bytes of the right size.
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
    int m_nodes = 0;
};

} // namespace radiosonde
