// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/run/run_feed.h"
#include "core/model/data_sink.h"

#include <QStringList>

#include <vector>

namespace radiosonde
{

// What is attached, on one line: "tp_btf/sys_exit, tp_btf/sched_switch (tracepoints)". With a hint when
// programs are not.
QString attachmentText(const Plan &plan);

// One line per program, for the session log: why it is not attached, then what the others are attached to.
QStringList programLines(const Plan &plan);

// "kernel", "map", ... as people read it.
QString placeText(LossPlace place);

// "Nothing is known from 12:03:05 to 12:03:09 (4.1 s): the link was down", of the newest, and how many there
// are. Empty without holes.
QString holesText(const std::vector<HoleUpdate> &holes);

// "12 produced, 12 delivered, none lost".
QString conservationText(const EndUpdate &end);

} // namespace radiosonde
