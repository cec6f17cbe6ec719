// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAction;
class QDockWidget;
class QKeySequence;
class QString;

namespace radiosonde
{

// The action that brings a panel to the front, also from behind another tab, and puts away one that is there:
// checked while it is in sight. The panel owns it. frontAction() makes it at the first call.
QAction *frontAction(QDockWidget &panel);
QAction *frontAction(QDockWidget &panel, const QKeySequence &key, const QString &toolTip);

} // namespace radiosonde
