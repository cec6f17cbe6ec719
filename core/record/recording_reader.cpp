// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/recording_reader.h"

#include "core/base/cbor_fields.h"
#include "core/layout/scalar.h"
#include "core/model/plan_codec.h"
#include "core/record/recording_format.h"

#include <QCoreApplication>
#include <QFile>

namespace radiosonde
{

namespace
{

struct Recording
{
    Q_DECLARE_TR_FUNCTIONS(Recording)
};

struct Block
{
    quint16 kind = 0;
    QByteArray payload; // unpacked
};

} // namespace

class RecordingReader::Impl
{
public:
    explicit Impl(const QString &path) : m_file(path) {}

    Result<> open();
    const Plan &plan() const { return m_plan; }
    qint64 fileSize() const { return m_file.size(); }
    qint64 position() const { return m_position; }
    Result<RecordingEnd> replay(ChunkSink &sink, const Interruptor &interruptor);

private:
    Result<> readHeader();
    Result<> readPlan();
    std::expected<Block, Error> nextBlock();
    bool giveChunks(const QByteArray &payload, ChunkSink &sink);
    Error damagedHere() const;
    Error cutHere() const;

    QFile m_file;
    Plan m_plan;
    qint64 m_position = 0; // after the last whole block
};

Error RecordingReader::Impl::damagedHere() const
{
    return {ErrorKind::Internal, Recording::tr("the recording is damaged at byte %1").arg(m_position), {}};
}

Error RecordingReader::Impl::cutHere() const
{
    return {
        ErrorKind::Internal, Recording::tr("the recording was cut short after byte %1").arg(m_position), {}};
}

Result<> RecordingReader::Impl::open()
{
    if (!m_file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Usage,
                    Recording::tr("%1 cannot be read: %2").arg(m_file.fileName(), m_file.errorString()));
    const Result<> header = readHeader();
    return header ? readPlan() : header;
}

Result<> RecordingReader::Impl::readHeader()
{
    const QByteArray header = m_file.read(recording::fileHeaderSize);
    if (header.size() < recording::fileHeaderSize || !header.startsWith(recording::magic))
        return fail(ErrorKind::Usage,
                    Recording::tr("%1 is no recording of Radiosonde").arg(m_file.fileName()));
    const quint64 version = loadUnsigned(header.constData() + recording::magic.size(), 4);
    if (version != recording::version)
        return fail(ErrorKind::Usage,
                    Recording::tr("%1 is a recording of version %2; this program reads version %3")
                        .arg(m_file.fileName())
                        .arg(version)
                        .arg(recording::version));
    m_position = recording::fileHeaderSize;
    return {};
}

Result<> RecordingReader::Impl::readPlan()
{
    const std::expected<Block, Error> block = nextBlock();
    const bool isPlan = block && block->kind == quint16(recording::BlockKind::Plan);
    Result<Plan> plan = isPlan ? planFromCbor(parseCbor(block->payload)) : std::unexpected(damagedHere());
    if (!plan)
        return fail(
            ErrorKind::Usage,
            Recording::tr("%1 holds no readable plan, so nothing of it can be shown").arg(m_file.fileName()));
    m_plan = *std::move(plan);
    m_position = m_file.pos();
    return {};
}

std::expected<Block, Error> RecordingReader::Impl::nextBlock()
{
    const QByteArray header = m_file.read(recording::blockHeaderSize);
    if (header.size() < recording::blockHeaderSize)
        return std::unexpected(cutHere());
    const std::optional<recording::BlockHeader> fields = recording::readBlockHeader(header);
    if (!fields)
        return std::unexpected(damagedHere());
    if (fields->length > m_file.size() - m_file.pos())
        return std::unexpected(cutHere());
    QByteArray payload = m_file.read(fields->length);
    if (payload.size() != qsizetype(fields->length) || !recording::checksumFits(header, payload))
        return std::unexpected(damagedHere());
    if (fields->flags & recording::packedFlag) {
        std::optional<QByteArray> unpacked = recording::unpack(payload);
        if (!unpacked)
            return std::unexpected(damagedHere());
        payload = *std::move(unpacked);
    }
    return Block{fields->kind, payload};
}

bool RecordingReader::Impl::giveChunks(const QByteArray &payload, ChunkSink &sink)
{
    for (qsizetype at = 0; at < payload.size();) {
        const std::optional<Chunk> chunk = recording::readChunk(payload, at);
        if (!chunk)
            return false;
        sink.take(*chunk);
    }
    return true;
}

Result<RecordingEnd> RecordingReader::Impl::replay(ChunkSink &sink, const Interruptor &interruptor)
{
    RecordingEnd result;
    while (!result.end) {
        if (interruptor.interrupted())
            return fail(ErrorKind::Cancelled, Recording::tr("reading was stopped"));
        const std::expected<Block, Error> block = nextBlock();
        if (!block) {
            result.damage = block.error();
            return result;
        }
        bool good = true;
        if (block->kind == quint16(recording::BlockKind::Chunks)) {
            good = giveChunks(block->payload, sink);
        } else if (block->kind == quint16(recording::BlockKind::End)) {
            result.end = recording::endFromBytes(block->payload);
            good = result.end.has_value();
        } // other kinds come from newer versions and may be left out
        if (!good) {
            result.damage = damagedHere();
            return result;
        }
        m_position = m_file.pos();
    }
    if (m_position < m_file.size())
        result.damage = damagedHere();
    return result;
}

RecordingReader::RecordingReader(std::unique_ptr<Impl> impl) : m(std::move(impl)) {}

RecordingReader::~RecordingReader() = default;

Result<std::unique_ptr<RecordingReader>> RecordingReader::open(const QString &path)
{
    auto impl = std::make_unique<Impl>(path);
    if (const Result<> opened = impl->open(); !opened)
        return std::unexpected(opened.error());
    return std::unique_ptr<RecordingReader>(new RecordingReader(std::move(impl)));
}

const Plan &RecordingReader::plan() const
{
    return m->plan();
}

qint64 RecordingReader::fileSize() const
{
    return m->fileSize();
}

qint64 RecordingReader::position() const
{
    return m->position();
}

Result<RecordingEnd> RecordingReader::replay(ChunkSink &sink, const Interruptor &interruptor)
{
    return m->replay(sink, interruptor);
}

} // namespace radiosonde
