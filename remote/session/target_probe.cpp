// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/session/target_probe.h"

#include "core/base/text.h"
#include "remote/session/gzip.h"

#include <limits>

namespace radiosonde
{

namespace
{

constexpr quint64 mostText = 64 << 10;
constexpr quint64 mostConfig = 4 << 20;
constexpr quint64 mostCpuInfo = 1 << 20;
constexpr quint64 mostNames = 1 << 20;

// Reads files of one target; those that are not there read as empty. Remembers the first error that ends the
// session or the wait.
class Reader
{
public:
    Reader(Session &session, const Interruptor &interruptor) : m_session(session), m_interruptor(interruptor)
    {
    }

    QByteArray read(const QString &path, quint64 maximum = mostText)
    {
        if (m_error)
            return {};
        Result<QByteArray> bytes = m_session.readFile(path, maximum, m_interruptor);
        if (!bytes && bytes.error().kind != ErrorKind::Refused)
            m_error = bytes.error();
        return bytes ? *std::move(bytes) : QByteArray();
    }

    const std::optional<Error> &error() const { return m_error; }

private:
    Session &m_session;
    const Interruptor &m_interruptor;
    std::optional<Error> m_error;
};

// The rest of the first line that begins with `key`, a colon left out.
QByteArray lineValue(const QByteArray &text, QByteArrayView key)
{
    for (const QByteArray &line : text.split('\n')) {
        if (!line.startsWith(key))
            continue;
        const QByteArray rest = line.sliced(key.size()).trimmed();
        return rest.startsWith(':') ? rest.sliced(1).trimmed() : rest;
    }
    return {};
}

quint64 kibibytes(const QByteArray &memory, QByteArrayView key)
{
    return lineValue(memory, key).split(' ').first().toULongLong() << 10;
}

std::optional<quint32> number(const QByteArray &text)
{
    bool fine = false;
    const quint32 value = text.trimmed().toUInt(&fine);
    return fine ? std::optional(value) : std::nullopt;
}

// "0-3,5": how many.
quint32 countOf(const QByteArray &list)
{
    constexpr quint32 most = 8192;
    quint32 count = 0;
    for (const QByteArray &range : list.trimmed().split(',')) {
        const QList<QByteArray> ends = range.split('-');
        const std::optional<quint32> first = number(ends.first());
        const std::optional<quint32> last = number(ends.last());
        if (first && last && *first <= *last && *last < most)
            count += *last - *first + 1;
    }
    return count;
}

// A board says what it is in its device tree, a PC by its processor.
QString readMachine(Reader &reader)
{
    const QByteArray model = reader.read(QStringLiteral("/proc/device-tree/model"));
    if (!model.isEmpty())
        return decodeText(model).trimmed();
    const QByteArray processors = reader.read(QStringLiteral("/proc/cpuinfo"), mostCpuInfo);
    for (const char *key : {"model name", "Model", "Hardware", "uarch"}) {
        if (const QByteArray value = lineValue(processors, key); !value.isEmpty())
            return decodeText(value);
    }
    return {};
}

quint64 lockedMemory(const QByteArray &limits)
{
    const QByteArray soft = lineValue(limits, "Max locked memory").simplified().split(' ').first();
    return soft == "unlimited" ? std::numeric_limits<quint64>::max() : soft.toULongLong();
}

QString readTracefs(Reader &reader)
{
    for (const QString &folder :
         {QStringLiteral("/sys/kernel/tracing"), QStringLiteral("/sys/kernel/debug/tracing")}) {
        if (!reader.read(folder + QStringLiteral("/events/header_page")).isEmpty())
            return folder;
    }
    return {};
}

QByteArray readConfig(Reader &reader, const QString &release)
{
    const QByteArray packed = reader.read(QStringLiteral("/proc/config.gz"), mostConfig);
    if (!packed.isEmpty())
        return gunzip(packed, mostConfig);
    const bool harmless = !release.contains(u'/') && !release.contains(u'\0');
    return harmless ? reader.read(QStringLiteral("/boot/config-") + release, mostConfig) : QByteArray();
}

} // namespace

Result<TargetFacts> probeTarget(Session &session, bool withConfig, const Interruptor &interruptor)
{
    Reader reader(session, interruptor);
    const QByteArray memory = reader.read(QStringLiteral("/proc/meminfo"));
    const QString pmu = QStringLiteral("/sys/bus/event_source/devices/%1/type");
    TargetFacts facts;
    facts.hostName = decodeText(reader.read(QStringLiteral("/proc/sys/kernel/hostname"))).trimmed();
    facts.machine = readMachine(reader);
    facts.onlineCpus = countOf(reader.read(QStringLiteral("/sys/devices/system/cpu/online")));
    facts.memoryBytes = kibibytes(memory, "MemTotal");
    facts.availableBytes = kibibytes(memory, "MemAvailable");
    facts.uptimeSeconds = reader.read(QStringLiteral("/proc/uptime")).split('.').first().toULongLong();
    facts.lockedMemoryLimit = lockedMemory(reader.read(QStringLiteral("/proc/self/limits")));
    facts.hasBtf = !reader.read(QStringLiteral("/sys/kernel/btf/vmlinux"), 4).isEmpty();
    facts.kprobePmu = number(reader.read(pmu.arg(QStringLiteral("kprobe"))));
    facts.uprobePmu = number(reader.read(pmu.arg(QStringLiteral("uprobe"))));
    facts.tracefs = readTracefs(reader);
    if (withConfig)
        facts.kernelConfig = readConfig(reader, session.target().release);
    if (reader.error())
        return std::unexpected(*reader.error());
    return facts;
}

Result<TargetNames> readTargetNames(Session &session, NamesWanted wanted, const Interruptor &interruptor)
{
    Reader reader(session, interruptor);
    TargetNames names;
    if (wanted.users)
        names.users = parseUserNames(reader.read(QStringLiteral("/etc/passwd"), mostNames));
    if (wanted.devices)
        names.devices = parseDeviceNames(reader.read(QStringLiteral("/proc/diskstats"), mostNames));
    if (reader.error())
        return std::unexpected(*reader.error());
    return names;
}

QString kernelOption(const QByteArray &kernelConfig, QStringView name)
{
    const QByteArray key = name.toUtf8() + '=';
    for (qsizetype at = kernelConfig.indexOf(key); at >= 0; at = kernelConfig.indexOf(key, at + 1)) {
        if (at > 0 && kernelConfig.at(at - 1) != '\n')
            continue;
        const qsizetype begin = at + key.size();
        const qsizetype end = kernelConfig.indexOf('\n', begin);
        QByteArray value =
            kernelConfig.sliced(begin, (end < 0 ? kernelConfig.size() : end) - begin).trimmed();
        if (value.size() >= 2 && value.startsWith('"') && value.endsWith('"'))
            value = value.sliced(1, value.size() - 2);
        return decodeText(value);
    }
    return {};
}

} // namespace radiosonde
