// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cerrno>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace radiosonde
{

// The bytes of a file that may be far away: asked for in ranges, so that of a large program only what is
// needed travels.
class ElfSource
{
public:
    virtual ~ElfSource() = default;

    // Up to `size` bytes from `offset` on, fewer at the end of the file; or an errno.
    virtual std::expected<std::string, int> read(uint64_t offset, uint64_t size) = 0;
};

// Bytes in memory that outlive it.
class ElfMemory : public ElfSource
{
public:
    explicit ElfMemory(std::string_view bytes) : m_bytes(bytes) {}
    std::expected<std::string, int> read(uint64_t offset, uint64_t size) override
    {
        return offset < m_bytes.size() ? std::string(m_bytes.substr(offset, size)) : std::string();
    }

private:
    std::string_view m_bytes;
};

} // namespace radiosonde
