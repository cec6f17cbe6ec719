// SPDX-License-Identifier: GPL-3.0-or-later
// What a target's shell says during a deployment, through the parsers of its answers.
#include "remote/transport/deploy_answers.h"

#include <cstdint>
#include <cstdlib>

using namespace radiosonde;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView heard(data, qsizetype(size));
    qsizetype from = 0;
    while (const auto answer = findAnswer(heard, "mark", from)) {
        if (answer->end <= from || answer->end > heard.size())
            std::abort();
        from = answer->end - 1;
        (void)describePlace(answer->rest);
        if (const auto facts = parseFacts(answer->rest))
            (void)kernelArchitecture(*facts);
    }
    return 0;
}
