// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace radiosonde
{

// Whether a store keeps what each interval was, for pictures over time, or the newest state only.
enum class KeepHistory : bool { No, Yes };

} // namespace radiosonde
