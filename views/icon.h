// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QString>

namespace radiosonde
{

// An icon of resources/icons/actions by name, drawn in the application palette's text colour at any size, so
// that it follows light and dark. `role` picks another of the palette's shades. An unknown name gives an
// empty picture.
enum class IconRole : quint8 { Text, Accent, Error, Warning, Good, Muted };
QIcon icon(const QString &name, IconRole role = IconRole::Text);

} // namespace radiosonde
