// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/kernel_types/header_types.h"

#include "core/compiler/kernel_types/btf_writer.h"
#include "core/compiler/kernel_types/clang_types.h"
#include "core/compiler/kernel_types/header_list.h"
#include "core/compiler/kernel_types/kernel_config.h"
#include "core/compiler/worker/source_files.h"

#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/CompilerInvocation.h>
#include <clang/Frontend/FrontendActions.h>
#include <llvm/Support/MemoryBuffer.h>

namespace radiosonde
{

namespace
{

constexpr char sourcePath[] = "/source/kernel_types.c";

class TypesConsumer : public clang::ASTConsumer
{
public:
    explicit TypesConsumer(BtfWriter &writer) : m_writer(writer) {}
    void HandleTranslationUnit(clang::ASTContext &context) override
    {
        ClangTypes(context, m_writer).add(*context.getTranslationUnitDecl());
    }

private:
    BtfWriter &m_writer;
};

class TypesAction : public clang::ASTFrontendAction
{
public:
    explicit TypesAction(BtfWriter &writer) : m_writer(writer) {}
    std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &, llvm::StringRef) override
    {
        return std::make_unique<TypesConsumer>(m_writer);
    }

private:
    BtfWriter &m_writer;
};

// The disk, and above it the source and the compiler's own headers.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> fileSystem(const std::string &source)
{
    SourceFiles files; // the headers alone
    files.withSites = false;
    auto own = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
    own->addFile(sourcePath, 0, llvm::MemoryBuffer::getMemBuffer(source, sourcePath));
    auto all = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(llvm::vfs::getRealFileSystem());
    all->pushOverlay(makeFileSystem(files));
    all->pushOverlay(own);
    return all;
}

std::unique_ptr<clang::CompilerInstance> makeCompiler(const std::vector<std::string> &flags,
                                                      const std::string &source,
                                                      clang::DiagnosticConsumer &ignored)
{
    auto compiler = std::make_unique<clang::CompilerInstance>();
    compiler->createDiagnostics(&ignored, /*ShouldOwnClient=*/false);
    std::vector<const char *> arguments;
    for (const std::string &flag : flags)
        arguments.push_back(flag.c_str());
    clang::CompilerInvocation &invocation = compiler->getInvocation();
    clang::CompilerInvocation::CreateFromArgs(invocation, arguments, compiler->getDiagnostics());
    clang::FrontendOptions &frontend = invocation.getFrontendOpts();
    frontend.SkipFunctionBodies = true; // types are declared outside of them
    frontend.Inputs.clear();
    frontend.Inputs.emplace_back(sourcePath, clang::InputKind(clang::Language::C));
    compiler->createDiagnostics(&ignored, /*ShouldOwnClient=*/false);
    compiler->createFileManager(fileSystem(source));
    compiler->createSourceManager(compiler->getFileManager());
    return compiler;
}

} // namespace

TypesResult typesOfHeaders(const std::vector<std::string> &folders, Architecture architecture)
{
    const auto found = findKernelHeaders(folders, architecture);
    if (const auto *failure = std::get_if<TypesFailure>(&found))
        return *failure;
    // Errors are no end: what a header declares beside them is as good as ever, and one subsystem that this
    // compiler cannot read must not cost all others.
    clang::IgnoringDiagConsumer ignored;
    const std::string source = headerListSource();
    const auto compiler =
        makeCompiler(compilerFlags(std::get<KernelHeaders>(found), architecture), source, ignored);
    BtfWriter writer;
    TypesAction action(writer);
    compiler->ExecuteAction(action);
    if (writer.count() == 0)
        return TypesFailure{TypesFailure::Reason::NoTypes, {}};
    return writer.bytes();
}

} // namespace radiosonde
