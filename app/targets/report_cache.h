// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/targets/target_report.h"

namespace radiosonde
{

// Reports of earlier times, in the user's cache folder: the last one of each URL, and the features of each
// kernel by its build-id and the rights that they were tried with. Losing the cache loses nothing but time.
// Reads and writes files; any thread.
class ReportCache
{
public:
    explicit ReportCache(QString folder = defaultFolder());
    static QString defaultFolder(); // $XDG_CACHE_HOME/radiosonde/reports

    std::optional<TargetReport> last(const QString &url) const;
    std::optional<KnownFeatures> features(const TargetInfo &target) const;
    void keep(const TargetReport &report) const; // silently not, where nothing can be written

private:
    QString pathOf(const QString &url) const;
    QString pathOf(const TargetInfo &target) const; // empty: the kernel tells no build-id
    std::optional<TargetReport> read(const QString &path) const;

    QString m_folder;
};

} // namespace radiosonde
