// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/session/fetch_progress.h"

#include "core/base/units.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <cstring>

#include <linux/btf.h>

namespace radiosonde
{

namespace
{

constexpr auto patience = std::chrono::seconds(1);
constexpr auto pause = std::chrono::milliseconds(500);

QString tr(const char *text)
{
    return QCoreApplication::translate("Session", text);
}

} // namespace

FetchProgress::FetchProgress(QString path, quint64 total, Time begun)
    : m_path(std::move(path)), m_total(total), m_begun(begun), m_next(begun + patience)
{
}

std::optional<QString> FetchProgress::take(quint64 bytes, Time now)
{
    if (now < m_next)
        return std::nullopt;
    m_next = now + pause;
    return words(bytes, std::chrono::duration<double>(now - m_begun).count());
}

QString FetchProgress::words(quint64 bytes, double seconds) const
{
    if (m_total <= bytes || bytes == 0)
        return tr("Fetching %1: %2").arg(m_path, formatBytes(double(bytes)));
    const double left = std::round(double(m_total - bytes) / double(bytes) * seconds);
    return tr("Fetching %1: %2 of %3, %4 left")
        .arg(m_path, formatBytes(double(bytes)), formatBytes(double(m_total)), formatDuration(left * 1e9));
}

quint64 btfSize(QByteArrayView begin)
{
    btf_header header{};
    if (begin.size() < qsizetype(sizeof header))
        return 0;
    std::memcpy(&header, begin.data(), sizeof header);
    if (header.magic != BTF_MAGIC)
        return 0;
    const quint64 types = quint64(header.type_off) + header.type_len;
    const quint64 strings = quint64(header.str_off) + header.str_len;
    return header.hdr_len + std::max(types, strings);
}

} // namespace radiosonde
