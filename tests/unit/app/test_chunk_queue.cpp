// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/chunk_queue.h"

#include <QTest>

#include <thread>

#include <poll.h>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

bool readable(const ChunkQueue &queue, int timeoutMs)
{
    pollfd wait{queue.fd(), POLLIN, 0};
    return poll(&wait, 1, timeoutMs) == 1;
}

Chunk chunkAt(quint64 position)
{
    Chunk chunk;
    chunk.position = position;
    return chunk;
}

} // namespace

class TestChunkQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isReadableOnlyWithContents()
    {
        ChunkQueue queue;
        QVERIFY(!readable(queue, 0));
        queue.take(chunkAt(1));
        queue.take(chunkAt(2));
        QVERIFY(readable(queue, 0));
        const auto chunks = queue.takeAll();
        QCOMPARE(chunks.size(), 2u);
        QCOMPARE(chunks.front().position, 1u);
        QVERIFY(!readable(queue, 0));
    }

    void keepsOrderBetweenThreads()
    {
        constexpr quint64 count = 100'000;
        ChunkQueue queue;
        std::jthread producer([&] {
            for (quint64 i = 0; i < count; ++i)
                queue.take(chunkAt(i));
        });
        quint64 next = 0;
        while (next < count) {
            QVERIFY(readable(queue, 10'000));
            for (const Chunk &chunk : queue.takeAll())
                QCOMPARE(chunk.position, next++);
        }
    }

    void failureWakesAndStays()
    {
        ChunkQueue queue;
        QVERIFY(!queue.failure());
        queue.fail({ErrorKind::Lost, u"the stub was killed"_s, {}});
        QVERIFY(readable(queue, 0));
        queue.takeAll();
        QVERIFY(queue.failure());
        QCOMPARE(queue.failure()->kind, ErrorKind::Lost);
    }
};

QTEST_GUILESS_MAIN(TestChunkQueue)
#include "test_chunk_queue.moc"
