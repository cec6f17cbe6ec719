// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/interruptor.h"

#include <QByteArray>
#include <QString>

namespace radiosonde
{

// The types of a local file of raw BTF as C text, as Loader::vmlinuxHeader gives them, where there is no
// target: by a load worker (the program at `workerPath`) that ends with its answer. Kinds Usage for a file
// that cannot be read, Refused for one that holds no types, Cancelled, Internal. Blocks.
Result<QByteArray> headerOfTypes(const QString &workerPath, const QString &btfPath,
                                 const Interruptor &interruptor);

} // namespace radiosonde
