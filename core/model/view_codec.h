// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cbor_fields.h"
#include "core/model/plan.h"

namespace radiosonde
{

// The views of a plan as CBOR; a part of plan_codec.h. Reading clears fields.ok() for what breaks a bound.
QCborValue viewToCbor(const ViewSpec &view);
void readView(CborFields &fields, ViewSpec &view);

} // namespace radiosonde
