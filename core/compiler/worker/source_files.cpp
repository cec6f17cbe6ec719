// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/worker/source_files.h"

#include "core/compiler/kernel_types/kernel_config.h"
#include "core/compiler/worker/embedded_headers.h"
#include "core/compiler/worker/folder_files.h"

#include <QFileInfo>

#include <llvm/Support/MemoryBuffer.h>

#include <array>

namespace radiosonde
{

namespace
{

using llvm::StringRef;
using llvm::vfs::InMemoryFileSystem;

// Headers that declare nothing but macros; every other one of the kernel's would declare again what vmlinux.h
// has.
constexpr std::array macroHeaders = {"errno", "errno-base", "limits", "version", "const", "bitsperlong"};

// The kernel's inline functions that read user memory (vfs_empty_path of Linux 6.12) do so in assembly whose
// operands have the width of the kernel's pointers. A probe cannot call them, but they are compiled with it.
constexpr char userAccess[] = "#if __has_include(<linux/uaccess.h>)\n"
                              "#include <linux/uaccess.h>\n"
                              "#endif\n"
                              "#undef get_user\n"
                              "#undef __get_user\n"
                              "#undef put_user\n"
                              "#undef __put_user\n"
                              "#define get_user(x, p) ((void)(x = 0), (void)(p), -14)\n"
                              "#define __get_user(x, p) get_user(x, p)\n"
                              "#define put_user(x, p) ((void)(x), (void)(p), -14)\n"
                              "#define __put_user(x, p) put_user(x, p)\n";

StringRef ref(std::string_view text)
{
    return {text.data(), text.size()};
}

void addFile(InMemoryFileSystem &fs, const std::string &path, StringRef text, bool terminated = true)
{
    fs.addFile(path, 0, llvm::MemoryBuffer::getMemBuffer(text, path, terminated));
}

void addCopy(InMemoryFileSystem &fs, const std::string &path, const std::string &text)
{
    fs.addFile(path, 0, llvm::MemoryBuffer::getMemBufferCopy(text, path));
}

// <linux/x.h> beside vmlinux.h is empty, else the kernel's own.
void addKernelInterface(InMemoryFileSystem &fs, StringRef name)
{
    const StringRef stem = llvm::sys::path::stem(name);
    const std::string include = "#include <uapi/" + name.str() + ">\n";
    const bool always = llvm::is_contained(macroHeaders, stem);
    const std::string text = always ? include : "#ifndef __VMLINUX_H__\n" + include + "#endif\n";
    addCopy(fs, headerFolder + name.str(), text);
    if (name.starts_with("asm-generic/"))
        addCopy(fs, headerFolder + ("asm/" + name.substr(12)).str(), text);
}

// The header that counts, with the names of ring buffers that become perf buffers.
std::string sitesHeader(std::string_view text, const QStringList &rings)
{
    std::string list;
    for (qsizetype i = 0; i < rings.size(); ++i)
        list += " X(" + std::to_string(i + 1) + ", " + rings[i].toStdString() + ")";
    return (list.empty() ? list : "#define RADIOSONDE_RINGS(X)" + list + "\n") + std::string(text);
}

// Beside the kernel's own headers, its interface's are those that came with them.
void addEmbedded(InMemoryFileSystem &fs, const SourceFiles &files, bool withKernelInterface)
{
    for (const EmbeddedHeader &header : embeddedHeaders()) {
        const StringRef name = ref(header.name);
        if (name.ends_with(".zst") || (!withKernelInterface && name.starts_with("uapi/")))
            continue;
        if (name == "bpf/radiosonde_sites.h")
            addCopy(fs, headerFolder + name.str(),
                    files.withSites ? sitesHeader(header.text, files.rings) : std::string());
        else
            addFile(fs, headerFolder + name.str(), ref(header.text));
        if (name.starts_with("uapi/"))
            addKernelInterface(fs, name.substr(5));
    }
    if (!withKernelInterface) {
        addFile(fs, userAccessPath, userAccess);
        return;
    }
    addFile(fs, std::string(headerFolder) + "asm/byteorder.h",
            "#include <linux/byteorder/little_endian.h>\n");
    addFile(fs, std::string(headerFolder) + "asm/swab.h", "");
}

} // namespace

std::string mainPath(const WorkerRequest &request)
{
    const QString name = QFileInfo(request.fileName).fileName();
    return sourceFolder + (name.isEmpty() ? std::string("probe.bpf.c") : name.toStdString());
}

QString shownName(const WorkerRequest &request, StringRef path)
{
    if (path == kernelHeaderPath)
        return QStringLiteral("vmlinux.h");
    for (const StringRef folder :
         {StringRef("/include/clang/"), StringRef("/include/uapi/"), StringRef(headerFolder)})
        if (path.consume_front(folder))
            return QString::fromUtf8(path.data(), qsizetype(path.size()));
    if (!path.consume_front(sourceFolder))
        return QString::fromUtf8(path.data(), qsizetype(path.size()));
    const qsizetype slash = request.fileName.lastIndexOf(QLatin1Char('/'));
    return request.fileName.left(slash + 1) + QString::fromUtf8(path.data(), qsizetype(path.size()));
}

llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> makeFileSystem(const SourceFiles &files)
{
    auto fs = llvm::makeIntrusiveRefCnt<InMemoryFileSystem>();
    fs->setCurrentWorkingDirectory("/");
    addEmbedded(*fs, files, !files.ownHeaders);
    addFile(*fs, kernelHeaderPath, ref(files.kernelHeader));
    if (!files.precompiled.empty())
        addFile(*fs, precompiledPath, ref(files.precompiled), false);
    const std::string wrapper = "#ifndef __VMLINUX_H__\n#include <vmlinux/kernel.h>\n#endif\n";
    if (files.request) {
        const WorkerRequest &request = *files.request;
        addFile(*fs, mainPath(request), StringRef(request.source.constData(), size_t(request.source.size())));
        for (const LocalHeader &header : request.headers)
            addFile(*fs, sourceFolder + header.name.toStdString(),
                    StringRef(header.text.constData(), size_t(header.text.size())));
    }
    if (files.ownHeaders) {
        auto all = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(
            filesBelow(files.ownHeaders->includeFolders));
        all->pushOverlay(fs);
        return all;
    }
    addCopy(*fs, std::string(headerFolder) + "vmlinux.h", wrapper);
    return fs;
}

bool startsWithKernelHeader(std::string_view source)
{
    StringRef text = ref(source).ltrim();
    for (;;) {
        if (text.starts_with("//"))
            text = text.drop_until([](char c) { return c == '\n'; }).ltrim();
        else if (text.starts_with("/*"))
            text = text.contains("*/") ? text.split("*/").second.ltrim() : StringRef();
        else
            break;
    }
    if (!text.consume_front("#"))
        return false;
    text = text.ltrim(" \t");
    if (!text.consume_front("include"))
        return false;
    text = text.ltrim(" \t");
    return text.starts_with("\"vmlinux.h\"") || text.starts_with("<vmlinux.h>");
}

} // namespace radiosonde
