// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/symbols/target_programs.h"

#include "remote/session/target_files.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>
#include <cerrno>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr quint64 rangeBytes = 1 << 20;
constexpr quint64 mostOfMaps = 16 << 20, mostOfPerfMap = 64 << 20;

class TargetFile : public ElfSource
{
public:
    TargetFile(Session &session, QString path, const Interruptor &interruptor)
        : m_session(session), m_path(std::move(path)), m_interruptor(interruptor)
    {
    }
    std::expected<std::string, int> read(uint64_t offset, uint64_t size) override
    {
        constexpr uint64_t mostAtOnce = 16 << 20;
        const auto bytes = readTargetRange(m_session, m_path, offset,
                                           std::clamp<uint64_t>(size, 1, mostAtOnce), m_interruptor);
        return bytes ? std::expected<std::string, int>(
                           bytes->first(std::min<qsizetype>(bytes->size(), qsizetype(size))).toStdString())
                     : std::unexpected(EIO);
    }

private:
    Session &m_session;
    const QString m_path;
    const Interruptor &m_interruptor;
};

// Whole, at its place in the cache; where it can't be written it is left out.
QString keep(const QByteArray &bytes, const QByteArray &buildId)
{
    const QString path = HostFiles::cachePath(buildId);
    QDir().mkpath(QFileInfo(path).path());
    QSaveFile file(path);
    const bool kept = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
    return kept ? path : QString();
}

QString procFile(quint32 tgid, const QString &name)
{
    return u"/proc/%1/%2"_s.arg(tgid).arg(name);
}

} // namespace

// The file as the process sees it; under its own name once the process is gone.
QStringList TargetPrograms::placesOf(quint32 tgid, const Mapping &mapping) const
{
    const QString path = QString::fromUtf8(mapping.path);
    const QString range = u"map_files/%1-%2"_s.arg(mapping.start, 0, 16).arg(mapping.end, 0, 16);
    if (mapping.deleted || !path.startsWith(u'/'))
        return {procFile(tgid, range), procFile(tgid, u"exe"_s)};
    return {procFile(tgid, u"root"_s) + path, path};
}

std::optional<ElfIdentity> TargetPrograms::identity(quint32 tgid, const Mapping &mapping,
                                                    const Interruptor &interruptor)
{
    for (const QString &place : placesOf(tgid, mapping)) {
        TargetFile file(m_session, place, interruptor);
        auto identity = identityOf(file);
        if (identity && (mapping.buildId.isEmpty() || identity->buildId == mapping.buildId))
            return identity;
    }
    return {};
}

quint64 TargetPrograms::mostBytes() const
{
    constexpr quint64 most = 256 << 20, mostOfSerial = 256 << 10;
    return m_session.target().url.startsWith(u"serial:"_s) ? mostOfSerial : most;
}

Result<QByteArray> TargetPrograms::readWhole(const QString &path, const Interruptor &interruptor)
{
    QByteArray whole;
    for (;;) {
        auto bytes = readTargetRange(m_session, path, quint64(whole.size()), rangeBytes, interruptor);
        if (!bytes)
            return bytes;
        whole += *bytes;
        if (quint64(bytes->size()) < rangeBytes)
            return whole;
        if (quint64(whole.size()) > mostBytes())
            return fail(ErrorKind::Internal, path); // nobody reads the words
    }
}

QString TargetPrograms::fetch(quint32 tgid, const Mapping &mapping, const QByteArray &buildId,
                              const Interruptor &interruptor)
{
    constexpr qsizetype shortestId = 2;
    if (buildId.size() < shortestId)
        return {};
    // This machine's own file serves where it is, unless its process sees another one under that name.
    const QString path = QString::fromUtf8(mapping.path);
    const auto local = m_session.target().url == u"local"_s ? identityOf(path) : std::nullopt;
    if (local && local->buildId == buildId)
        return path;
    for (const QString &place : placesOf(tgid, mapping)) {
        const auto bytes = readWhole(place, interruptor);
        if (!bytes)
            continue;
        ElfMemory memory({bytes->constData(), size_t(bytes->size())});
        const auto identity = identityOf(memory);
        if (identity && identity->buildId == buildId)
            return keep(*bytes, buildId);
    }
    return {};
}

QString TargetPrograms::fetchFromMemory(quint32 tgid, const Mapping &mapping, const Interruptor &interruptor)
{
    constexpr quint64 most = 1 << 20;
    if (mapping.end - mapping.start > most)
        return {};
    const auto bytes = readTargetRange(m_session, procFile(tgid, u"mem"_s), mapping.start,
                                       mapping.end - mapping.start, interruptor);
    if (!bytes)
        return {};
    ElfMemory memory({bytes->constData(), size_t(bytes->size())});
    const auto identity = identityOf(memory);
    return identity && identity->buildId.size() > 1 ? keep(*bytes, identity->buildId) : QString();
}

Result<QByteArray> TargetPrograms::maps(quint32 tgid, const Interruptor &interruptor)
{
    return m_session.readFile(procFile(tgid, u"maps"_s), mostOfMaps, interruptor);
}

Result<QByteArray> TargetPrograms::perfMap(quint32 tgid, const Interruptor &interruptor)
{
    constexpr quint64 mostOfStatus = 16 << 10;
    QByteArray own = QByteArray::number(tgid); // as the process calls itself
    if (const auto status = m_session.readFile(procFile(tgid, u"status"_s), mostOfStatus, interruptor)) {
        for (const QByteArray &line : status->split('\n')) {
            if (line.startsWith("NSpid:"))
                own = line.simplified().split(' ').constLast();
        }
    }
    const QString name = u"/tmp/perf-%1.map"_s.arg(QString::fromLatin1(own));
    auto text = m_session.readFile(procFile(tgid, u"root"_s) + name, mostOfPerfMap, interruptor);
    return text ? text : m_session.readFile(name, mostOfPerfMap, interruptor);
}

} // namespace radiosonde
