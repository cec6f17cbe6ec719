// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/shell/settings_dialog.h"

#include "app/common/language.h"
#include "app/targets/discovery.h"
#include "app/window/background.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QDirIterator>
#include <QFileDialog>
#include <QFontComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QVBoxLayout>

namespace radiosonde
{

namespace
{

qint64 sizeOf(const QString &folder)
{
    qint64 bytes = 0;
    QDirIterator files(folder, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        bytes += files.fileInfo().size();
    }
    return bytes;
}

} // namespace

SettingsDialog::SettingsDialog(QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Settings"));
    auto *pages = new QTabWidget;
    const auto page = [pages](const QString &title) {
        auto *widget = new QWidget;
        auto *form = new QFormLayout(widget);
        pages->addTab(widget, title);
        return form;
    };
    QFormLayout *general = page(tr("General"));
    addLanguage(general);
    addTheme(general);
    addFont(general);
    addSession(general);
    addDevices(page(tr("Targets")));
    addSymbols(page(tr("Symbols")));
    addCache(page(tr("Storage")));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::accept);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(pages);
    layout->addWidget(buttons);
}

void SettingsDialog::addLanguage(QFormLayout *form)
{
    auto *choice = new QComboBox;
    choice->addItem(tr("As the system"), QString());
    for (const QString &name : availableLanguages()) {
        const QLocale locale(name);
        choice->addItem(locale.language() == QLocale::English ? QStringLiteral("English")
                                                              : locale.nativeLanguageName(),
                        name);
    }
    choice->setCurrentIndex(qMax(0, choice->findData(m_settings.language())));
    m_restart = new QLabel(tr("The language changes when Radiosonde is started again."));
    m_restart->setWordWrap(true);
    m_restart->hide();
    form->addRow(tr("Language"), choice);
    form->addRow(QString(), m_restart);
    connect(choice, &QComboBox::currentIndexChanged, this, [this, choice] {
        m_settings.setLanguage(choice->currentData().toString());
        m_restart->show();
    });
}

void SettingsDialog::addTheme(QFormLayout *form)
{
    auto *choice = new QComboBox;
    choice->addItem(tr("As the system"), int(ThemeChoice::System));
    choice->addItem(tr("Light"), int(ThemeChoice::Light));
    choice->addItem(tr("Dark"), int(ThemeChoice::Dark));
    choice->setCurrentIndex(choice->findData(int(m_settings.theme())));
    form->addRow(tr("Theme"), choice);
    connect(choice, &QComboBox::currentIndexChanged, this, [this, choice] {
        m_settings.setTheme(ThemeChoice(choice->currentData().toInt()));
        Q_EMIT themeChanged();
    });
}

void SettingsDialog::addFont(QFormLayout *form)
{
    auto *family = new QFontComboBox;
    family->setFontFilters(QFontComboBox::MonospacedFonts);
    family->setCurrentFont(m_settings.editorFont());
    auto *size = new QSpinBox;
    size->setRange(6, 40);
    size->setSuffix(tr(" pt"));
    size->setValue(qRound(m_settings.editorFont().pointSizeF()));
    auto *row = new QHBoxLayout;
    row->addWidget(family, 1);
    row->addWidget(size);
    form->addRow(tr("Editor font"), row);
    const auto apply = [this, family, size] {
        QFont font = family->currentFont();
        font.setPointSize(size->value());
        m_settings.setEditorFont(font);
        Q_EMIT editorFontChanged(font);
    };
    connect(family, &QFontComboBox::currentFontChanged, this, apply);
    connect(size, &QSpinBox::valueChanged, this, apply);
}

void SettingsDialog::addDevices(QFormLayout *form)
{
    auto *choice = new QComboBox;
    choice->addItem(tr("List those of an adb server that runs"), int(AdbDiscovery::RunningServer));
    choice->addItem(tr("Start the adb server to list them"), int(AdbDiscovery::StartServer));
    choice->addItem(tr("Do not look for them"), int(AdbDiscovery::Off));
    choice->setCurrentIndex(qMax(0, choice->findData(int(adbDiscovery()))));
    choice->setToolTip(tr("How devices that are attached over adb get into the list of targets"));
    form->addRow(tr("Devices over adb"), choice);
    connect(choice, &QComboBox::currentIndexChanged, this, [this, choice] {
        setAdbDiscovery(AdbDiscovery(choice->currentData().toInt()));
        Q_EMIT discoveryChanged();
    });
}

void SettingsDialog::addSession(QFormLayout *form)
{
    auto *choice = new QCheckBox(tr("Open what was open the last time"));
    choice->setToolTip(tr("The sources and the target; probes that ran are offered, not started"));
    choice->setChecked(m_settings.restoresSession());
    form->addRow(tr("At the start"), choice);
    connect(choice, &QCheckBox::toggled, this, [this](bool on) { m_settings.setRestoresSession(on); });
}

void SettingsDialog::addSymbols(QFormLayout *form)
{
    const SymbolPlaces places = m_settings.symbols();
    auto *folders = new QLineEdit(places.folders.join(u':'));
    folders->setClearButtonEnabled(true);
    folders->setPlaceholderText(tr("Folders, with : between them"));
    folders->setToolTip(
        tr("Copies of targets' file systems, or folders of unstripped files, of this machine. A "
           "file counts when its build-id is that of the running program."));
    auto *choose = new QPushButton(tr("Add..."));
    choose->setAutoDefault(false);
    choose->setToolTip(tr("Choose a folder"));
    auto *row = new QHBoxLayout;
    row->addWidget(folders, 1);
    row->addWidget(choose);
    auto *servers = new QCheckBox(tr("Ask debuginfod servers"));
    servers->setToolTip(
        tr("Those of the environment's DEBUGINFOD_URLS. They learn which programs run on the target."));
    servers->setChecked(places.debuginfod);
    form->addRow(tr("Look in"), row);
    form->addRow(QString(), servers);
    const auto apply = [this, folders, servers] {
        m_settings.setSymbols({folders->text().split(u':', Qt::SkipEmptyParts), servers->isChecked()});
    };
    connect(folders, &QLineEdit::textChanged, this, apply);
    connect(servers, &QCheckBox::toggled, this, apply);
    connect(choose, &QPushButton::clicked, this, [this, folders] { chooseSymbolFolder(folders); });
}

void SettingsDialog::chooseSymbolFolder(QLineEdit *folders)
{
    auto *dialog = new QFileDialog(this, tr("A folder with symbols"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, folders, [folders](const QString &folder) {
        folders->setText(folders->text().isEmpty() ? folder : folders->text() + u':' + folder);
    });
    dialog->open();
}

void SettingsDialog::addCache(QFormLayout *form)
{
    m_cacheSize = new QLabel;
    m_cacheSize->setTextFormat(Qt::PlainText);
    auto *clear = new QPushButton(tr("Empty it"));
    clear->setAutoDefault(false);
    clear->setToolTip(tr("Compiled probes are made again when they are needed"));
    auto *row = new QHBoxLayout;
    row->addWidget(m_cacheSize, 1);
    row->addWidget(clear);
    form->addRow(tr("Cache"), row);
    connect(clear, &QPushButton::clicked, this, &SettingsDialog::clearCache);
    measureCache();
}

void SettingsDialog::measureCache()
{
    inBackground(
        this, [] { return sizeOf(Settings::cacheFolder()); },
        [this](qint64 bytes) { m_cacheSize->setText(QLocale().formattedDataSize(bytes)); });
}

void SettingsDialog::clearCache()
{
    inBackground(
        this, [] { return QDir(Settings::cacheFolder()).removeRecursively(); },
        [this](bool) { measureCache(); });
}

} // namespace radiosonde
