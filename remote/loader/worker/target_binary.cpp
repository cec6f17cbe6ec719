// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/target_binary.h"

#include "remote/loader/worker/target_libraries.h"

#include <algorithm>

namespace radiosonde
{

namespace
{

constexpr uint64_t maximumCache = 8 << 20, maximumMaps = 4 << 20;

// Debian's names of the directories for libraries of each architecture, by `uname -m`.
std::string_view multiarch(std::string_view machine)
{
    if (machine == "x86_64")
        return "x86_64-linux-gnu";
    if (machine == "aarch64")
        return "aarch64-linux-gnu";
    if (machine == "riscv64")
        return "riscv64-linux-gnu";
    return machine.starts_with("arm") ? "arm-linux-gnueabihf" : "";
}

std::vector<std::string> libraryFolders(std::string_view machine)
{
    std::vector<std::string> folders;
    if (const std::string triplet(multiarch(machine)); !triplet.empty())
        folders = {"/lib/" + triplet, "/usr/lib/" + triplet};
    folders.insert(folders.end(), {"/lib64", "/usr/lib64", "/lib", "/usr/lib", "/usr/local/lib",
                                   "/apex/com.android.runtime/lib64/bionic", "/system/lib64"});
    return folders;
}

bool isLibrary(std::string_view name)
{
    return name.starts_with("lib") || name.contains(".so");
}

// Names of files without a directory's listing: the versions that most libraries have.
std::vector<std::string> fileNames(const std::string &name)
{
    if (name.contains(".so"))
        return {name};
    return {name + ".so.6", name + ".so.1", name + ".so.2", name + ".so.0", name + ".so.3", name + ".so"};
}

std::expected<std::vector<Mapping>, int> mappings(Kernel &kernel, unsigned process)
{
    const auto text = kernel.readRange("/proc/" + std::to_string(process) + "/maps", 0, maximumMaps);
    if (!text)
        return std::unexpected(text.error() == ENOENT ? ESRCH : text.error());
    return parseMappings(*text);
}

std::string inProcess(unsigned process)
{
    return "/proc/" + std::to_string(process) + "/root";
}

} // namespace

std::expected<std::string, int> TargetFileSource::read(uint64_t offset, uint64_t size)
{
    return size == 0 ? std::string() : m_kernel.readRange(m_path, offset, size);
}

std::vector<std::string> candidatePaths(Kernel &kernel, const std::string &name)
{
    if (name.starts_with('/'))
        return {name};
    std::vector<std::string> paths;
    if (name.contains('/'))
        return paths; // relative to what?
    if (isLibrary(name)) {
        const auto cache = kernel.readRange("/etc/ld.so.cache", 0, maximumCache);
        paths = cachedLibraries(cache.value_or(std::string()), name);
        for (const std::string &folder : libraryFolders(kernel.target().machine)) {
            for (const std::string &file : fileNames(name))
                paths.push_back(folder + '/' + file);
        }
    }
    for (const char *folder : {"/usr/bin/", "/bin/", "/usr/sbin/", "/sbin/", "/usr/local/bin/",
                               "/usr/local/sbin/", "/system/bin/"})
        paths.push_back(folder + name);
    return paths;
}

std::expected<std::string, int> mappedFile(Kernel &kernel, unsigned process, const std::string &name)
{
    const auto maps = mappings(kernel, process);
    if (!maps)
        return std::unexpected(maps.error());
    for (const Mapping &mapping : *maps) {
        const std::string_view path = mapping.path;
        const std::string_view file = path.substr(path.rfind('/') + 1);
        const bool wanted = name.starts_with('/') ? path == name : isLibraryNamed(file, name);
        if (mapping.executable && wanted && !path.empty())
            return inProcess(process) + mapping.path;
    }
    // A whole path need not be mapped yet: the process may load it later.
    return name.starts_with('/') ? std::expected<std::string, int>(inProcess(process) + name)
                                 : std::unexpected(ENOENT);
}

std::expected<uint64_t, int> mappedAddress(Kernel &kernel, unsigned process, const std::string &path,
                                           uint64_t offset)
{
    const auto maps = mappings(kernel, process);
    if (!maps)
        return std::unexpected(maps.error());
    const std::string root = inProcess(process);
    const std::string own = "/proc/" + std::to_string(process) + "/exe";
    for (const Mapping &mapping : *maps) {
        // The first file that is mapped is the program itself.
        const bool wanted = path == own ? mapping.path == maps->front().path : root + mapping.path == path;
        if (mapping.executable && wanted && offset >= mapping.offset &&
            offset - mapping.offset < mapping.end - mapping.start)
            return mapping.start + (offset - mapping.offset);
    }
    return std::unexpected(ENOENT);
}

} // namespace radiosonde
