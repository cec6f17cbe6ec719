// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/loader/jobs.h"
#include "remote/loader/loader.h"
#include "remote/loader/verifier_report.h"

namespace radiosonde
{

// Between the worker's values and the loader's. Texts come from objects and targets: control characters are
// escaped.
QString toText(const std::string &text);
std::vector<std::string> toNames(const QStringList &names);
QList<InstructionLine> toLines(const std::vector<JobLine> &lines);

// libbpf's first warning, or the errno's text where it said nothing.
QString firstWords(const std::string &words, int error);

// Whether a program was refused for want of what it hooks on, and not for what it does.
bool isHookMissing(const LoadAnswer &answer);

void describeLoaded(const LoadAnswer &answer, LoadResult &result);

} // namespace radiosonde
