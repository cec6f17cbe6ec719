// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/worker/precompiled_header.h"

#include "core/compiler/worker/invocation.h"

#include <clang/Frontend/FrontendActions.h>
#include <clang/Serialization/ASTWriter.h>
#include <clang/Serialization/InMemoryModuleCache.h>
#include <clang/Serialization/ModuleFileExtension.h>

namespace radiosonde
{

namespace
{

// GeneratePCHAction writes a file; a job may write none.
class PrecompileAction : public clang::ASTFrontendAction
{
public:
    explicit PrecompileAction(std::shared_ptr<clang::PCHBuffer> buffer) : m_buffer(std::move(buffer)) {}

    std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &compiler,
                                                          llvm::StringRef) override
    {
        return std::make_unique<clang::PCHGenerator>(
            compiler.getPreprocessor(), compiler.getModuleCache(), "", "", m_buffer,
            llvm::ArrayRef<std::shared_ptr<clang::ModuleFileExtension>>(), /*AllowASTWithErrors=*/false,
            /*IncludeTimestamps=*/false);
    }
    clang::TranslationUnitKind getTranslationUnitKind() override { return clang::TU_Prefix; }
    bool hasASTFileSupport() const override { return false; }

private:
    std::shared_ptr<clang::PCHBuffer> m_buffer;
};

} // namespace

QByteArray precompile(Architecture architecture, std::string_view kernelHeader)
{
    SourceFiles files;
    files.kernelHeader = kernelHeader;
    clang::IgnoringDiagConsumer ignored;
    const auto compiler = makeCompiler(architecture, files, ignored);
    const auto buffer = std::make_shared<clang::PCHBuffer>();
    PrecompileAction action(buffer);
    if (!execute(*compiler, action) || !buffer->IsComplete)
        return {};
    return QByteArray(buffer->Data.data(), qsizetype(buffer->Data.size()));
}

} // namespace radiosonde
