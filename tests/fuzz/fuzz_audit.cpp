// SPDX-License-Identifier: GPL-3.0-or-later
// What the load worker asks for, told for people: the first byte is the frame's type, the next two the
// stream, the rest the payload. The text is one line of bounded length.
#include "remote/session/audit.h"

#include <algorithm>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    constexpr qsizetype longest = 4096;
    if (size < 3)
        return 0;
    const QByteArrayView payload(data + 3, qsizetype(size) - 3);
    radiosonde::AuditEntry entry;
    entry.what = radiosonde::describeRequest(data[0], quint16(data[1] | data[2] << 8), payload);
    entry.result = qint8(data[size - 1]);
    const QString line = radiosonde::auditLine(entry);
    const bool odd = std::ranges::any_of(line, [](QChar c) { return c < QChar(0x20) || c == QChar(0x7f); });
    if (entry.what.isEmpty() || line.size() > longest || odd)
        std::abort();
    return 0;
}
