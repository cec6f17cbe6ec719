// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compiler/facts/call_facts.h"
#include "core/compiler/facts/type_builder.h"
#include "core/layout/facts.h"

namespace radiosonde
{

// What the program does to its maps: records that it submits, elements that it updates and deletes, counted
// sites. Followed through parameters and results of the program's own functions, three calls deep.
class RecordFinder
{
public:
    RecordFinder(clang::ASTContext &context, const Calls &calls, TypeBuilder &types)
        : m_context(context), m_calls(calls), m_types(types)
    {
    }

    // Adds to the maps of `facts`, in order of appearance, and fills `facts.sites`.
    void run(Facts &facts);

private:
    using Maps = std::vector<const clang::VarDecl *>;

    // The maps that an expression may stand for, in every caller.
    Maps mapsOf(const clang::Expr *expression, int depth = 0) const;
    void visit(const CallFacts &call);
    void addReceived(const Maps &maps, const CallFacts &call, const clang::Expr *size, int depth);
    void addSubmitted(const Maps &maps, const clang::Expr *data, const clang::Expr *size, int depth);
    void addRecord(const Maps &maps, clang::QualType type, const clang::Expr *size);
    void addSite(const CallFacts &call, SiteKind kind);
    MapFacts *find(const clang::VarDecl *map) const;

    clang::ASTContext &m_context;
    const Calls &m_calls;
    TypeBuilder &m_types;
    Facts *m_facts = nullptr;
};

} // namespace radiosonde
