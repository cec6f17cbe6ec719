// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/targets/report_cache.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>
#include <QStandardPaths>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 mostBytes = 1 << 20;

void write(const QString &path, const TargetReport &report)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly)) {
        file.write(QJsonDocument(reportToJson(report)).toJson(QJsonDocument::Compact));
        file.commit();
    }
}

} // namespace

ReportCache::ReportCache(QString folder) : m_folder(std::move(folder)) {}

QString ReportCache::defaultFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + "/radiosonde/reports"_L1;
}

QString ReportCache::pathOf(const QString &url) const
{
    const QByteArray digest = QCryptographicHash::hash(url.toUtf8(), QCryptographicHash::Sha256);
    return m_folder + "/url-"_L1 + QString::fromLatin1(digest.toHex()) + ".json"_L1;
}

QString ReportCache::pathOf(const TargetInfo &target) const
{
    if (target.buildId.isEmpty())
        return {};
    return m_folder + u"/kernel-%1-%2.json"_s.arg(QString::fromLatin1(target.buildId.toHex().left(64)))
                          .arg(target.capabilities, 0, 16);
}

std::optional<TargetReport> ReportCache::read(const QString &path) const
{
    QFile file(path);
    if (path.isEmpty() || !file.open(QIODevice::ReadOnly))
        return {};
    const QJsonDocument document = QJsonDocument::fromJson(file.read(mostBytes));
    if (!document.isObject())
        return {};
    TargetReport report = reportFromJson(document.object());
    return report.time > 0 && !report.features.isEmpty() ? std::optional(std::move(report)) : std::nullopt;
}

std::optional<TargetReport> ReportCache::last(const QString &url) const
{
    std::optional<TargetReport> report = read(pathOf(url));
    return report && report->target.url == url ? report : std::nullopt;
}

std::optional<KnownFeatures> ReportCache::features(const TargetInfo &target) const
{
    const std::optional<TargetReport> report = read(pathOf(target));
    if (!report || report->target.buildId != target.buildId)
        return {};
    return KnownFeatures{report->features, report->featuresTime};
}

void ReportCache::keep(const TargetReport &report) const
{
    if (!QDir().mkpath(m_folder))
        return;
    write(pathOf(report.target.url), report);
    if (const QString path = pathOf(report.target); !path.isEmpty())
        write(path, report);
}

} // namespace radiosonde
