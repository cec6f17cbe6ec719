// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/session/session.h"

namespace radiosonde
{

// bpf(2) on the entries of one map of a session's target. Each method makes one call, blocks and may be
// interrupted; its Error is of kind Lost or Cancelled. What the kernel says is in Outcome::error and
// Batch::error.
class MapCalls
{
public:
    // `valueSize` as lookups return it: possible CPUs * roundup(value, 8) for per-CPU maps.
    MapCalls(Session &session, int fd, quint32 keySize, quint32 valueSize)
        : m_session(session), m_fd(fd), m_keySize(keySize), m_valueSize(valueSize)
    {
    }

    struct Outcome
    {
        int error = 0; // errno; 0: done
        QByteArray bytes;
    };
    Result<Outcome> lookUp(const QByteArray &key, const Interruptor &stop);  // the value
    Result<Outcome> nextKey(const QByteArray &key, const Interruptor &stop); // empty: the first one
    Result<Outcome> update(const QByteArray &key, const QByteArray &value, quint64 flags,
                           const Interruptor &stop);
    Result<Outcome> remove(const QByteArray &key, const Interruptor &stop);

    // BPF_MAP_LOOKUP_BATCH (from 5.6): up to `count` entries behind the place `from` (empty: from the start).
    struct Batch
    {
        int error = 0; // ENOENT: these are the last ones; ENOSPC: `count` is too small for the next ones
        quint32 count = 0;
        QByteArray keys; // one after the other
        QByteArray values;
        QByteArray next; // a place, opaque
    };
    Result<Batch> batch(const QByteArray &from, quint32 count, const Interruptor &stop);

private:
    Result<Outcome> element(quint64 command, const QByteArray &key, const QByteArray &second,
                            qsizetype secondSize, quint64 flags, const Interruptor &stop);

    Session &m_session;
    int m_fd;
    quint32 m_keySize;
    quint32 m_valueSize;
};

} // namespace radiosonde
