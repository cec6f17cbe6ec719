// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/shell/settings.h"

#include "app/common/language.h"

#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int maximumRecent = 10;
const auto themeKey = "window/theme"_L1;
const auto fontKey = "editor/font"_L1;
const auto recentKey = "window/recentFiles"_L1;
const auto geometryKey = "window/geometry"_L1;
const auto layoutKey = "window/layout"_L1;
const auto sessionKey = "session/last"_L1;
const auto restoreKey = "session/restore"_L1;
const auto symbolFoldersKey = "symbols/folders"_L1;
const auto debuginfodKey = "symbols/debuginfod"_L1;

} // namespace

QString Settings::language() const
{
    return QSettings().value(languageKey).toString();
}

void Settings::setLanguage(const QString &name)
{
    QSettings().setValue(languageKey, name);
}

ThemeChoice Settings::theme() const
{
    const QString name = QSettings().value(themeKey).toString();
    return name == "light"_L1  ? ThemeChoice::Light
           : name == "dark"_L1 ? ThemeChoice::Dark
                               : ThemeChoice::System;
}

void Settings::setTheme(ThemeChoice theme)
{
    const auto name = theme == ThemeChoice::Light  ? "light"_L1
                      : theme == ThemeChoice::Dark ? "dark"_L1
                                                   : "system"_L1;
    QSettings().setValue(themeKey, QString(name));
}

QFont Settings::editorFont() const
{
    QFont font = codeFont();
    if (const QString stored = QSettings().value(fontKey).toString(); !stored.isEmpty())
        font.fromString(stored);
    return font;
}

void Settings::setEditorFont(const QFont &font)
{
    QSettings().setValue(fontKey, font.toString());
}

QStringList Settings::recentFiles() const
{
    QStringList paths = QSettings().value(recentKey).toStringList();
    paths.removeIf([](const QString &path) { return !QFileInfo::exists(path); });
    return paths;
}

void Settings::addRecentFile(const QString &path)
{
    QStringList paths = QSettings().value(recentKey).toStringList();
    paths.removeAll(path);
    paths.prepend(path);
    QSettings().setValue(recentKey, QStringList(paths.first(qMin<qsizetype>(paths.size(), maximumRecent))));
}

QByteArray Settings::geometry() const
{
    return QSettings().value(geometryKey).toByteArray();
}

QByteArray Settings::layout() const
{
    return QSettings().value(layoutKey).toByteArray();
}

void Settings::setWindow(const QByteArray &geometry, const QByteArray &layout)
{
    QSettings settings;
    settings.setValue(geometryKey, geometry);
    settings.setValue(layoutKey, layout);
}

SessionMemory Settings::session() const
{
    return decodeSession(QSettings().value(sessionKey).toByteArray());
}

void Settings::setSession(const SessionMemory &memory)
{
    QSettings().setValue(sessionKey, encodeSession(memory));
}

bool Settings::restoresSession() const
{
    return QSettings().value(restoreKey, true).toBool();
}

void Settings::setRestoresSession(bool restores)
{
    QSettings().setValue(restoreKey, restores);
}

SymbolPlaces Settings::symbols() const
{
    const QSettings settings;
    return {settings.value(symbolFoldersKey).toStringList(), settings.value(debuginfodKey, false).toBool()};
}

void Settings::setSymbols(const SymbolPlaces &places)
{
    QSettings settings;
    settings.setValue(symbolFoldersKey, places.folders);
    settings.setValue(debuginfodKey, places.debuginfod);
}

QString Settings::cacheFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + "/radiosonde"_L1;
}

} // namespace radiosonde
