// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/wire/frame_decoder.h"
#include "remote/wire/frames.h"

#include <QMap>
#include <QStringList>

#include <sys/types.h>

namespace radiosonde
{

struct OwnedFrame
{
    wire_type type = WIRE_END;
    quint8 flags = 0;
    quint16 stream = 0;
    quint64 seq = 0;
    QByteArray payload;
};

// All that answered one request.
struct Answer
{
    qint64 result = -4095; // stays so when no REPLY came in time
    QByteArray bytes;
    QList<OwnedFrame> chunks;
};

// What came of one stream. Positions are checked as they come.
struct StreamBytes
{
    QByteArray bytes;
    quint64 position = 0; // of the first byte
    qint64 frames = 0;
    bool contiguous = true;
    bool keep = true; // the bytes, not only their count
    qint64 count = 0;
};

// A real stub as a child process, spoken to synchronously: the host's end of the protocol, without the
// session.
class StubProcess
{
public:
    StubProcess() = default;
    ~StubProcess(); // kills what still runs
    Q_DISABLE_COPY_MOVE(StubProcess)

    // Starts the stub of this machine, or `program` with arguments. The HELLO has been read when it returns
    // true.
    bool start(const QStringList &program = {});
    // start() and HELLO_ACK with all capabilities, 4 s of silence, 1 MiB of credit.
    bool startSession(quint32 statsMs = 0, quint64 credit = 1 << 20);
    static wire_hello_ack defaultAck();
    // HELLO_ACK, and a window that holds all that a test lets the stub send.
    static void appendGreeting(QByteArray &out, const wire_hello_ack &ack, QByteArrayView logPath = {});

    const Hello &hello() const { return m_hello; }
    pid_t pid() const { return m_pid; }

    bool send(const QByteArray &frames);
    // The next frame other than DATA, which goes to streams(); nothing at the end of the stream or after
    // `timeoutMs`.
    std::optional<OwnedFrame> receive(int timeoutMs = 5000);
    // Collects what answers `seq`; other frames are kept in others().
    Answer wait(quint64 seq, int timeoutMs = 5000);
    // Handles frames for so long.
    void listen(int timeMs);

    Answer call(const Call &call);
    Answer readFile(const QByteArray &path, quint64 offset = 0, quint64 maximum = 0);
    Answer dump(const wire_dump &dump, quint16 stream = 0);
    qint64 addStream(wire_type type, quint16 stream, int fd, quint32 size);
    qint64 flush(quint16 stream, int timeoutMs = 5000);
    qint64 deleteStream(quint16 stream);

    QMap<quint16, StreamBytes> &streams() { return m_streams; }
    QList<OwnedFrame> &others() { return m_others; }
    void setReturnsCredit(bool returns) { m_returnsCredit = returns; }
    quint64 nextSeq() { return ++m_seq; }

    // QUIT, then END's reason; -1 when none came. The last STATS before it, if any, is in stats().
    int quit();
    const std::optional<StubStats> &stats() const { return m_stats; }

    void closeInput();
    // Exit status, or -signal; -1000 when it still runs after `timeoutMs`.
    int waitForExit(int timeoutMs = 5000);

private:
    bool launch(const QStringList &program);
    bool fill(int timeoutMs);
    void take(const FrameView &frame);

    pid_t m_pid = -1;
    int m_in = -1, m_out = -1; // as seen from the stub
    quint64 m_seq = 0;
    FrameDecoder m_decoder;
    Hello m_hello;
    QMap<quint16, StreamBytes> m_streams;
    QList<OwnedFrame> m_others;
    bool m_returnsCredit = true;
    std::optional<StubStats> m_stats;
};

} // namespace radiosonde
