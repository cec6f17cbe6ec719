// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
#pragma once

#include "core/base/error.h"
#include "remote/wire/wire.h"

#include <QByteArray>

#include <optional>

namespace radiosonde
{

// One frame of the stub's, checked as far as its header goes: a type that a stub sends, a length within
// bounds. The payload points into the decoder's buffer and dies with the decoder's next feed(), prepare() or
// destruction.
struct FrameView
{
    wire_type type = WIRE_END;
    quint8 flags = 0;
    quint16 stream = 0;
    quint64 seq = 0;
    QByteArrayView payload;

    bool isLast() const { return flags & WIRE_LAST; }
};

// Cuts the bytes that come from a stub into frames. Pure: no I/O, no clock. Any thread, one at a time.
// Before the first HELLO all other bytes (a login banner, an echo, a shell's complaint) are skipped and kept
// as noise.
class FrameDecoder
{
public:
    // Most bytes of noise before the first HELLO; more is an error.
    static constexpr qsizetype maxNoise = 256 << 10;

    // Appends a copy of `bytes`.
    void feed(QByteArrayView bytes);

    // The same without a copy: room for `size` bytes to read into, of which commit() takes the first `size`.
    char *prepare(qsizetype size);
    void commit(qsizetype size);

    // The next frame, or nothing when more bytes are needed. An error is fatal: the stream can't be trusted
    // from here on, and each later call returns the same error.
    Result<std::optional<FrameView>> next();

    // What came before the first HELLO, cut to its last 4 KiB: the words of whatever spoke instead of the
    // stub.
    QByteArray noise() const;

    // Bytes fed but not yet returned as frames.
    qsizetype pending() const { return m_end - m_begin; }

private:
    Result<bool> synchronize();
    void skipNoise(qsizetype size);
    std::unexpected<Error> broken(const QString &text);

    QByteArray m_buffer;
    qsizetype m_begin = 0; // of what is not yet decoded
    qsizetype m_end = 0;   // of what was fed
    bool m_synchronized = false;
    qsizetype m_skipped = 0;
    QByteArray m_noise;
    std::optional<Error> m_error;
};

} // namespace radiosonde
