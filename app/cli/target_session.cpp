// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/target_session.h"

namespace radiosonde
{

Result<TargetLease> connectTo(const QString &url)
{
    const Interruptor never;
    TargetPool pool;
    return pool.acquire(url, StubRights::All, nullptr, never);
}

} // namespace radiosonde
