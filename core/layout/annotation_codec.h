// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cbor_fields.h"
#include "core/layout/type.h"

namespace radiosonde
{

// Annotations as a CBOR array of [name, argument].
QCborArray annotationsToCbor(const QList<Annotation> &annotations);

// Clears fields.ok() for what is no such array, or has more than a thousand annotations.
QList<Annotation> annotationsFromCbor(CborFields &fields, QLatin1StringView name);

} // namespace radiosonde
