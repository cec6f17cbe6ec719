// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compiler/kernel_types/btf_writer.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/Decl.h>

#include <functional>
#include <map>
#include <vector>

namespace radiosonde
{

// The types of a translation unit as BTF: every struct, union, enum and typedef at file scope and all that
// they are made of, laid out for the unit's own target.
class ClangTypes
{
public:
    ClangTypes(clang::ASTContext &context, BtfWriter &writer) : m_context(context), m_writer(writer) {}

    void add(const clang::TranslationUnitDecl &unit);

private:
    // What a type is known by: a declaration or type of Clang's, or a kind of reference and what it refers
    // to.
    using Key = std::pair<const void *, std::pair<uint32_t, uint32_t>>;

    uint32_t need(clang::QualType type); // its number; what it is made of follows later
    uint32_t needUnqualified(clang::QualType type);
    uint32_t needReference(uint32_t kind, uint32_t type);
    uint32_t needArray(clang::QualType element, uint64_t count);
    uint32_t needRecord(const clang::RecordDecl *record);
    uint32_t needEnum(const clang::EnumDecl *enumeration);
    uint32_t needTypedef(const clang::TypedefNameDecl *declaration);
    uint32_t needPrototype(const clang::FunctionType *function);
    uint32_t needBuiltin(const clang::BuiltinType *builtin);
    uint32_t number(const Key &key, std::function<void()> write);

    void writeRecord(const clang::RecordDecl &record);
    void writeEnum(const clang::EnumDecl &enumeration);
    void writePrototype(const clang::FunctionType &function);
    void writePending();

    clang::ASTContext &m_context;
    BtfWriter &m_writer;
    std::map<Key, uint32_t> m_numbers;
    std::vector<std::function<void()>> m_pending; // in the order of their numbers
    size_t m_written = 0;
};

} // namespace radiosonde
