// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/uprobe_binary.h"

#include "remote/loader/worker/local_calls.h"

#include <elf.h>
#include <unistd.h>

namespace radiosonde
{

namespace
{

// A file of the host that the loader has opened.
class DescriptorSource : public ElfSource
{
public:
    explicit DescriptorSource(int fd) : m_fd(fd) {}
    ~DescriptorSource() override { localClose(m_fd); }
    DescriptorSource(const DescriptorSource &) = delete;
    DescriptorSource &operator=(const DescriptorSource &) = delete;

    std::expected<std::string, int> read(uint64_t offset, uint64_t size) override
    {
        constexpr uint64_t most = 64 << 20;
        std::string bytes(std::min(size, most), '\0');
        const ssize_t got = pread(m_fd, bytes.data(), bytes.size(), off_t(offset));
        if (got < 0)
            return std::unexpected(errno);
        bytes.resize(size_t(got));
        return bytes;
    }

private:
    int m_fd;
};

} // namespace

std::expected<std::unique_ptr<UprobeBinary>, ElfError> UprobeBinary::open(Kernel &kernel,
                                                                          const std::string &path)
{
    std::unique_ptr<UprobeBinary> binary(new UprobeBinary(kernel, path));
    auto file = readElf(binary->m_source);
    if (!file)
        return std::unexpected(file.error());
    binary->m_file = *std::move(file);
    return binary;
}

const ElfSymbolTable &UprobeBinary::symbols(Table table)
{
    std::optional<ElfSymbolTable> &kept = m_tables[table];
    if (!kept) {
        kept = table == Host ? hostSymbols()
                             : readSymbols(m_file, m_source, table == Dynamic ? SHT_DYNSYM : SHT_SYMTAB);
    }
    return *kept;
}

ElfSymbolTable UprobeBinary::hostSymbols()
{
    const std::string id = buildId(m_file, m_source);
    const int fd = id.empty() ? -1 : m_kernel.openHostCopy(id);
    if (fd < 0)
        return {};
    DescriptorSource source(fd);
    const auto file = readElf(source);
    if (!file || file->machine != m_file.machine || buildId(*file, source) != id)
        return {};
    return readSymbols(*file, source, SHT_SYMTAB);
}

} // namespace radiosonde
