// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/shell/settings.h"

#include <QDialog>

class QFormLayout;
class QLabel;
class QLineEdit;

namespace radiosonde
{

// Language, theme, editor font, devices, symbols, cache, in pages. Changes hold at once, but for the
// language: that one at the next start; a run has the symbols of its start.
class SettingsDialog : public QDialog
{
    Q_OBJECT
public:
    explicit SettingsDialog(QWidget *parent = nullptr);

Q_SIGNALS:
    void themeChanged();
    void discoveryChanged(); // of devices
    void editorFontChanged(const QFont &font);

private:
    void addLanguage(QFormLayout *form);
    void addTheme(QFormLayout *form);
    void addDevices(QFormLayout *form);
    void addFont(QFormLayout *form);
    void addSession(QFormLayout *form);
    void addSymbols(QFormLayout *form);
    void addCache(QFormLayout *form);
    void chooseSymbolFolder(QLineEdit *folders);
    void measureCache();
    void clearCache();

    Settings m_settings;
    QLabel *m_restart = nullptr;
    QLabel *m_cacheSize = nullptr;
};

} // namespace radiosonde
