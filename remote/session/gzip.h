// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace radiosonde
{

// The content of a gzip file from a target, up to `maximum` bytes of it; what came before damage when it is
// damaged.
QByteArray gunzip(QByteArrayView packed, quint64 maximum);

} // namespace radiosonde
