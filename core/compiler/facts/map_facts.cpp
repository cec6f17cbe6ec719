// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/facts/map_facts.h"

#include "core/compiler/facts/doc_comment.h"

#include <clang/AST/Attr.h>

namespace radiosonde
{

namespace
{

// N of `int (*name)[N]`: how __uint() carries numbers.
quint32 encodedNumber(clang::ASTContext &context, clang::QualType type)
{
    const auto *array = context.getAsConstantArrayType(type->getPointeeType());
    return array ? quint32(array->getZExtSize()) : 0;
}

void readField(clang::ASTContext &context, const clang::FieldDecl &field, TypeBuilder &types, MapFacts &map)
{
    const llvm::StringRef name = field.getName();
    const clang::QualType type = field.getType();
    if (!type->isPointerType())
        return;
    if (name == "type") {
        map.type = encodedNumber(context, type);
    } else if (name == "max_entries") {
        map.maxEntries = encodedNumber(context, type);
    } else if (name == "key_size") {
        map.keySize = encodedNumber(context, type);
    } else if (name == "value_size") {
        map.valueSize = encodedNumber(context, type);
    } else if (name == "key") {
        map.key = types.build(type->getPointeeType().getUnqualifiedType());
        map.keySize = map.key ? map.key->size : 0;
    } else if (name == "value") {
        map.value = types.build(type->getPointeeType().getUnqualifiedType());
        map.valueSize = map.value ? map.value->size : 0;
    }
}

} // namespace

std::optional<MapFacts> readMap(clang::ASTContext &context, const clang::VarDecl &variable,
                                TypeBuilder &types)
{
    const auto *section = variable.getAttr<clang::SectionAttr>();
    const clang::RecordDecl *record = variable.getType()->getAsRecordDecl();
    if (!section || section->getName() != ".maps" || !record || !record->getDefinition())
        return {};
    MapFacts map;
    map.name = QString::fromStdString(variable.getNameAsString());
    for (const clang::FieldDecl *field : record->getDefinition()->fields())
        readField(context, *field, types, map);
    const DocComment comment = findDocComment(variable, context.getSourceManager());
    map.description = comment.description;
    map.annotations = comment.annotations;
    map.line = lineOf(variable, context.getSourceManager());
    return map;
}

int lineOf(const clang::Decl &declaration, const clang::SourceManager &sources)
{
    const clang::SourceLocation place = sources.getExpansionLoc(declaration.getLocation());
    return sources.isInMainFile(place) ? int(sources.getExpansionLineNumber(place)) : 0;
}

} // namespace radiosonde
