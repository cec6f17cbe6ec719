// SPDX-License-Identifier: GPL-3.0-or-later
// What comes from a console, through the decoder of packets: the first byte is the number expected, the
// second how much of the stream there is room for.
#include "remote/transport/serial/console.h"
#include "remote/wire/line.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    line end{};
    lineOpen(&end, 1 << 20, 0);
    end.expected = data[0];
    const uint32_t room = data[1] * 2;
    for (size_t i = 2; i < size; ++i) {
        const uint8_t before = end.expected;
        const bool whole = lineTake(&end, data[i], room);
        if (end.length > room || end.length > LINE_PAYLOAD_MOST || (!whole && end.length > 0) ||
            (end.length > 0 && end.expected != uint8_t(before + 1)))
            std::abort();
    }
    (void)radiosonde::consoleState({reinterpret_cast<const char *>(data), qsizetype(size)});
    return 0;
}
