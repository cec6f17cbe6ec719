// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <chrono>
#include <optional>

namespace radiosonde
{

// What is said of a file that takes long to come: how much of how much, and how long it still takes.
class FetchProgress
{
public:
    using Time = std::chrono::steady_clock::time_point;

    // `total`: bytes, as far as known; 0: they are not.
    FetchProgress(QString path, quint64 total, Time begun);

    void setTotal(quint64 bytes) { m_total = bytes; }

    // So many bytes have come. Something to say no more than twice a second, and not in the first one.
    std::optional<QString> take(quint64 bytes, Time now);

private:
    QString words(quint64 bytes, double seconds) const;

    QString m_path;
    quint64 m_total;
    Time m_begun;
    Time m_next;
};

// Bytes of a file of BTF by its header (Documentation/bpf/btf.rst); 0 where `begin` is too short or none.
quint64 btfSize(QByteArrayView begin);

} // namespace radiosonde
