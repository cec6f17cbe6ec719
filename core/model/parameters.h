// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/layout/facts.h"

#include <functional>

namespace radiosonde
{

// The values of `const volatile` globals: rule 7 of views.md.

// Bytes of `text` as a value of the global: decimal, 0x.., negative where signed, true/false/yes/no/on/off
// for a bool, enumerator names, text for a char array (its NUL must fit). A global with `@type dev` takes
// "8:1" or a device's name, for which `resolveDevice` is asked (major << 20 | minor, as the kernel's dev_t);
// units as in "10ms" are accepted where the global has `@unit` of a duration. Error kind Usage, with the
// range or the nearest valid name in its text.
using DeviceResolver = std::function<Result<quint32>(const QString &name)>;
Result<QByteArray> parseParameter(const GlobalFacts &global, const QString &text,
                                  const DeviceResolver &resolveDevice);

// The parameters of a probe, in order of declaration; hidden ones (`@hide`, stubTgidName) left out; and those
// of uprobe_parameters.h.
QList<GlobalFacts> parameters(const Facts &facts);

// The parameter called `name`; Error kind Usage naming the nearest otherwise.
Result<GlobalFacts> findParameter(const Facts &facts, const QString &name);

// A parameter's value as the text that parseParameter takes: its initial value in the form.
QString parameterText(const GlobalFacts &global, const QByteArray &bytes);

} // namespace radiosonde
