// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/worker/header_store.h"

#include "core/compiler/header_digest.h"
#include "core/compiler/worker/embedded_headers.h"
#include "core/compiler/worker/forked_job.h"
#include "core/compiler/worker/precompiled_header.h"

#include <clang/Basic/Version.h>

#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/Compression.h>
#include <llvm/Support/Endian.h>
#include <llvm/Support/Error.h>
#include <llvm/Support/xxhash.h>

#include <cstdio>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace radiosonde
{

namespace
{

constexpr int precompileTimeoutMs = 60'000;
// A file is a checksum of the rest, then the rest: padded, since Clang wants the bytes aligned.
constexpr size_t checksumSize = 64;

std::string decompressed(Architecture architecture)
{
    const std::string name = "vmlinux/" + architectureName(architecture).toStdString() + ".h.zst";
    for (const EmbeddedHeader &header : embeddedHeaders()) {
        if (header.name != name)
            continue;
        // Frames made by zstd say how long their content is; 16 MiB is four times the largest.
        llvm::SmallVector<uint8_t, 0> text;
        const llvm::ArrayRef bytes(reinterpret_cast<const uint8_t *>(header.text.data()), header.text.size());
        if (llvm::Error error = llvm::compression::zstd::decompress(bytes, text, 16 << 20)) {
            llvm::consumeError(std::move(error));
            return {};
        }
        return {reinterpret_cast<const char *>(text.data()), text.size()};
    }
    return {};
}

uint64_t checksum(llvm::StringRef bytes)
{
    return llvm::xxh3_64bits(bytes);
}

// Maps a whole file for reading; empty when it is absent or damaged.
std::string_view mapPrecompiled(const std::string &path)
{
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return {};
    struct stat status = {};
    void *mapped = MAP_FAILED;
    if (::fstat(fd, &status) == 0 && size_t(status.st_size) > checksumSize)
        mapped = ::mmap(nullptr, size_t(status.st_size), PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
    ::close(fd);
    if (mapped == MAP_FAILED)
        return {};
    const std::string_view file(static_cast<const char *>(mapped), size_t(status.st_size));
    const std::string_view content = file.substr(checksumSize);
    if (llvm::support::endian::read64le(file.data()) == checksum(content))
        return content;
    ::munmap(mapped, file.size());
    return {};
}

bool writeAll(int fd, const char *data, size_t size)
{
    while (size > 0) {
        const ssize_t n = ::write(fd, data, size);
        if (n <= 0)
            return false;
        data += n;
        size -= size_t(n);
    }
    return true;
}

// Whole or not at all, also when several workers write at once.
void storePrecompiled(const std::string &path, const QByteArray &content)
{
    const std::string temporary = path + '.' + std::to_string(::getpid());
    const int fd = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0)
        return;
    char head[checksumSize] = {};
    llvm::support::endian::write64le(head, checksum({content.constData(), size_t(content.size())}));
    const bool written =
        writeAll(fd, head, sizeof head) && writeAll(fd, content.constData(), size_t(content.size()));
    if (::close(fd) != 0 || !written || ::rename(temporary.c_str(), path.c_str()) != 0)
        ::unlink(temporary.c_str());
}

} // namespace

std::string_view HeaderStore::precompiled(Architecture architecture, const std::string &text)
{
    const uint64_t key = checksum(headerDigest + clang::getClangFullVersion());
    const std::string path = m_cacheFolder + "/vmlinux-" + architectureName(architecture).toStdString() +
                             '-' + llvm::utohexstr(key, /*LowerCase=*/true) + ".pch";
    if (const std::string_view known = mapPrecompiled(path); !known.empty())
        return known;
    const JobOutcome built = runForked([&] { return precompile(architecture, text); }, precompileTimeoutMs);
    if (!built.failure.isEmpty() || built.output.isEmpty())
        return {};
    ::mkdir(m_cacheFolder.c_str(), 0700);
    storePrecompiled(path, built.output);
    if (const std::string_view stored = mapPrecompiled(path); !stored.empty())
        return stored;
    // No place on disk: kept in memory, for as long as the worker lives.
    auto *copy = new char[size_t(built.output.size())];
    std::memcpy(copy, built.output.constData(), size_t(built.output.size()));
    return {copy, size_t(built.output.size())};
}

const KernelHeader &HeaderStore::kernel(Architecture architecture)
{
    std::unique_ptr<KernelHeader> &slot = m_kernels[size_t(architecture)];
    if (!slot) {
        slot = std::make_unique<KernelHeader>();
        slot->text = decompressed(architecture);
        slot->index = DeclarationIndex::build(slot->text);
        slot->precompiled = precompiled(architecture, slot->text);
    }
    return *slot;
}

} // namespace radiosonde
