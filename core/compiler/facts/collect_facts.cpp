// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/facts/collect_facts.h"

#include "core/compiler/facts/call_facts.h"
#include "core/compiler/facts/doc_comment.h"
#include "core/compiler/facts/gadget_annotations.h"
#include "core/compiler/facts/global_facts.h"
#include "core/compiler/facts/map_facts.h"
#include "core/compiler/facts/record_finder.h"
#include "core/compiler/facts/type_builder.h"

#include <clang/AST/Attr.h>

#include <algorithm>

namespace radiosonde
{

namespace
{

bool isCounterMap(const MapFacts &map)
{
    return map.name == countersMapName;
}

// A program is a function with a section of its own; its first declaration bears SEC(), a macro's as well.
std::optional<ProgramFacts> readProgram(const clang::ASTContext &context, const clang::FunctionDecl &function)
{
    const auto *section = function.getAttr<clang::SectionAttr>();
    if (!section || section->getName().starts_with(".text") ||
        function.getStorageClass() == clang::SC_Static || section->isInherited() ||
        section->getName() == ".ksyms")
        return {};
    ProgramFacts program;
    program.name = QString::fromStdString(function.getNameAsString());
    program.section = QString::fromStdString(section->getName().str());
    program.annotations = findDocComment(function, context.getSourceManager()).annotations;
    program.line = lineOf(function, context.getSourceManager());
    return program;
}

void addVariable(clang::ASTContext &context, const clang::VarDecl &variable, TypeBuilder &types, Facts &facts)
{
    if (variable.hasExternalFormalLinkage() && variable.getCanonicalDecl() != &variable)
        return;
    if (std::optional<MapFacts> map = readMap(context, variable, types))
        facts.maps.append(std::move(*map));
    else if (std::optional<GlobalFacts> global = readGlobal(context, variable, types))
        facts.globals.append(std::move(*global));
}

void addComment(const clang::ASTContext &context, Facts &facts)
{
    const clang::SourceManager &sources = context.getSourceManager();
    const FileComment comment = findFileComment(sources.getBufferData(sources.getMainFileID()));
    facts.title = comment.title;
    facts.description = comment.description;
    facts.category = comment.category;
}

} // namespace

Facts collectFacts(clang::ASTContext &context, const std::vector<clang::Decl *> &declarations)
{
    Facts facts;
    TypeBuilder types(context);
    addComment(context, facts);
    for (const clang::Decl *declaration : declarations) {
        if (const auto *variable = llvm::dyn_cast<clang::VarDecl>(declaration))
            addVariable(context, *variable, types, facts);
        else if (const auto *function = llvm::dyn_cast<clang::FunctionDecl>(declaration))
            if (std::optional<ProgramFacts> program = readProgram(context, *function))
                facts.programs.append(std::move(*program));
    }
    RecordFinder(context, Calls::collect(declarations), types).run(facts);
    applyGadgetAnnotations(context, declarations, types, facts);
    if (facts.sites.isEmpty())
        facts.maps.removeIf(isCounterMap);
    return facts;
}

} // namespace radiosonde
