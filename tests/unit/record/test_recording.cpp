// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/decoder.h"
#include "core/model/plan_codec.h"
#include "core/record/recording_format.h"
#include "core/record/recording_reader.h"
#include "core/record/recording_writer.h"
#include "tests/unit/model/keeping_sink.h"
#include "tests/unit/model/make_chunks.h"
#include "tests/unit/model/make_plans.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace radiosonde;
using namespace radiosonde::testing;
using namespace Qt::StringLiterals;

namespace
{

class KeepingChunks : public ChunkSink
{
public:
    void take(const Chunk &chunk) override { chunks.append(chunk); }
    QList<Chunk> chunks;
};

bool same(const Chunk &a, const Chunk &b)
{
    return a.stream == b.stream && a.kind == b.kind && a.cpu == b.cpu && a.final == b.final &&
           a.position == b.position && a.targetTime == b.targetTime && a.bytes == b.bytes;
}

QByteArray eventBytes(quint64 ts, quint32 pid)
{
    return number(ts, 8) + number(pid, 4) + "comm";
}

QList<Chunk> someChunks(int count)
{
    QList<Chunk> chunks;
    quint64 position = 0;
    for (int i = 0; i < count; ++i) {
        const QByteArray bytes = ringRecord(eventBytes(quint64(1000 + i), quint32(i)));
        chunks.append(chunk(ChunkKind::Ring, 1, bytes, 2000 + i, position));
        position += quint64(bytes.size());
    }
    return chunks;
}

Plan eventPlan()
{
    return planOf(eventFacts(RingBuffer, false));
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

void record(const QString &path, const QList<Chunk> &chunks)
{
    const auto writer = RecordingWriter::create(path, eventPlan());
    QVERIFY(writer);
    for (const Chunk &chunk : chunks)
        (*writer)->take(chunk);
    EndUpdate end;
    end.delivered = quint64(chunks.size());
    end.durationNs = 5;
    (*writer)->finish(end);
    QVERIFY(!(*writer)->error());
    QCOMPARE((*writer)->bytesWritten(), QFile(path).size());
}

// All chunks that can be had, and how it ended.
RecordingEnd replay(const QString &path, QList<Chunk> &chunks)
{
    KeepingChunks sink;
    const Interruptor interruptor;
    const auto reader = RecordingReader::open(path);
    if (!reader)
        return {{}, reader.error()};
    const Result<RecordingEnd> end = (*reader)->replay(sink, interruptor);
    chunks = sink.chunks;
    return end.value_or(RecordingEnd{});
}

} // namespace

class RecordingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasTakenComesBack()
    {
        const QString path = m_folder.filePath(u"whole.rsrec"_s);
        QList<Chunk> written = someChunks(1000);
        written.append(snapshot(2, QByteArray(2'000'000, 'x'), 9, true));
        written.append(chunk(ChunkKind::Clock, 0, {}, 0, quint64(-5)));
        record(path, written);
        QList<Chunk> read;
        const RecordingEnd end = replay(path, read);
        QVERIFY(!end.damage);
        QVERIFY(end.end);
        QCOMPARE(end.end->delivered, 1002u);
        QVERIFY(!end.end->lost);
        QCOMPARE(end.end->durationNs, 5);
        QCOMPARE(read.size(), written.size());
        QVERIFY(std::equal(read.begin(), read.end(), written.begin(), same));
        const auto reader = RecordingReader::open(path);
        QCOMPARE(planToCbor((*reader)->plan()), planToCbor(eventPlan()));
    }

    void aReplayDecodesAsTheRunDid()
    {
        const QString path = m_folder.filePath(u"replay.rsrec"_s);
        const QList<Chunk> chunks = someChunks(500);
        KeepingSink live;
        Decoder liveDecoder(eventPlan(), live);
        for (const Chunk &chunk : chunks)
            liveDecoder.take(chunk);
        record(path, chunks);
        const auto reader = RecordingReader::open(path);
        KeepingSink replayed;
        Decoder decoder((*reader)->plan(), replayed);
        const Interruptor interruptor;
        QVERIFY((*reader)->replay(decoder, interruptor));
        QCOMPARE(replayed.eventList.size(), 500);
        QCOMPARE(replayed.eventList, live.eventList);
    }

    void cutsAreReadUpToTheirLastBlock()
    {
        const QString path = m_folder.filePath(u"long.rsrec"_s);
        record(path, someChunks(3));
        const QByteArray whole = contentOf(path);
        const QString cut = m_folder.filePath(u"cut.rsrec"_s);
        qsizetype most = 0;
        for (qsizetype size = 0; size < whole.size(); size += size % 29 + 1) {
            write(cut, whole.first(size));
            QList<Chunk> chunks;
            const RecordingEnd end = replay(cut, chunks);
            QVERIFY2(end.damage, qPrintable(QString::number(size)));
            QVERIFY(!end.end);
            QVERIFY(chunks.size() == 0 || chunks.size() == 3);
            most = std::max(most, chunks.size());
        }
        QCOMPARE(most, 3);
    }

    void flippedBitsAreNoticed()
    {
        const QString path = m_folder.filePath(u"flip.rsrec"_s);
        record(path, someChunks(3));
        const QByteArray whole = contentOf(path);
        const QString flipped = m_folder.filePath(u"flipped.rsrec"_s);
        for (qsizetype at = 0; at < whole.size(); at += at % 29 + 1) {
            if (at >= 12 && at < 16)
                continue; // reserved bytes of the file's header
            QByteArray bytes = whole;
            bytes[at] = static_cast<char>(bytes[at] ^ 0x20);
            write(flipped, bytes);
            QList<Chunk> chunks;
            QVERIFY2(replay(flipped, chunks).damage, qPrintable(QString::number(at)));
        }
    }

    void damageTellsItsPlace()
    {
        const QString path = m_folder.filePath(u"damaged.rsrec"_s);
        record(path, someChunks(3));
        QByteArray bytes = contentOf(path);
        const QByteArray start =
            recording::fileHeader() +
            recording::block(recording::BlockKind::Plan, planToCbor(eventPlan()).toCbor(), false);
        QVERIFY(bytes.startsWith(start));
        bytes[start.size() + 20] ^= 1;
        write(path, bytes);
        QList<Chunk> chunks;
        QCOMPARE(replay(path, chunks).damage->text,
                 u"the recording is damaged at byte %1"_s.arg(start.size()));
        write(path, bytes.first(start.size() + 5));
        QCOMPARE(replay(path, chunks).damage->text,
                 u"the recording was cut short after byte %1"_s.arg(start.size()));
    }

    void whatIsNoRecordingIsRefused()
    {
        const QString path = m_folder.filePath(u"text.rsrec"_s);
        for (const QByteArray &content :
             {QByteArray(), QByteArray("#!/bin/sh\n"), QByteArray(100'000, '\0')}) {
            write(path, content);
            const auto reader = RecordingReader::open(path);
            QVERIFY(!reader);
            QCOMPARE(reader.error().kind, ErrorKind::Usage);
        }
        QCOMPARE(RecordingReader::open(m_folder.filePath(u"missing"_s)).error().kind, ErrorKind::Usage);
        QCOMPARE(RecordingReader::open(m_folder.path()).error().kind, ErrorKind::Usage);
        QByteArray newer = recording::fileHeader();
        newer[8] = 2;
        write(path, newer);
        QVERIFY(RecordingReader::open(path).error().text.contains(u"version 2"_s));
    }

    void kindsOfNewerVersionsAreSkipped()
    {
        const QString path = m_folder.filePath(u"newer.rsrec"_s);
        QByteArray payload;
        recording::appendChunk(payload, someChunks(1)[0]);
        write(path,
              recording::fileHeader() +
                  recording::block(recording::BlockKind::Plan, planToCbor(eventPlan()).toCbor(), false) +
                  recording::block(recording::BlockKind(77), "something new", false) +
                  recording::block(recording::BlockKind::Chunks, payload, true) +
                  recording::block(recording::BlockKind::End, recording::endToBytes({}), false));
        QList<Chunk> chunks;
        const RecordingEnd end = replay(path, chunks);
        QVERIFY(!end.damage);
        QCOMPARE(chunks.size(), 1);
    }

    void aKilledWriterLosesASecondAtMost()
    {
        const QString path = m_folder.filePath(u"killed.rsrec"_s);
        const pid_t child = fork();
        if (child == 0) {
            const auto writer = RecordingWriter::create(path, eventPlan());
            for (const Chunk &chunk : someChunks(100))
                (*writer)->take(chunk);
            usleep(1'000'000);
            raise(SIGKILL);
        }
        int status = 0;
        QCOMPARE(waitpid(child, &status, 0), child);
        QVERIFY(WIFSIGNALED(status));
        QList<Chunk> chunks;
        const RecordingEnd end = replay(path, chunks);
        QCOMPARE(chunks.size(), 100);
        QVERIFY(!end.end);
        QVERIFY(end.damage->text.contains(u"cut short"_s));
    }

    void aFullDiskEndsTheRecordingOnly()
    {
        const QString path = m_folder.filePath(u"full.rsrec"_s);
        const pid_t child = fork(); // limits are the process's own
        if (child == 0) {
            signal(SIGXFSZ, SIG_IGN);
            const rlimit limit{200'000, 200'000};
            setrlimit(RLIMIT_FSIZE, &limit);
            const auto writer = RecordingWriter::create(path, eventPlan());
            (*writer)->take(someChunks(1)[0]);
            usleep(700'000);
            quint64 random = 88172645463325252u;
            QByteArray noise(1 << 20, Qt::Uninitialized);
            for (char &byte : noise) {
                random ^= random << 13;
                random ^= random >> 7;
                random ^= random << 17;
                byte = static_cast<char>(random);
            }
            (*writer)->take(chunk(ChunkKind::Snapshot, 1, noise, 1));
            (*writer)->finish({});
            _exit((*writer)->error() ? 0 : 1);
        }
        int status = 0;
        QCOMPARE(waitpid(child, &status, 0), child);
        QCOMPARE(status, 0);
        QList<Chunk> chunks;
        const RecordingEnd end = replay(path, chunks);
        QCOMPARE(chunks.size(), 1);
        QVERIFY(end.damage);
        QVERIFY(!RecordingWriter::create(u"/nowhere/x.rsrec"_s, eventPlan()));
    }

    void readingCanBeStopped()
    {
        const QString path = m_folder.filePath(u"stopped.rsrec"_s);
        record(path, someChunks(3));
        Interruptor interruptor;
        interruptor.interrupt();
        KeepingChunks sink;
        const auto result = (*RecordingReader::open(path))->replay(sink, interruptor);
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::Cancelled);
    }

private:
    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(RecordingTest)
#include "test_recording.moc"
