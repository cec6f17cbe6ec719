// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/worker/used_types.h"

#include "core/compiler/worker/source_files.h"

#include <clang/AST/RecursiveASTVisitor.h>
#include <clang/Basic/SourceManager.h>

#include <algorithm>
#include <unordered_set>

namespace radiosonde
{

namespace
{

class UsedTypeVisitor : public clang::RecursiveASTVisitor<UsedTypeVisitor>
{
public:
    explicit UsedTypeVisitor(clang::ASTContext &context) : m_sources(context.getSourceManager()) {}

    bool VisitTypedefTypeLoc(clang::TypedefTypeLoc location)
    {
        addType(location.getType());
        return true;
    }
    bool VisitTagTypeLoc(clang::TagTypeLoc location)
    {
        addDeclaration(location.getDecl());
        return true;
    }
    bool VisitValueDecl(clang::ValueDecl *declaration)
    {
        addType(declaration->getType());
        return true;
    }
    bool VisitMemberExpr(clang::MemberExpr *expression)
    {
        addDeclaration(llvm::dyn_cast<clang::Decl>(expression->getMemberDecl()->getDeclContext()));
        return true;
    }
    bool VisitDeclRefExpr(clang::DeclRefExpr *expression)
    {
        addDeclaration(expression->getDecl());
        return true;
    }
    bool VisitExpr(clang::Expr *expression)
    {
        addType(expression->getType());
        return true;
    }

    // A helper's declaration in libbpf's headers names types by pointer only: those it declares itself.
    bool inHelperDeclaration = false;

    std::vector<std::uint32_t> takeOffsets()
    {
        std::sort(m_offsets.begin(), m_offsets.end());
        return std::move(m_offsets);
    }

private:
    // Every declaration that the spelling of a type leads to; what a pointer points to counts as needed.
    void addType(clang::QualType type)
    {
        while (!type.isNull() && m_seen.insert(type.getTypePtr()).second) {
            const clang::Type *plain = type.getTypePtr();
            if (const auto *alias = llvm::dyn_cast<clang::TypedefType>(plain))
                addDeclaration(alias->getDecl());
            if (const auto *tag = llvm::dyn_cast<clang::TagType>(plain)) {
                addDeclaration(tag->getDecl());
                return;
            }
            if (const auto *function = llvm::dyn_cast<clang::FunctionProtoType>(plain))
                for (const clang::QualType parameter : function->getParamTypes())
                    addType(parameter);
            type = inner(plain);
        }
    }

    static clang::QualType inner(const clang::Type *type)
    {
        if (const auto *pointer = llvm::dyn_cast<clang::PointerType>(type))
            return pointer->getPointeeType();
        if (const auto *array = llvm::dyn_cast<clang::ArrayType>(type))
            return array->getElementType();
        if (const auto *function = llvm::dyn_cast<clang::FunctionType>(type))
            return function->getReturnType();
        const clang::QualType next = type->getLocallyUnqualifiedSingleStepDesugaredType();
        return next.getTypePtr() == type ? clang::QualType() : next;
    }

    void addDeclaration(const clang::Decl *declaration)
    {
        if (!declaration || !m_seen.insert(declaration).second)
            return;
        if (const auto *record = llvm::dyn_cast<clang::TagDecl>(declaration)) {
            if (inHelperDeclaration && llvm::isa<clang::RecordDecl>(record)) {
                m_seen.erase(declaration);
                return;
            }
            if (const clang::TagDecl *definition = record->getDefinition())
                declaration = definition;
        }
        addOffset(declaration->getLocation());
        if (const auto *alias = llvm::dyn_cast<clang::TypedefNameDecl>(declaration))
            addType(alias->getUnderlyingType());
    }

    void addOffset(clang::SourceLocation location)
    {
        if (location.isInvalid() || location.isMacroID())
            return;
        const auto [file, offset] = m_sources.getDecomposedLoc(location);
        if (isKernelHeader(file))
            m_offsets.push_back(offset);
    }

    bool isKernelHeader(clang::FileID file)
    {
        if (file == m_kernelHeader)
            return true;
        const auto entry = m_sources.getFileEntryRefForID(file);
        if (!entry || entry->getName() != kernelHeaderPath)
            return false;
        m_kernelHeader = file;
        return true;
    }

    const clang::SourceManager &m_sources;
    clang::FileID m_kernelHeader;
    std::unordered_set<const void *> m_seen;
    std::vector<std::uint32_t> m_offsets;
};

bool isHelper(const clang::Decl *declaration, const clang::SourceManager &sources)
{
    return llvm::isa<clang::VarDecl>(declaration) &&
           sources.getFilename(declaration->getLocation()).starts_with("/include/libbpf/bpf_helper_defs.h");
}

} // namespace

std::vector<std::uint32_t> findUsedOffsets(clang::ASTContext &context,
                                           const std::vector<clang::Decl *> &declarations)
{
    const clang::SourceManager &sources = context.getSourceManager();
    UsedTypeVisitor visitor(context);
    // Helpers first and by themselves: what they merely mention must not count as seen.
    for (const bool helpers : {true, false}) {
        visitor.inHelperDeclaration = helpers;
        for (clang::Decl *declaration : declarations)
            if (isHelper(declaration, sources) == helpers)
                visitor.TraverseDecl(declaration);
    }
    return visitor.takeOffsets();
}

} // namespace radiosonde
