// SPDX-License-Identifier: GPL-3.0-or-later
// Made-up data of the three probes; the same at each call.
#include "tests/gui/demo_run.h"

#include <QtEndian>

#include <array>
#include <cmath>

namespace radiosonde
{

namespace
{

struct FileRow
{
    quint32 tid;
    const char *comm;
    quint64 reads, writes, readSize, writeSize;
    char type;
    const char *file;
};

constexpr std::array fileRows{
    FileRow{4211, "postgres", 1840, 212, 8192, 8192, 'R', "16402.1"},
    FileRow{4212, "postgres", 611, 90, 8192, 8192, 'R', "16384"},
    FileRow{2071, "nginx", 402, 0, 16384, 0, 'R', "index.html"},
    FileRow{2071, "nginx", 0, 402, 0, 212, 'R', "access.log"},
    FileRow{931, "systemd-journal", 12, 61, 4096, 3120, 'R', "system.journal"},
    FileRow{5120, "ninja", 240, 8, 1330, 880, 'R', ".ninja_log"},
    FileRow{5177, "cc1plus", 312, 4, 65536, 32768, 'R', "vector"},
    FileRow{5178, "cc1plus", 287, 2, 65536, 32768, 'R', "qobject.h"},
    FileRow{5179, "cc1plus", 190, 1, 65536, 32768, 'R', "bits/stl_tree.h"},
    FileRow{1188, "redis-server", 0, 55, 0, 1104, 'R', "appendonly.aof"},
    FileRow{702, "rsyslogd", 4, 18, 512, 420, 'R', "syslog"},
    FileRow{3310, "backup", 96, 0, 131072, 0, 'R', "<b>not markup</b>"},
    FileRow{6001, "bash", 9, 3, 1024, 64, 'R', ".bash_history"},
    FileRow{1, "systemd", 21, 0, 410, 0, 'R', "cgroup.events"},
};

QByteArray padded(const char *text, qsizetype size)
{
    QByteArray bytes(text);
    bytes.resize(size, 0);
    return bytes;
}

template<class Number> void append(QByteArray &out, Number value)
{
    char bytes[sizeof value];
    qToLittleEndian(value, bytes);
    out.append(bytes, sizeof value);
}

QByteArray fileRow(const FileRow &row, double factor)
{
    QByteArray bytes;
    append(bytes, row.tid);
    bytes += padded(row.comm, 16);
    const auto scaled = [factor](quint64 value) { return quint64(std::llround(double(value) * factor)); };
    append(bytes, scaled(row.reads));
    append(bytes, scaled(row.writes));
    append(bytes, scaled(row.reads) * row.readSize);
    append(bytes, scaled(row.writes) * row.writeSize);
    bytes += row.type;
    bytes += padded(row.file, 31);
    return bytes;
}

TableUpdate filetopUpdate(const Plan &plan, int interval)
{
    TableUpdate update;
    update.time = plan.startTime + interval * 1'000'000'000LL;
    update.intervalNs = interval > 0 ? 1'000'000'000 : 0;
    update.keySize = 4;
    double sum = 0;
    for (size_t i = 0; i < fileRows.size(); ++i) {
        const double wave = 0.7 + 0.3 * std::sin(interval * 0.7 + double(i));
        sum = 0;
        for (int past = 0; past <= interval; ++past)
            sum += 0.7 + 0.3 * std::sin(past * 0.7 + double(i));
        update.interval += fileRow(fileRows[i], wave);
        update.total += fileRow(fileRows[i], sum);
        ++update.rows;
    }
    update.valueSize = quint32(update.interval.size() / update.rows) - update.keySize;
    return update;
}

HistogramUpdate biolatencyUpdate(const Plan &plan, int interval)
{
    HistogramUpdate update;
    update.time = plan.startTime + interval * 1'000'000'000LL;
    HistogramUpdate::Histogram histogram;
    histogram.counts.resize(27);
    histogram.difference.resize(27);
    for (int slot = 0; slot < 27; ++slot) {
        const double fast = 900 * std::exp(-std::pow(slot - 6.5, 2) / 3);
        const double slow = 160 * std::exp(-std::pow(slot - 12.0, 2) / 2.5);
        histogram.difference[size_t(slot)] = quint64(fast + slow);
        histogram.counts[size_t(slot)] = quint64(fast + slow) * quint64(interval + 1);
    }
    update.histograms.push_back(std::move(histogram));
    return update;
}

struct Open
{
    const char *comm;
    qint32 result;
    const char *path;
};

constexpr std::array opens{
    Open{"sshd", 5, "/etc/passwd"},
    Open{"bash", 3, "/etc/bash.bashrc"},
    Open{"git", -2, "/home/dev/.gitconfig"},
    Open{"git", 4, "/home/dev/radiosonde/.git/HEAD"},
    Open{"cc1plus", 7, "/usr/include/c++/12/vector"},
    Open{"cc1plus", -2, "/usr/local/include/vector"},
    Open{"nginx", 11, "/var/www/html/index.html"},
    Open{"cron", -13, "/root/.netrc"},
    Open{"python3", 3, "/usr/lib/python3/dist-packages/apt/cache.py"},
};

EventBatch opensnoopBatch(const Plan &plan, int interval)
{
    EventBatch batch;
    for (quint32 i = 0; i < 40; ++i) {
        const Open &open = opens[(i * 7 + quint32(interval)) % opens.size()];
        QByteArray record;
        append(record, 4000 + i % 17);
        record += padded(open.comm, 16);
        append(record, open.result);
        append(record, quint32(i % 3 == 0 ? 02 : 0));
        record += padded(open.path, 68);
        batch.records.push_back({quint32(batch.bytes.size()), quint32(record.size()),
                                 plan.startTime + interval * 1'000'000'000LL + i * 24'700'123});
        batch.bytes += record;
    }
    return batch;
}

} // namespace

void feedDemo(const Plan &plan, DataSink &sink, int intervals, int first)
{
    if (first == 0)
        sink.begin(plan);
    for (int interval = first; interval < intervals; ++interval) {
        if (plan.views.first().kind == ViewKind::Table)
            sink.table(filetopUpdate(plan, interval));
        else if (plan.views.first().kind == ViewKind::Histogram)
            sink.histogram(biolatencyUpdate(plan, interval));
        else
            sink.events(opensnoopBatch(plan, interval));
    }
}

} // namespace radiosonde
