// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/session/audit.h"

#include "core/base/text.h"
#include "core/base/units.h"
#include "remote/wire/wire.h"

#include <QDateTime>
#include <QStringList>

#include <array>
#include <cstring>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr quint32 longestText = 256; // of a path or a name that is shown

// enum bpf_cmd, bpf_map_type and bpf_prog_type of include/uapi/linux/bpf.h, by number.
constexpr std::array bpfCommands{
    "MAP_CREATE",        "MAP_LOOKUP_ELEM",
    "MAP_UPDATE_ELEM",   "MAP_DELETE_ELEM",
    "MAP_GET_NEXT_KEY",  "PROG_LOAD",
    "OBJ_PIN",           "OBJ_GET",
    "PROG_ATTACH",       "PROG_DETACH",
    "PROG_TEST_RUN",     "PROG_GET_NEXT_ID",
    "MAP_GET_NEXT_ID",   "PROG_GET_FD_BY_ID",
    "MAP_GET_FD_BY_ID",  "OBJ_GET_INFO_BY_FD",
    "PROG_QUERY",        "RAW_TRACEPOINT_OPEN",
    "BTF_LOAD",          "BTF_GET_FD_BY_ID",
    "TASK_FD_QUERY",     "MAP_LOOKUP_AND_DELETE_ELEM",
    "MAP_FREEZE",        "BTF_GET_NEXT_ID",
    "MAP_LOOKUP_BATCH",  "MAP_LOOKUP_AND_DELETE_BATCH",
    "MAP_UPDATE_BATCH",  "MAP_DELETE_BATCH",
    "LINK_CREATE",       "LINK_UPDATE",
    "LINK_GET_FD_BY_ID", "LINK_GET_NEXT_ID",
    "ENABLE_STATS",      "ITER_CREATE",
    "LINK_DETACH",       "PROG_BIND_MAP",
};
constexpr std::array mapTypes{
    "unspec",
    "hash",
    "array",
    "prog_array",
    "perf_event_array",
    "percpu_hash",
    "percpu_array",
    "stack_trace",
    "cgroup_array",
    "lru_hash",
    "lru_percpu_hash",
    "lpm_trie",
    "array_of_maps",
    "hash_of_maps",
    "devmap",
    "sockmap",
    "cpumap",
    "xskmap",
    "sockhash",
    "cgroup_storage",
    "reuseport_sockarray",
    "percpu_cgroup_storage",
    "queue",
    "stack",
    "sk_storage",
    "devmap_hash",
    "struct_ops",
    "ringbuf",
    "inode_storage",
    "task_storage",
    "bloom_filter",
    "user_ringbuf",
    "cgrp_storage",
    "arena",
};
constexpr std::array programTypes{
    "unspec",
    "socket_filter",
    "kprobe",
    "sched_cls",
    "sched_act",
    "tracepoint",
    "xdp",
    "perf_event",
    "cgroup_skb",
    "cgroup_sock",
    "lwt_in",
    "lwt_out",
    "lwt_xmit",
    "sock_ops",
    "sk_skb",
    "cgroup_device",
    "sk_msg",
    "raw_tracepoint",
    "cgroup_sock_addr",
    "lwt_seg6local",
    "lirc_mode2",
    "sk_reuseport",
    "flow_dissector",
    "cgroup_sysctl",
    "raw_tracepoint_writable",
    "cgroup_sockopt",
    "tracing",
    "struct_ops",
    "ext",
    "lsm",
    "sk_lookup",
    "syscall",
    "netfilter",
};

template<std::size_t Size> QString nameOf(const std::array<const char *, Size> &names, quint64 number)
{
    return number < Size ? QString::fromLatin1(names[number]) : QString::number(number);
}

template<class T> T load(QByteArrayView bytes, quint64 at)
{
    T value{};
    if (at <= quint64(bytes.size()) && quint64(bytes.size()) - at >= sizeof value)
        std::memcpy(&value, bytes.data() + at, sizeof value);
    return value;
}

QString quoted(QByteArrayView bytes)
{
    const qsizetype end = bytes.indexOf('\0');
    const QByteArrayView text = bytes.first(std::min<qsizetype>(end < 0 ? bytes.size() : end, longestText));
    return u'"' + escapeControl(decodeText(text.toByteArray())) + u'"';
}

// A CALL's payload taken apart: the image is what its pointers point into.
class CallReader
{
public:
    explicit CallReader(QByteArrayView payload) : m_payload(payload), m_call(load<wire_call>(payload, 0))
    {
        const quint64 head = sizeof m_call + quint64(m_call.relocations) * sizeof(wire_relocation) +
                             quint64(m_call.outs) * sizeof(wire_range);
        if (head < quint64(payload.size()))
            m_image = payload.sliced(qsizetype(head));
    }

    const wire_call &call() const { return m_call; }
    quint32 number(int argument, quint32 offset) const
    {
        return load<quint32>(m_image, place(argument, offset));
    }
    quint64 wide(int argument, quint32 offset) const
    {
        return load<quint64>(m_image, place(argument, offset));
    }

    // `size` bytes behind the argument's pointer, as a name.
    QString name(int argument, quint32 offset, quint32 size) const
    {
        const quint64 at = place(argument, offset);
        return at < quint64(m_image.size())
                   ? quoted(m_image.sliced(qsizetype(at))
                                .first(std::min<qsizetype>(size, m_image.size() - qsizetype(at))))
                   : QString();
    }

    // The text that the pointer at `offset` points to; empty where there is none.
    QString pointedText(int argument, quint32 offset) const
    {
        const quint64 at = place(argument, offset);
        for (quint32 i = 0; i < m_call.relocations; ++i) {
            const auto each =
                load<wire_relocation>(m_payload, sizeof m_call + quint64(i) * sizeof(wire_relocation));
            if (each.at == at && each.to < quint64(m_image.size()))
                return quoted(m_image.sliced(each.to));
        }
        return {};
    }

private:
    quint64 place(int argument, quint32 offset) const { return (m_call.arg[argument] & 0xffffffff) + offset; }

    QByteArrayView m_payload;
    wire_call m_call;
    QByteArrayView m_image;
};

// Offsets of union bpf_attr (include/uapi/linux/bpf.h).
QString bpfText(const CallReader &reader)
{
    enum {
        MapCreate = 0,
        LookUp = 1,
        NextKey = 4,
        ProgramLoad = 5,
        InfoByFd = 15,
        RawOpen = 17,
        BtfLoad = 18,
        LookUpAndDelete = 21,
        Freeze = 22,
        LinkCreate = 28,
        IteratorCreate = 33
    };
    const quint64 command = reader.call().arg[0];
    const quint32 first = reader.number(1, 0);
    QStringList words{u"bpf"_s, nameOf(bpfCommands, command)};
    if (command == MapCreate)
        words << nameOf(mapTypes, first) << reader.name(1, 28, 16)
              << u"key %1 value %2 entries %3"_s.arg(reader.number(1, 4))
                     .arg(reader.number(1, 8))
                     .arg(reader.number(1, 12));
    else if (command == ProgramLoad)
        words << nameOf(programTypes, first) << reader.name(1, 48, 16)
              << u"%1 instructions"_s.arg(reader.number(1, 4));
    else if (command == RawOpen)
        words << reader.pointedText(1, 0) << u"program fd %1"_s.arg(reader.number(1, 8));
    else if (command == BtfLoad)
        words << u"%1 bytes"_s.arg(reader.number(1, 16));
    else if (command == LinkCreate)
        words << u"program fd %1 target %2 type %3"_s.arg(first)
                     .arg(qint32(reader.number(1, 4)))
                     .arg(reader.number(1, 8));
    else if ((command >= LookUp && command <= NextKey) || command == LookUpAndDelete || command == Freeze)
        words << u"map fd %1"_s.arg(first);
    else if (command == InfoByFd || command == IteratorCreate)
        words << u"fd %1"_s.arg(first);
    return words.join(u' ');
}

// struct perf_event_attr of include/uapi/linux/perf_event.h; kprobe_func and uprobe_path are config1.
QString perfOpenText(const CallReader &reader)
{
    const wire_call &call = reader.call();
    QStringList words{u"perf_event_open type %1 config %2"_s.arg(reader.number(0, 0)).arg(reader.wide(0, 8))};
    if (const QString name = reader.pointedText(0, 56); !name.isEmpty())
        words << name;
    words << u"pid %1 cpu %2"_s.arg(qint32(call.arg[1])).arg(qint32(call.arg[2]));
    return words.join(u' ');
}

QString ioctlText(const wire_call &call)
{
    constexpr quint32 enable = 0x2400; // PERF_EVENT_IOC_*
    constexpr quint32 disable = 0x2401;
    constexpr quint32 setProgram = 0x40042408;
    const auto request = quint32(call.arg[1]);
    const QString fd = u"ioctl fd %1"_s.arg(qint32(call.arg[0]));
    if (request == enable)
        return fd + " PERF_EVENT_IOC_ENABLE"_L1;
    if (request == disable)
        return fd + " PERF_EVENT_IOC_DISABLE"_L1;
    if (request == setProgram)
        return fd + u" PERF_EVENT_IOC_SET_BPF program fd %1"_s.arg(qint32(call.arg[2]));
    return fd + u" request 0x%1"_s.arg(request, 0, 16);
}

QString callText(QByteArrayView payload)
{
    const CallReader reader(payload);
    const wire_call &call = reader.call();
    const auto argument = [&](int number) { return QString::number(qint32(call.arg[number])); };
    switch (call.nr) {
    case WIRE_NR_BPF:
        return bpfText(reader);
    case WIRE_NR_PERF_EVENT_OPEN:
        return perfOpenText(reader);
    case WIRE_NR_IOCTL:
        return ioctlText(call);
    case WIRE_NR_CLOSE:
        return "close fd "_L1 + argument(0);
    case WIRE_NR_DUP3:
        return "dup3 fd "_L1 + argument(0) + " to "_L1 + argument(1);
    case WIRE_NR_READ:
        return "read fd "_L1 + argument(0) + u" up to %1 bytes"_s.arg(call.arg[2]);
    case WIRE_NR_SOCKET:
        return "socket family "_L1 + argument(0) + " type "_L1 + argument(1);
    case WIRE_NR_SETSOCKOPT:
        return "setsockopt fd "_L1 + argument(0) + " option "_L1 + argument(2);
    default:
        return u"call %1"_s.arg(call.nr);
    }
}

} // namespace

QString describeRequest(quint8 type, quint16 stream, QByteArrayView payload)
{
    switch (type) {
    case WIRE_CALL:
        return callText(payload);
    case WIRE_READFILE:
        return "read file "_L1 +
               quoted(payload.sliced(std::min<qsizetype>(payload.size(), sizeof(wire_readfile))));
    case WIRE_DUMP: {
        const auto dump = load<wire_dump>(payload, 0);
        return dump.interval_ms == 0 ? u"dump map fd %1 once"_s.arg(dump.fd)
                                     : u"dump map fd %1 every %2 ms as stream %3"_s.arg(dump.fd)
                                           .arg(dump.interval_ms)
                                           .arg(stream);
    }
    case WIRE_RING_ADD:
    case WIRE_PERF_ADD: {
        const auto add = load<wire_stream_add>(payload, 0);
        return u"drain %1 buffer fd %2 (%3 bytes) as stream %4"_s
            .arg(type == WIRE_RING_ADD ? "ring"_L1 : "perf"_L1)
            .arg(add.fd)
            .arg(add.size)
            .arg(stream);
    }
    case WIRE_STREAM_DEL:
        return u"end stream %1"_s.arg(stream);
    case WIRE_STREAM_FLUSH:
        return u"flush stream %1"_s.arg(stream);
    default:
        return u"request %1"_s.arg(type);
    }
}

QString auditLine(const AuditEntry &entry)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(entry.time / 1'000'000).toUTC();
    QString result = u"never answered"_s;
    if (entry.result && *entry.result < 0 && *entry.result > -4096)
        result =
            u"= %1 (%2)"_s.arg(*entry.result).arg(QString::fromLocal8Bit(std::strerror(int(-*entry.result))));
    else if (entry.result)
        result = u"= %1"_s.arg(*entry.result);
    return u"%1.%2Z  %3 %4  %5  %6 B out  %7 B in"_s.arg(time.toString(u"yyyy-MM-ddTHH:mm:ss"_s))
        .arg(entry.time / 1000 % 1'000'000, 6, 10, QChar(u'0'))
        .arg(entry.what, result, formatDuration(double(entry.durationNs)))
        .arg(entry.bytesSent)
        .arg(entry.bytesReceived);
}

} // namespace radiosonde
