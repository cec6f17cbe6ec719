// SPDX-License-Identifier: GPL-3.0-or-later
// Format files of a target's tracepoints.
#include "remote/loader/tracepoint_format.h"

#include <cstdlib>

using namespace radiosonde;

namespace
{

void check(const std::vector<TracepointField> &fields)
{
    for (const TracepointField &field : fields) {
        if (field.name.empty() || field.type.empty() || field.offset + field.size > 64u << 10 ||
            field.name.find('\n') != std::string::npos)
            std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto format = parseTracepointFormat({reinterpret_cast<const char *>(data), size});
    if (!format)
        return 0;
    check(format->common);
    check(format->fields);
    if (format->common.size() + format->fields.size() > 512)
        std::abort();
    return 0;
}
