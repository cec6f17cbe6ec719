// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/language.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QTranslator>

namespace radiosonde
{

namespace
{

// The folder with our own programs: that of the program, or the one that holds its libexec.
QString prefixFolder()
{
    QDir folder(QCoreApplication::applicationDirPath());
    if (folder.dirName() == QLatin1StringView("radiosonde")) // libexec/radiosonde
        folder.cdUp();
    folder.cdUp();
    return folder.absolutePath();
}

// Messages of files that have no class of their own stand in one context, which is looked at where the given
// one has nothing (translations/update.py).
class Translator : public QTranslator
{
public:
    using QTranslator::QTranslator;

    QString translate(const char *context, const char *text, const char *comment, int number) const override
    {
        const QString found = QTranslator::translate(context, text, comment, number);
        return found.isNull() ? QTranslator::translate("radiosonde", text, comment, number) : found;
    }
};

bool install(const QLocale &locale, const QString &name, const QString &folder)
{
    auto *translator = new Translator(QCoreApplication::instance());
    if (translator->load(locale, name, QStringLiteral("_"), folder))
        return QCoreApplication::installTranslator(translator);
    delete translator;
    return false;
}

} // namespace

QStringList availableLanguages()
{
    return {QStringLiteral("en"), QStringLiteral("zh_CN")};
}

void installTranslators()
{
    const QString chosen = QSettings().value(languageKey).toString();
    const QLocale locale = chosen.isEmpty() ? QLocale::system() : QLocale(chosen);
    if (locale.language() == QLocale::English || locale.language() == QLocale::C) { // only its plural forms
        install(QLocale(QLocale::English), QStringLiteral("radiosonde"),
                dataFolder() + QStringLiteral("/translations"));
        return;
    }
    install(locale, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(locale, QStringLiteral("radiosonde"), dataFolder() + QStringLiteral("/translations"));
}

QString dataFolder()
{
    return prefixFolder() + QStringLiteral("/share/radiosonde");
}

QString libexecFolder()
{
    return prefixFolder() + QStringLiteral("/libexec/radiosonde");
}

} // namespace radiosonde
