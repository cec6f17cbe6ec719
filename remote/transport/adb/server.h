// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/transport/adb/connection.h"
#include "remote/transport/adb/devices.h"
#include "remote/transport/channel.h"

namespace radiosonde
{

// The adb server of this machine. Blocks; any thread; interruptible.

// That a server runs and speaks a version of the protocol that is understood here; with `start` it is started
// by the adb program where none runs. False: none runs, and none was to be started. Kind Unreachable: another
// program has the port, another version, no adb program, one that fails; Cancelled.
Result<bool> findAdbServer(const AdbServerAddress &address, bool start, ConnectObserver *observer,
                           const Interruptor &interruptor);

// Sends one request and reads its block. Errors as AdbConnection; the server's refusal and no server at all
// are kind Unreachable, too.
Result<QByteArray> askAdbServer(const AdbServerAddress &address, QByteArrayView service,
                                const Interruptor &interruptor,
                                std::chrono::milliseconds limit = adbAnswerTime);

// All devices, whatever their state.
Result<QList<AdbDevice>> listAdbDevices(const AdbServerAddress &address, const Interruptor &interruptor);

} // namespace radiosonde
