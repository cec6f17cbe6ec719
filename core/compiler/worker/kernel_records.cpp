// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/worker/kernel_records.h"

#include "core/compiler/worker/source_files.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/Attr.h>
#include <clang/AST/Decl.h>
#include <clang/Basic/SourceManager.h>

namespace radiosonde
{

namespace
{

class KernelRecordMarker : public clang::ASTConsumer
{
public:
    void HandleTagDeclDefinition(clang::TagDecl *declaration) override
    {
        auto *record = llvm::dyn_cast<clang::RecordDecl>(declaration);
        if (!record || record->hasAttr<clang::BPFPreserveAccessIndexAttr>() || !isKernels(*record))
            return;
        record->addAttr(clang::BPFPreserveAccessIndexAttr::CreateImplicit(record->getASTContext()));
    }

private:
    static bool isKernels(const clang::RecordDecl &record)
    {
        const clang::SourceManager &sources = record.getASTContext().getSourceManager();
        const llvm::StringRef file = sources.getFilename(sources.getFileLoc(record.getLocation()));
        return !file.empty() && !file.starts_with(sourceFolder) && !file.starts_with(headerFolder);
    }
};

} // namespace

std::unique_ptr<clang::ASTConsumer> makeKernelRecordMarker()
{
    return std::make_unique<KernelRecordMarker>();
}

} // namespace radiosonde
