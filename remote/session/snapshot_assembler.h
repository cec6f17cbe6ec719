// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/chunk.h"
#include "remote/session/known_entries.h"
#include "remote/wire/frames.h"

#include <optional>

namespace radiosonde
{

// Puts the parts of a map's snapshots together. A snapshot of many more entries than were asked for is
// given up.
class SnapshotAssembler
{
public:
    SnapshotAssembler() = default;
    // `changes`: what has not changed may be left out of snapshots, and comes out of them all the same.
    SnapshotAssembler(quint32 keySize, quint32 valueSize, quint32 maximum, bool changes = false)
        : m_keySize(keySize), m_valueSize(valueSize), m_maximum(maximum), m_changes(changes),
          m_known(keySize, valueSize)
    {
    }
    void setStream(quint16 wire) { m_known.setStream(wire); }

    // A CHUNK's payload. A whole snapshot once its last part came: a chunk whose stream and final are not set
    // yet. Nothing for an earlier part, and when the target could not read all of the map: half a map would
    // look like one whose entries were deleted. The same key may come twice; the later one counts. Error:
    // parts that do not fit together.
    Result<std::optional<Chunk>> add(QByteArrayView payload, bool last);

    int lastError() const
    {
        return m_error;
    } // negative errno of the newest snapshot that was given up, else 0
    bool wasCut() const { return m_cut; }    // the newest snapshot lacks entries beyond the maximum
    bool isFinal() const { return m_final; } // the newest one was said to be the last

    // Entries have vanished that were told earlier: such a snapshot is given up. True once, so that the
    // target is asked to leave nothing out of the next one.
    bool takeDoubt();

private:
    Result<std::optional<Chunk>> finish(const SnapshotPart &part);

    quint32 m_keySize = 0;
    quint32 m_valueSize = 0;
    quint32 m_maximum = 0; // entries
    bool m_changes = false;
    KnownEntries m_known;
    bool m_doubt = false, m_asked = false;
    bool m_begun = false;
    quint64 m_entries = 0;
    quint32 m_number = 0;
    qsizetype m_usual = 0; // bytes of the last snapshot
    int m_error = 0;
    bool m_cut = false;
    bool m_final = false;
    Chunk m_chunk;
};

} // namespace radiosonde
