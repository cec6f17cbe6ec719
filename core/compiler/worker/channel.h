// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace radiosonde
{

// The worker's side of the socket (protocol.h): descriptors 0 and 1. Nothing when the client is gone.
std::optional<QByteArray> readMessage();
// Whether a message, or the end, waits to be read.
bool messageWaits();
bool writeMessage(const QByteArray &message);

} // namespace radiosonde
