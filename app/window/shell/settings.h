// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/symbols/symbol_places.h"
#include "app/window/shell/session_memory.h"
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

    // What was open when the window was last there; written as it changes, so that it also survives a kill.
    SessionMemory session() const;
    void setSession(const SessionMemory &memory);
    bool restoresSession() const; // at the start; on until the user says otherwise
    void setRestoresSession(bool restores);

    // For the programs of all targets, after the folders of the target itself.
    SymbolPlaces symbols() const;
    void setSymbols(const SymbolPlaces &places);

    // Where compiled probes and what belongs to kernels are kept.
    static QString cacheFolder();
};

} // namespace radiosonde
