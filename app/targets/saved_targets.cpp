// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/targets/saved_targets.h"

#include "app/targets/file_lock.h"
#include "app/targets/target_url.h"
#include "core/base/text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>
#include <QStandardPaths>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 mostBytes = 4 << 20;
constexpr qsizetype longestName = 64;
constexpr int lockMs = 5000;
constexpr auto targetsKey = "targets"_L1;

QString tr(const char *text)
{
    return QCoreApplication::translate("Targets", text);
}

std::unexpected<Error> inUse(const QString &path)
{
    return fail(ErrorKind::Internal, tr("The saved targets are in use by another program"),
                tr("the lock is %1.lock").arg(path));
}

QStringList strings(const QJsonValue &value)
{
    QStringList result;
    for (const QJsonValue &each : value.toArray()) {
        if (each.isString())
            result.append(each.toString());
    }
    return result;
}

// Nothing for an entry that this version cannot use; it stays in the file.
std::optional<SavedTarget> fromJson(const QJsonValue &value)
{
    SavedTarget target{.name = value["name"_L1].toString(),
                       .url = value["url"_L1].toString(),
                       .notes = value["notes"_L1].toString(),
                       .kernelTypes = {.btfFile = value["btf"_L1].toString(),
                                       .headerFolders = strings(value["kernel_headers"_L1])},
                       .sysroots = strings(value["sysroots"_L1]),
                       .targetLog = value["target_log"_L1].toString()};
    if (!checkTargetName(target.name) || target.url.isEmpty())
        return {};
    return target;
}

void setOrRemove(QJsonObject &object, QLatin1StringView key, const QJsonValue &value, bool empty)
{
    if (empty)
        object.remove(key);
    else
        object.insert(key, value);
}

// Writes what is known into `object`, which keeps its other fields.
QJsonObject toJson(const SavedTarget &target, QJsonObject object)
{
    object.insert("name"_L1, target.name);
    object.insert("url"_L1, target.url);
    const KernelTypesSource &types = target.kernelTypes;
    setOrRemove(object, "notes"_L1, target.notes, target.notes.isEmpty());
    setOrRemove(object, "btf"_L1, types.btfFile, types.btfFile.isEmpty());
    setOrRemove(object, "kernel_headers"_L1, QJsonArray::fromStringList(types.headerFolders),
                types.headerFolders.isEmpty());
    setOrRemove(object, "sysroots"_L1, QJsonArray::fromStringList(target.sysroots),
                target.sysroots.isEmpty());
    setOrRemove(object, "target_log"_L1, target.targetLog, target.targetLog.isEmpty());
    return object;
}

qsizetype indexOf(const QJsonArray &targets, const QString &name)
{
    for (qsizetype i = 0; i < targets.size(); ++i) {
        if (targets.at(i)["name"_L1].toString() == name)
            return i;
    }
    return -1;
}

Result<> noSuchTarget(const QJsonArray &targets, const QString &name)
{
    QStringList names;
    for (const QJsonValue &each : targets)
        names.append(each["name"_L1].toString());
    const QString near = nearest(name, names);
    return fail(ErrorKind::Usage, tr("No saved target is called '%1'").arg(name),
                near.isEmpty() ? QString() : tr("did you mean %1?").arg(near));
}

Result<> checkTarget(const SavedTarget &target)
{
    if (const Result<> named = checkTargetName(target.name); !named)
        return named;
    return checkTargetUrl(target.url);
}

} // namespace

Result<> checkTargetName(const QString &name)
{
    const auto refuse = [&](const QString &why) {
        return fail(ErrorKind::Usage, tr("A target cannot be called '%1'").arg(escapeControl(name)), why);
    };
    if (name.isEmpty() || name.size() > longestName || name.trimmed() != name)
        return refuse(tr("a name has 1 to 64 characters and no space at either end"));
    if (name == "local"_L1 || name.startsWith(u'-') || name.contains(u'/') || name.contains(u':') ||
        escapeControl(name) != name)
        return refuse(
            tr("a name does not look like an address or an option: no '/', no ':', no '-' before it"));
    return {};
}

SavedTargets::SavedTargets(QString path) : m_path(std::move(path)) {}

QString SavedTargets::defaultPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           "/radiosonde/targets.json"_L1;
}

// Renames a file that cannot be understood, so that no later change overwrites it.
Result<QString> SavedTargets::setAside() const
{
    const QString stamp = QDateTime::currentDateTime().toString(u"yyyyMMdd-HHmmss"_s);
    QString aside = m_path + ".damaged-"_L1 + stamp;
    for (int number = 2; QFile::exists(aside); ++number)
        aside = m_path + ".damaged-%1-%2"_L1.arg(stamp).arg(number);
    QFile file(m_path);
    if (!file.rename(aside))
        return fail(ErrorKind::Internal,
                    tr("%1 is damaged and cannot be renamed: %2").arg(m_path, file.errorString()));
    return tr("The list of saved targets was damaged and is kept as %1").arg(aside);
}

Result<SavedTargets::Document> SavedTargets::read() const
{
    QFile file(m_path);
    if (!file.exists())
        return Document{};
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Internal, tr("%1 cannot be read: %2").arg(m_path, file.errorString()));
    const QByteArray bytes = file.read(mostBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return fail(ErrorKind::Internal, tr("%1 cannot be read: %2").arg(m_path, file.errorString()));
    file.close();
    if (bytes.size() <= mostBytes) {
        const QJsonDocument document = QJsonDocument::fromJson(bytes);
        const QJsonObject root = document.object();
        if (document.isObject() && (root.isEmpty() || root.value(targetsKey).isArray()))
            return Document{root, {}};
    }
    Result<QString> notice = setAside();
    if (!notice)
        return std::unexpected(notice.error());
    return Document{{}, *std::move(notice)};
}

Result<> SavedTargets::write(const QJsonObject &root) const
{
    QSaveFile file(m_path);
    const QByteArray bytes = QJsonDocument(root).toJson(QJsonDocument::Indented);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(ErrorKind::Internal,
                    tr("The saved targets cannot be written to %1: %2").arg(m_path, file.errorString()));
    return {};
}

Result<QString> SavedTargets::change(const std::function<Result<>(QJsonArray &)> &edit) const
{
    if (const QString folder = QFileInfo(m_path).path(); !QDir().mkpath(folder))
        return fail(ErrorKind::Internal, tr("The folder %1 cannot be made").arg(folder));
    const FileLock lock(m_path + ".lock"_L1, lockMs);
    if (lock.possible() && !lock.held())
        return inUse(m_path);
    Result<Document> document = read();
    if (!document)
        return std::unexpected(document.error());
    QJsonArray targets = document->root.value(targetsKey).toArray();
    if (const Result<> edited = edit(targets); !edited)
        return std::unexpected(edited.error());
    document->root.insert(targetsKey, targets);
    if (const Result<> written = write(document->root); !written)
        return std::unexpected(written.error());
    return document->notice;
}

Result<SavedTargets::Listing> SavedTargets::list() const
{
    if (!QFile::exists(m_path))
        return Listing{};
    const FileLock lock(m_path + ".lock"_L1, lockMs);
    if (lock.possible() && !lock.held())
        return inUse(m_path);
    const Result<Document> document = read();
    if (!document)
        return std::unexpected(document.error());
    Listing listing{{}, document->notice};
    for (const QJsonValue &value : document->root.value(targetsKey).toArray()) {
        if (const std::optional<SavedTarget> target = fromJson(value))
            listing.targets.append(*target);
    }
    return listing;
}

Result<QString> SavedTargets::save(const SavedTarget &target, const QString &replaces) const
{
    if (const Result<> fine = checkTarget(target); !fine)
        return std::unexpected(fine.error());
    return change([&](QJsonArray &targets) -> Result<> {
        const qsizetype at = replaces.isEmpty() ? targets.size() : indexOf(targets, replaces);
        if (at < 0)
            return noSuchTarget(targets, replaces);
        if (const qsizetype other = indexOf(targets, target.name); other >= 0 && other != at)
            return fail(ErrorKind::Usage, tr("There is a target called '%1' already").arg(target.name));
        if (at == targets.size())
            targets.append(toJson(target, {}));
        else
            targets.replace(at, toJson(target, targets.at(at).toObject()));
        return {};
    });
}

Result<QString> SavedTargets::remove(const QString &name) const
{
    return change([&](QJsonArray &targets) -> Result<> {
        const qsizetype at = indexOf(targets, name);
        if (at < 0)
            return noSuchTarget(targets, name);
        targets.removeAt(at);
        return {};
    });
}

Result<SavedTargets::Imported> SavedTargets::import(const QList<SavedTarget> &wanted) const
{
    Imported imported;
    const Result<QString> notice = change([&](QJsonArray &targets) -> Result<> {
        for (const SavedTarget &target : wanted) {
            if (!checkTarget(target) || indexOf(targets, target.name) >= 0)
                continue;
            targets.append(toJson(target, {}));
            imported.names.append(target.name);
        }
        return {};
    });
    if (!notice)
        return std::unexpected(notice.error());
    imported.notice = *notice;
    return imported;
}

} // namespace radiosonde
