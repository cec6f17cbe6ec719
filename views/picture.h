// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

class QWidget;

namespace radiosonde
{

// What a widget shows at the moment, as an SVG document with texts as texts. GUI thread.
QByteArray svgOf(QWidget &widget, const QString &title);

} // namespace radiosonde
