// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/theme.h"

#include <QByteArray>
#include <QStringList>

namespace radiosonde
{

// What the window remembers, in the user's settings file. Each call reads or writes there; GUI thread.
class Settings
{
public:
    QString language() const; // "" follows the locale; else a name of availableLanguages()
    void setLanguage(const QString &name);
    ThemeChoice theme() const;
    void setTheme(ThemeChoice theme);
    QFont editorFont() const;
    void setEditorFont(const QFont &font);

    // Newest first, at most ten. Files that are gone are left out.
    QStringList recentFiles() const;
    void addRecentFile(const QString &path);

    QByteArray geometry() const;
    QByteArray layout() const;
    void setWindow(const QByteArray &geometry, const QByteArray &layout);

    // Where compiled probes and what belongs to kernels are kept.
    static QString cacheFolder();
};

} // namespace radiosonde
