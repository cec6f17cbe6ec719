// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/symbols/mapping_records.h"

#include <QtEndian>

#include <optional>

namespace radiosonde
{

namespace
{

// PERF_RECORD_* and PERF_RECORD_MISC_* of include/uapi/linux/perf_event.h.
enum RecordType : quint32 {
    TypeLost = 2,
    TypeComm = 3,
    TypeExit = 4,
    TypeFork = 7,
    TypeMmap2 = 10,
    TypeKsymbol = 17
};
constexpr quint16 miscCommExec = 1 << 13;
constexpr quint16 miscBuildId = 1 << 14;
constexpr qsizetype headerSize = 8;
constexpr qsizetype trailerSize = 16; // u32 pid, u32 tid, u64 time

// The fields of one record; reading beyond its end gives 0 and clears ok().
class Fields
{
public:
    explicit Fields(QByteArrayView bytes) : m_bytes(bytes) {}

    template<class T> T at(qsizetype offset)
    {
        if (offset < 0 || offset + qsizetype(sizeof(T)) > m_bytes.size()) {
            m_ok = false;
            return T();
        }
        return qFromLittleEndian<T>(m_bytes.data() + offset);
    }
    QByteArrayView text(qsizetype offset) // up to its NUL, before the trailer
    {
        const qsizetype end = m_bytes.size() - trailerSize;
        if (offset > end) {
            m_ok = false;
            return {};
        }
        const QByteArrayView whole = m_bytes.sliced(offset, end - offset);
        const qsizetype nul = whole.indexOf('\0');
        return nul < 0 ? whole : whole.first(nul);
    }
    QByteArray raw(qsizetype offset, qsizetype size) { return m_bytes.sliced(offset, size).toByteArray(); }
    qint64 time() { return qint64(at<quint64>(m_bytes.size() - 8)); }
    quint16 misc() { return at<quint16>(4); }
    bool ok() const { return m_ok; }

private:
    QByteArrayView m_bytes;
    bool m_ok = true;
};

// pid, tid, addr, len, pgoff, 24 bytes of file identity, prot, flags, name.
std::optional<MappingRecord> readMap(Fields fields)
{
    constexpr quint32 executable = 4; // PROT_EXEC
    constexpr qsizetype identityAt = 40, largestBuildId = 20;
    MappingRecord record{.kind = MappingRecord::Kind::Map};
    record.tgid = fields.at<quint32>(8);
    record.mapping.start = fields.at<quint64>(16);
    const quint64 length = fields.at<quint64>(24);
    record.mapping.fileOffset = fields.at<quint64>(32);
    const bool executes = (fields.at<quint32>(64) & executable) != 0;
    setPath(record.mapping, fields.text(72));
    const auto idSize = qsizetype(fields.at<quint8>(identityAt));
    if (!fields.ok() || !executes || length == 0 || length > ~record.mapping.start)
        return {};
    record.mapping.end = record.mapping.start + length;
    if ((fields.misc() & miscBuildId) && idSize <= largestBuildId)
        record.mapping.buildId = fields.raw(identityAt + 4, idSize);
    return record;
}

// addr, len, type, flags, name.
std::optional<MappingRecord> readSymbol(Fields fields)
{
    constexpr quint16 unregistered = 1;
    const bool gone = (fields.at<quint16>(22) & unregistered) != 0;
    MappingRecord record{.kind = gone ? MappingRecord::Kind::NoSymbol : MappingRecord::Kind::Symbol};
    record.mapping.start = fields.at<quint64>(8);
    const quint32 length = fields.at<quint32>(16);
    record.mapping.path = fields.text(24).toByteArray();
    if (!fields.ok() || record.mapping.path.isEmpty() || length > ~record.mapping.start)
        return {};
    record.mapping.end = record.mapping.start + length;
    return record;
}

// pid, ppid, tid, ptid, time. A new thread is no new process.
std::optional<MappingRecord> readTask(Fields fields, MappingRecord::Kind kind)
{
    MappingRecord record{.kind = kind};
    record.tgid = fields.at<quint32>(8);
    record.parent = fields.at<quint32>(12);
    const bool isProcess = kind == MappingRecord::Kind::Fork ? record.tgid != record.parent
                                                             : record.tgid == fields.at<quint32>(16);
    return isProcess ? std::optional(record) : std::nullopt;
}

std::optional<MappingRecord> readExec(Fields fields)
{
    MappingRecord record{.kind = MappingRecord::Kind::Exec};
    record.tgid = fields.at<quint32>(8);
    return fields.misc() & miscCommExec ? std::optional(record) : std::nullopt;
}

std::optional<MappingRecord> readRecord(QByteArrayView bytes)
{
    Fields fields(bytes);
    std::optional<MappingRecord> record;
    switch (fields.at<quint32>(0)) {
    case TypeLost: // id, lost
        return MappingRecord{.kind = MappingRecord::Kind::Lost, .lost = fields.at<quint64>(16)};
    case TypeMmap2:
        record = readMap(fields);
        break;
    case TypeKsymbol:
        record = readSymbol(fields);
        break;
    case TypeComm:
        record = readExec(fields);
        break;
    case TypeFork:
        record = readTask(fields, MappingRecord::Kind::Fork);
        break;
    case TypeExit:
        record = readTask(fields, MappingRecord::Kind::Exit);
        break;
    default:
        break;
    }
    if (record)
        record->time = fields.time();
    return record;
}

} // namespace

qsizetype readMappingRecords(QByteArrayView span, const std::function<void(const MappingRecord &)> &record)
{
    qsizetype consumed = 0;
    while (span.size() - consumed >= headerSize) {
        const auto size = qsizetype(qFromLittleEndian<quint16>(span.data() + consumed + 6));
        if (size < headerSize || size % 8 != 0)
            return span.size(); // no record begins here: the rest cannot be told apart
        if (size > span.size() - consumed)
            break;
        const QByteArrayView bytes = span.sliced(consumed, size);
        if (size >= headerSize + trailerSize) {
            if (const auto read = readRecord(bytes))
                record(*read);
        }
        consumed += size;
    }
    return consumed;
}

} // namespace radiosonde
