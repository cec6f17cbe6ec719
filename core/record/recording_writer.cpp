// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/recording_writer.h"

#include "core/model/plan_codec.h"
#include "core/record/block_file.h"
#include "core/record/recording_format.h"

#include <QCoreApplication>
#include <QFile>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace radiosonde
{

namespace
{

struct Recording
{
    Q_DECLARE_TR_FUNCTIONS(Recording)
};

constexpr qsizetype blockBytes = 512 << 10; // of chunks, before packing
constexpr qsizetype maximumQueued =
    64 << 20; // then take() waits for the disk, and the kernel counts what is lost
constexpr std::chrono::milliseconds longestWait{500}; // before what was taken is written

} // namespace

// Chunks go through a queue to a thread that packs and writes them: take() costs the run no disk time.
class RecordingWriter::Impl
{
public:
    explicit Impl(BlockFile file) : m_file(std::move(file)), m_thread([this] { run(); }) {}
    ~Impl() { close({}); }

    void take(const Chunk &chunk);
    void close(const QByteArray &lastBlock);
    qint64 bytesWritten() const { return m_file.size(); }
    std::optional<Error> error() const;

private:
    void run();
    void write(const std::deque<Chunk> &chunks);
    void store(const QByteArray &block);

    BlockFile m_file;
    mutable std::mutex m_mutex; // of what follows
    std::condition_variable m_changed;
    std::deque<Chunk> m_queue;
    qsizetype m_queued = 0; // bytes
    bool m_closing = false;
    std::optional<Error> m_error;
    std::thread m_thread; // last: it uses all others
};

void RecordingWriter::Impl::take(const Chunk &chunk)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_queued < maximumQueued || m_error; });
    if (m_error || m_closing)
        return;
    m_queue.push_back(chunk);
    m_queued += chunk.bytes.size() + recording::chunkHeaderSize;
    if (m_queued >= blockBytes)
        m_changed.notify_all();
}

void RecordingWriter::Impl::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_closing || !m_queue.empty()) {
        m_changed.wait_for(lock, longestWait, [this] { return m_closing || m_queued >= blockBytes; });
        const std::deque<Chunk> chunks = std::exchange(m_queue, {});
        m_queued = 0;
        m_changed.notify_all();
        lock.unlock();
        write(chunks);
        lock.lock();
    }
}

void RecordingWriter::Impl::write(const std::deque<Chunk> &chunks)
{
    QByteArray payload;
    for (const Chunk &chunk : chunks) {
        const qsizetype size = payload.size() + chunk.bytes.size() + recording::chunkHeaderSize;
        if (!payload.isEmpty() && size > blockBytes) {
            store(recording::block(recording::BlockKind::Chunks, payload, true));
            payload.truncate(0);
        }
        recording::appendChunk(payload, chunk);
    }
    if (!payload.isEmpty())
        store(recording::block(recording::BlockKind::Chunks, payload, true));
}

void RecordingWriter::Impl::store(const QByteArray &block)
{
    if (error())
        return;
    std::optional<Error> failed;
    if (block.size() > recording::maximumBlock)
        failed = Error{ErrorKind::Internal, Recording::tr("a snapshot is too large for a recording"), {}};
    else
        failed = m_file.append(block);
    if (failed) {
        const std::scoped_lock lock(m_mutex);
        m_error = failed;
        m_changed.notify_all();
    }
}

void RecordingWriter::Impl::close(const QByteArray &lastBlock)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (m_closing)
            return;
        m_closing = true;
    }
    m_changed.notify_all();
    m_thread.join();
    if (!lastBlock.isEmpty())
        store(lastBlock);
    if (!error())
        m_error = m_file.sync();
}

std::optional<Error> RecordingWriter::Impl::error() const
{
    const std::scoped_lock lock(m_mutex);
    return m_error;
}

RecordingWriter::RecordingWriter(std::unique_ptr<Impl> impl) : m(std::move(impl)) {}

RecordingWriter::~RecordingWriter() = default;

Result<std::unique_ptr<RecordingWriter>> RecordingWriter::create(const QString &path, const Plan &plan)
{
    Result<BlockFile> file = BlockFile::create(path);
    if (!file)
        return std::unexpected(file.error());
    const QByteArray bytes = planToCbor(plan).toCbor();
    const QByteArray start =
        recording::fileHeader() + recording::block(recording::BlockKind::Plan, bytes, false);
    if (const std::optional<Error> failed = file->append(start))
        return std::unexpected(Error{ErrorKind::Usage, failed->text, failed->hint});
    return std::unique_ptr<RecordingWriter>(new RecordingWriter(std::make_unique<Impl>(*std::move(file))));
}

void RecordingWriter::take(const Chunk &chunk)
{
    m->take(chunk);
}

void RecordingWriter::finish(const EndUpdate &end)
{
    m->close(recording::block(recording::BlockKind::End, recording::endToBytes(end), false));
}

qint64 RecordingWriter::bytesWritten() const
{
    return m->bytesWritten();
}

std::optional<Error> RecordingWriter::error() const
{
    return m->error();
}

} // namespace radiosonde
