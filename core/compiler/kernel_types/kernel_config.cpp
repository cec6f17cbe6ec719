// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/kernel_types/kernel_config.h"

#include "core/compiler/worker/source_files.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/Path.h>

namespace radiosonde
{

namespace
{

// The name of the architecture's folder in the kernel.
std::string architectureFolder(Architecture architecture)
{
    switch (architecture) {
    case Architecture::X86_64:
        return "x86";
    case Architecture::Arm64:
        return "arm64";
    case Architecture::Arm:
        return "arm";
    case Architecture::Riscv64:
        return "riscv";
    }
    return {};
}

std::string findFile(const std::vector<std::string> &folders, const std::string &name)
{
    for (const std::string &folder : folders) {
        if (llvm::sys::fs::exists(folder + '/' + name))
            return folder + '/' + name;
    }
    return {};
}

// "#define CONFIG_X 1" of autoconf.h.
std::set<std::string> readOptions(llvm::StringRef text)
{
    std::set<std::string> options;
    while (!text.empty()) {
        llvm::StringRef line;
        std::tie(line, text) = text.split('\n');
        if (line.consume_front("#define CONFIG_") && line.trim().consume_back(" 1"))
            options.insert(line.trim().drop_back(2).str());
    }
    return options;
}

// Debian's package of one flavour has a Makefile that names the folder of the common package; unpacked
// elsewhere, the two stand side by side.
std::vector<std::string> withCommonPackages(std::vector<std::string> folders)
{
    for (size_t i = 0; i < folders.size() && folders.size() < 8; ++i) {
        const auto makefile = llvm::MemoryBuffer::getFile(folders[i] + "/Makefile");
        if (!makefile)
            continue;
        llvm::StringRef line = (*makefile)->getBuffer().split('\n').first.trim();
        if (!line.consume_front("include ") || !line.consume_back("/Makefile"))
            continue;
        const llvm::StringRef name = llvm::sys::path::filename(line);
        for (const std::string &place :
             {(llvm::sys::path::parent_path(folders[i]) + "/" + name).str(), line.str()}) {
            if (llvm::sys::fs::is_directory(place) && !llvm::is_contained(folders, place)) {
                folders.push_back(place);
                break;
            }
        }
    }
    return folders;
}

std::vector<std::string> includeFolders(const std::vector<std::string> &folders, const std::string &arch)
{
    std::vector<std::string> found;
    for (const std::string &name :
         {"arch/" + arch + "/include", "arch/" + arch + "/include/generated", std::string("include"),
          "arch/" + arch + "/include/uapi", "arch/" + arch + "/include/generated/uapi",
          std::string("include/uapi"), std::string("include/generated/uapi")}) {
        for (const std::string &folder : folders) {
            if (llvm::sys::fs::is_directory(folder + '/' + name))
                found.push_back(folder + '/' + name);
        }
    }
    return found;
}

// arch/arm/Makefile: the first that is set decides.
std::pair<const char *, const char *> armVersion(const std::set<std::string> &options)
{
    struct Version
    {
        const char *option, *number, *triple;
    };
    constexpr Version versions[] = {{"CPU_32v7M", "7", "thumbv7m"}, {"CPU_32v7", "7", "armv7"},
                                    {"CPU_32v6", "6", "armv6"},     {"CPU_32v6K", "6", "armv6k"},
                                    {"CPU_32v5", "5", "armv5te"},   {"CPU_32v4T", "4", "armv4t"},
                                    {"CPU_32v4", "4", "armv4"},     {"CPU_32v3", "3", "armv4"}};
    for (const Version &version : versions) {
        if (options.contains(version.option))
            return {version.number, version.triple};
    }
    return {"7", "armv7"};
}

std::vector<std::string> targetFlags(const KernelHeaders &headers, Architecture architecture)
{
    switch (architecture) {
    case Architecture::X86_64:
        return {"-triple", "x86_64-unknown-linux-gnu", "-target-cpu",
                "x86-64",  "-mcmodel=kernel",          "-DCC_USING_FENTRY"};
    case Architecture::Arm64:
        return {"-triple", "aarch64-unknown-linux-gnu", "-target-abi",
                "aapcs",   "-fno-signed-char",          "-DKASAN_SHADOW_SCALE_SHIFT=3"};
    case Architecture::Riscv64:
        return {"-triple", "riscv64-unknown-linux-gnu", "-target-abi",
                "lp64",    "-fno-signed-char",          "-target-feature",
                "+m",      "-target-feature",           "+a"};
    case Architecture::Arm:
        break;
    }
    const auto [number, name] = armVersion(headers.options);
    const char *abi = headers.options.contains("AEABI") ? "aapcs-linux" : "apcs-gnu";
    return {"-triple",          std::string(name) + "-unknown-linux-gnueabi",
            "-target-abi",      abi,
            "-mfloat-abi",      "soft",
            "-fno-signed-char", "-D__LINUX_ARM_ARCH__=" + std::string(number)};
}

} // namespace

std::variant<KernelHeaders, TypesFailure> findKernelHeaders(const std::vector<std::string> &given,
                                                            Architecture architecture)
{
    using Reason = TypesFailure::Reason;
    const std::vector<std::string> folders = withCommonPackages(given);
    for (const std::string &folder : given) {
        if (!llvm::sys::fs::is_directory(folder))
            return TypesFailure{Reason::NoKernelHeaders, folder};
    }
    const std::string first = "include/linux/sched.h", config = "include/generated/autoconf.h";
    if (findFile(folders, first).empty())
        return TypesFailure{Reason::NoKernelHeaders, first};
    const auto autoconf = llvm::MemoryBuffer::getFile(findFile(folders, config));
    if (!autoconf)
        return TypesFailure{Reason::NotConfigured, config};

    KernelHeaders headers;
    headers.options = readOptions((*autoconf)->getBuffer());
    headers.includeFolders = includeFolders(folders, architectureFolder(architecture));
    if (findFile(headers.includeFolders, "asm/thread_info.h").empty())
        return TypesFailure{Reason::NotConfigured,
                            "arch/" + architectureFolder(architecture) + "/include/asm/thread_info.h"};
    for (const char *option : {"RANDSTRUCT", "GCC_PLUGIN_RANDSTRUCT"}) {
        if (headers.options.contains(option))
            return TypesFailure{Reason::RandomLayout, option};
    }
    if (headers.options.contains("CPU_BIG_ENDIAN"))
        return TypesFailure{Reason::BigEndian, {}};
    for (const char *name : {"linux/compiler-version.h", "linux/kconfig.h", "linux/compiler_types.h"}) {
        if (const std::string file = findFile(headers.includeFolders, name); !file.empty())
            headers.preludes.push_back(file);
    }
    return headers;
}

std::vector<std::string> compilerFlags(const KernelHeaders &headers, Architecture architecture)
{
    std::vector<std::string> flags = targetFlags(headers, architecture);
    const char *const common[] = {"-fsyntax-only",
                                  "-nostdsysteminc",
                                  "-nobuiltininc",
                                  "-std=gnu11",
                                  "-fshort-wchar",
                                  "-fgnuc-version=4.2.1",
                                  "-w",
                                  "-ferror-limit",
                                  "0",
                                  "-D__KERNEL__",
                                  "-DMODULE",
                                  "-DKBUILD_MODNAME=\"probe\"",
                                  "-DKBUILD_BASENAME=\"probe\"",
                                  "-DKBUILD_MODFILE=\"probe\"",
                                  "-x",
                                  "c"};
    flags.insert(flags.end(), std::begin(common), std::end(common));
    for (const std::string &folder : headers.includeFolders)
        flags.insert(flags.end(), {"-I", folder});
    flags.insert(flags.end(), {"-isystem", clangFolder}); // <stdarg.h>, before 5.16
    for (const std::string &prelude : headers.preludes)
        flags.insert(flags.end(), {"-include", prelude});
    return flags;
}

} // namespace radiosonde
