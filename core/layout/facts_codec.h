// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cbor_fields.h"
#include "core/base/error.h"
#include "core/layout/facts.h"

#include <QCborValue>

namespace radiosonde
{

// Facts as CBOR (RFC 8949), for the compile worker's answers, the object cache and recordings. Reading is
// safe on hostile input: depth, counts and sizes are bounded, and what breaks a bound is an Error of kind
// Internal.
QCborValue toCbor(const Facts &facts);
Result<Facts> factsFromCbor(const QCborValue &value);

QCborValue toCbor(const TypePtr &type);
Result<TypePtr> typeFromCbor(const QCborValue &value);

// Sites alone, for the plan of a recording. Reading clears fields.ok() for what breaks a bound.
QCborArray sitesToCbor(const QList<SiteFacts> &sites);
QList<SiteFacts> sitesFromCbor(CborFields &fields, QLatin1StringView name);

} // namespace radiosonde
