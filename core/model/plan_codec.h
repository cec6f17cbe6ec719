// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/model/plan.h"

#include <QCborValue>

namespace radiosonde
{

// A plan as CBOR (RFC 8949), for recordings and bundles (docs/recording-format.md names the fields). Reading
// is safe on hostile input: depth, counts and sizes are bounded, and what breaks a bound is an Error of kind
// Internal. Fields that are missing get their defaults, fields that are not known are ignored: newer and
// older versions read each other.
QCborValue planToCbor(const Plan &plan);
Result<Plan> planFromCbor(const QCborValue &value);

} // namespace radiosonde
