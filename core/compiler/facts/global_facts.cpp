// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/facts/global_facts.h"

#include "core/compiler/facts/doc_comment.h"
#include "core/compiler/facts/map_facts.h"
#include "core/compiler/worker/source_files.h"

#include <clang/AST/Attr.h>
#include <llvm/Object/ELFObjectFile.h>

namespace radiosonde
{

namespace
{

bool isDataSection(llvm::StringRef name)
{
    for (const llvm::StringRef prefix : {".rodata", ".data", ".bss", ".kconfig", ".ksyms"})
        if (name.starts_with(prefix))
            return true;
    return false;
}

bool isHidden(const clang::VarDecl &variable)
{
    const auto *visibility = variable.getAttr<clang::VisibilityAttr>();
    return visibility && visibility->getVisibility() == clang::VisibilityAttr::Hidden;
}

void complete(GlobalFacts &global, const llvm::object::SymbolRef &symbol,
              llvm::object::section_iterator section)
{
    auto name = section->getName();
    auto contents = section->getContents();
    auto offset = symbol.getAddress();
    if (!name || !contents || !offset) {
        llvm::consumeError(name.takeError());
        llvm::consumeError(contents.takeError());
        llvm::consumeError(offset.takeError());
        return;
    }
    global.section = QString::fromUtf8(name->data(), qsizetype(name->size()));
    const quint64 size = global.type ? global.type->size : 0;
    if (section->isBSS())
        global.initial = QByteArray(qsizetype(size), '\0');
    else if (*offset + size <= contents->size())
        global.initial = QByteArray(contents->data() + *offset, qsizetype(size));
}

} // namespace

std::optional<GlobalFacts> readGlobal(clang::ASTContext &context, const clang::VarDecl &variable,
                                      TypeBuilder &types)
{
    const clang::SourceManager &sources = context.getSourceManager();
    const auto *section = variable.getAttr<clang::SectionAttr>();
    const clang::QualType type = variable.getType();
    if (!variable.isFileVarDecl() ||
        !sources.getFilename(sources.getExpansionLoc(variable.getLocation())).starts_with(sourceFolder) ||
        (section && !isDataSection(section->getName())) ||
        (type.isConstQualified() && !type.isVolatileQualified() && !section))
        return {};

    GlobalFacts global;
    global.name = QString::fromStdString(variable.getNameAsString());
    if (section)
        global.section = QString::fromStdString(section->getName().str());
    global.type = types.build(type.getUnqualifiedType());
    global.isParameter = type.isConstQualified() && type.isVolatileQualified() &&
                         variable.hasExternalFormalLinkage() && !variable.hasExternalStorage() &&
                         !isHidden(variable) && global.name != stubTgidName;
    const DocComment comment = findDocComment(variable, sources);
    global.description = comment.description;
    global.annotations = comment.annotations;
    global.line = lineOf(variable, sources);
    return global;
}

void completeGlobals(Facts &facts, llvm::StringRef object)
{
    auto file = llvm::object::ObjectFile::createELFObjectFile(llvm::MemoryBufferRef(object, "probe.o"));
    if (!file) {
        llvm::consumeError(file.takeError());
        return;
    }
    QList<GlobalFacts> present;
    for (GlobalFacts &global : facts.globals) {
        const std::string wanted = global.name.toStdString();
        for (const llvm::object::SymbolRef &symbol : (*file)->symbols()) {
            llvm::Expected<llvm::StringRef> name = symbol.getName();
            auto section = symbol.getSection();
            if (name && section && *name == wanted) {
                if (*section != (*file)->section_end())
                    complete(global, symbol, *section);
                present.append(global);
                break;
            }
            llvm::consumeError(name.takeError());
            llvm::consumeError(section.takeError());
        }
    }
    facts.globals = present;
}

} // namespace radiosonde
