// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/facts/gadget_annotations.h"

#include <algorithm>

namespace radiosonde
{

namespace
{

template<class Item> Item *findNamed(QList<Item> &items, const QString &name)
{
    const auto found =
        std::find_if(items.begin(), items.end(), [&](const Item &item) { return item.name == name; });
    return found == items.end() ? nullptr : &*found;
}

TypePtr findRecord(const std::vector<clang::Decl *> &declarations, const QString &tag, TypeBuilder &types,
                   const clang::ASTContext &context)
{
    const std::string wanted = tag.toStdString();
    for (const clang::Decl *declaration : declarations) {
        const auto *record = llvm::dyn_cast<clang::RecordDecl>(declaration);
        if (record && record->getName() == wanted && record->getDefinition())
            return types.build(context.getRecordType(record->getDefinition()));
    }
    return {};
}

} // namespace

void applyGadgetAnnotations(clang::ASTContext &context, const std::vector<clang::Decl *> &declarations,
                            TypeBuilder &types, Facts &facts)
{
    for (const clang::Decl *declaration : declarations) {
        const auto *variable = llvm::dyn_cast<clang::VarDecl>(declaration);
        if (!variable || !variable->getName().starts_with("gadget_"))
            continue;
        const QString name = QString::fromStdString(variable->getNameAsString());
        const QString kind = name.section(QLatin1Char('_'), 0, 1);
        const QStringList parts = name.section(QLatin1Char('_'), 2).split(QLatin1StringView("___"));
        if (kind == QLatin1StringView("gadget_param")) {
            if (GlobalFacts *global = findNamed(facts.globals, parts.first()))
                global->annotations.append({kind, {}});
        } else if (kind == QLatin1StringView("gadget_tracer") ||
                   kind == QLatin1StringView("gadget_mapiter")) {
            MapFacts *map = findNamed(facts.maps, parts.value(1));
            if (!map)
                continue;
            map->annotations.append({kind, parts.first()});
            if (const TypePtr type = parts.size() == 3 && map->records.isEmpty()
                                         ? findRecord(declarations, parts[2], types, context)
                                         : TypePtr())
                map->records.append({type, false});
        } else {
            continue;
        }
        facts.globals.removeIf([&](const GlobalFacts &global) { return global.name == name; });
    }
}

} // namespace radiosonde
