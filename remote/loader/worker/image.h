// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/wire/wire.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace radiosonde
{

// The memory that a system call needs on the target: what is sent, the pointers in it, and what comes back to
// where. Inputs first, then finish(), which gives the outputs their places in the zeroed tail behind all that
// is sent.
class Image
{
public:
    static constexpr size_t limit = WIRE_MAX_IMAGE;

    explicit Image(std::string_view first = {}) : m_sent(first) { align(); }

    // Appends bytes and makes the pointer at offset `at` point to them; their offset is returned.
    uint32_t addInput(uint32_t at, const void *bytes, size_t size);
    // Room for `size` bytes that the kernel writes through the pointer at offset `at`; copied to `to`
    // afterwards. A string is cut at its NUL; it must be the last output.
    void addOutput(uint32_t at, void *to, size_t size, bool string = false);
    // Bytes of what was sent, as the kernel left them.
    void addReturned(uint32_t offset, void *to, size_t size);
    void finish();
    bool fits() const;

    void takeOutputs(std::string_view bytes) const; // of the reply: shorter than asked for is left as it was

    const std::string &sent() const { return m_sent; }
    uint32_t length() const { return m_length; }
    const std::vector<wire_relocation> &relocations() const { return m_relocations; }
    std::vector<wire_range> ranges() const;

private:
    struct Output
    {
        uint32_t at = 0; // of the pointer, before finish()
        uint32_t offset = 0;
        uint32_t size = 0;
        bool string = false;
        void *to = nullptr;
    };
    void align() { m_sent.resize((m_sent.size() + 7) & ~size_t(7)); }

    std::string m_sent;
    std::vector<wire_relocation> m_relocations;
    std::vector<Output> m_returned, m_outputs;
    uint32_t m_length = 0;
    size_t m_wanted = 0; // bytes of all outputs
};

} // namespace radiosonde
