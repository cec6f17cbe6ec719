// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/session/snapshot_assembler.h"

#include <QCoreApplication>

#include <cerrno>
#include <utility>

namespace radiosonde
{

namespace
{

std::unexpected<Error> broken()
{
    return fail(ErrorKind::Lost,
                QCoreApplication::translate("Session", "The target sent a broken snapshot of a map"));
}

} // namespace

Result<std::optional<Chunk>> SnapshotAssembler::add(QByteArrayView payload, bool last)
{
    const Result<SnapshotPart> part = parseSnapshot(payload, m_keySize, m_valueSize);
    if (!part)
        return std::unexpected(part.error());
    if (!m_begun) {
        m_begun = true;
        m_entries = 0;
        m_number = part->number;
        m_chunk =
            Chunk{.kind = ChunkKind::Snapshot, .position = part->number, .targetTime = qint64(part->time)};
        if (!last)
            m_chunk.bytes.reserve(m_usual);
        if (!part->changes)
            m_known.clear();
        m_asked = m_asked && part->changes;
    }
    m_entries += part->entries;
    if (part->number != m_number || (part->error != 0 && !last))
        return broken();
    // When keys vanish under its hands the stub begins anew, so entries may come more than once.
    const bool tooMany = m_entries > quint64(m_maximum) * 4 + 1024;
    if (m_changes)
        m_known.take(part->bytes);
    else if (!tooMany)
        m_chunk.bytes.append(part->bytes);
    if (tooMany)
        m_chunk.bytes.clear();
    if (m_known.count() > qsizetype(m_maximum) * 4 + 1024)
        return broken();
    if (!last)
        return std::nullopt;
    m_error = tooMany ? -E2BIG : part->error;
    return finish(*part);
}

Result<std::optional<Chunk>> SnapshotAssembler::finish(const SnapshotPart &part)
{
    m_begun = false;
    m_cut = part.cut;
    m_final = part.final;
    if (m_changes) {
        m_doubt = m_error != 0 || part.sum != m_known.sum();
        m_chunk.bytes = m_doubt ? QByteArray() : m_known.all();
    }
    m_usual = m_chunk.bytes.size();
    Chunk whole = std::exchange(m_chunk, {});
    if (m_error != 0 || m_doubt)
        return std::nullopt;
    return whole;
}

bool SnapshotAssembler::takeDoubt()
{
    return std::exchange(m_doubt, false) && !std::exchange(m_asked, true);
}

} // namespace radiosonde
