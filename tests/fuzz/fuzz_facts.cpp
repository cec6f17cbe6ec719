// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/cbor_fields.h"
#include "core/layout/facts_codec.h"
#include "core/model/inference.h"
#include "core/model/plan_codec.h"

#include <cstdlib>

// Facts and plans as CBOR: what can be read is inferred from and comes back unchanged.
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, size_t size)
{
    using namespace radiosonde;
    const QByteArray bytes = QByteArray::fromRawData(reinterpret_cast<const char *>(data), qsizetype(size));
    const QCborValue value = parseCbor(bytes);
    if (const Result<Facts> facts = factsFromCbor(value)) {
        inferViews(*facts, 2);
        alternativeGroups(*facts);
        const QCborValue written = toCbor(*facts);
        const Result<Facts> again = factsFromCbor(written);
        if (!again || toCbor(*again) != written)
            abort();
    }
    if (const Result<Plan> plan = planFromCbor(value)) {
        const QCborValue written = planToCbor(*plan);
        const Result<Plan> again = planFromCbor(written);
        if (!again || planToCbor(*again) != written)
            abort();
    }
    return 0;
}
