// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/loader/jobs.h"

namespace radiosonde
{

// The types of the job, or of the target's kernel, as C, in the form of bpftool's vmlinux.h.
HeaderAnswer kernelHeader(const HeaderJob &job);

} // namespace radiosonde
