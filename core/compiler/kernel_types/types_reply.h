// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/compiler/kernel_types/types_result.h"

#include <QByteArray>

namespace radiosonde
{

// The worker's answer to WorkerOperation::Types.
struct TypesReply
{
    QByteArray btf;       // empty: `failure` says why
    TypesFailure failure; // else meaningless
};

QByteArray encode(const TypesReply &reply);
Result<TypesReply> decodeTypesReply(const QByteArray &bytes);

// What went wrong, for people. `asked` is the file or the folders that the types were to come from.
Error describe(const TypesFailure &failure, const QString &asked);

} // namespace radiosonde
