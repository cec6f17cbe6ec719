// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace radiosonde
{

// Settings key of the language: "" follows the locale, else a name such as "en" or "zh_CN".
inline constexpr QLatin1StringView languageKey{"language"};

// Languages that the program speaks, English first: locale names.
QStringList availableLanguages();

// Installs the translators for the language of the settings, else of the locale, into the running
// application. English needs none. Call once, on the main thread, before any text is shown.
void installTranslators();

// Where the program's own files are: ../share/radiosonde beside it, in the build tree as when installed.
QString dataFolder();

// Where its workers and window are: ../libexec/radiosonde beside it.
QString libexecFolder();

} // namespace radiosonde
