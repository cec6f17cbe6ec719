// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/image.h"

#include <algorithm>
#include <cstring>

namespace radiosonde
{

uint32_t Image::addInput(uint32_t at, const void *bytes, size_t size)
{
    align();
    const auto offset = uint32_t(m_sent.size());
    m_relocations.push_back({at, offset});
    m_sent.append(static_cast<const char *>(bytes), size);
    return offset;
}

void Image::addOutput(uint32_t at, void *to, size_t size, bool string)
{
    m_outputs.push_back({at, 0, uint32_t(size), string, to});
    m_wanted += size + 8;
}

void Image::addReturned(uint32_t offset, void *to, size_t size)
{
    m_returned.push_back({0, offset, uint32_t(size), false, to});
}

bool Image::fits() const
{
    return m_sent.size() + m_wanted + 16 <= limit &&
           m_relocations.size() + m_outputs.size() <= WIRE_MAX_RELOCATIONS &&
           m_returned.size() + m_outputs.size() <= WIRE_MAX_OUTS;
}

void Image::finish()
{
    align();
    m_length = uint32_t(m_sent.size());
    for (Output &output : m_outputs) {
        output.offset = m_length;
        m_relocations.push_back({output.at, m_length});
        m_length += (output.size + 7) & ~7u;
    }
    m_outputs.insert(m_outputs.begin(), m_returned.begin(), m_returned.end());
}

std::vector<wire_range> Image::ranges() const
{
    std::vector<wire_range> ranges;
    for (const Output &output : m_outputs)
        ranges.push_back({output.offset, output.size | (output.string ? WIRE_OUT_STRING : 0)});
    return ranges;
}

void Image::takeOutputs(std::string_view bytes) const
{
    for (const Output &output : m_outputs) {
        const size_t size = std::min<size_t>(output.size, bytes.size());
        std::memcpy(output.to, bytes.data(), size);
        bytes.remove_prefix(size);
        if (output.string && output.size > 0)
            static_cast<char *>(output.to)[std::min<size_t>(size, output.size - 1)] = 0;
    }
}

} // namespace radiosonde
