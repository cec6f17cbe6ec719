// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/symbols/names.h"

#include "core/symbols/names_history.h"
#include "core/symbols/names_state.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace radiosonde
{

namespace
{

constexpr qsizetype placesAtOnce = 4096; // of one file: names come in while others are looked for

Chunk symbolChunk(SymbolStream stream, quint64 position, QByteArray bytes)
{
    Chunk chunk;
    chunk.stream = stream;
    chunk.kind = ChunkKind::Text;
    chunk.position = position;
    chunk.bytes = std::move(bytes);
    return chunk;
}

std::shared_ptr<const KernelSymbols> parsedKernel(const QByteArray &kallsyms)
{
    auto symbols = KernelSymbols::parse(kallsyms);
    return symbols ? std::make_shared<const KernelSymbols>(*std::move(symbols)) : nullptr;
}

} // namespace

class Names::Impl
{
public:
    explicit Impl(std::unique_ptr<SymbolBackend> given) : backend(std::move(given)), thread([this] { run(); })
    {
    }
    ~Impl();

    void take(const Chunk &chunk);
    void learn(const Chunk &chunk); // takes it and keeps it for recordings
    void wake();

    const std::unique_ptr<SymbolBackend> backend;
    mutable std::mutex mutex; // for what follows
    std::condition_variable work, idle;
    NamesState state;
    NamesHistory history;
    bool busy = false;
    bool ended = false;
    std::atomic<quint64> generation = 1;
    Interruptor stop; // the thread's end

private:
    void run();
    void answerAll();
    void readKernel();
    void readProcesses();
    void readPerfMaps();
    void nameWanted();
    void nameSome(quint32 tgid, const Mapping &mapping, const QList<quint64> &offsets);
    void grow() { generation.fetch_add(1, std::memory_order_release); }

    std::thread thread; // last: it uses all of the above
};

Names::Impl::~Impl()
{
    stop.interrupt();
    backend->closeTarget();
    {
        const std::scoped_lock lock(mutex);
        ended = true;
    }
    work.notify_all();
    thread.join();
}

void Names::Impl::wake()
{
    if (state.wantsAny())
        work.notify_one();
}

void Names::Impl::run()
{
    std::unique_lock lock(mutex);
    for (;;) {
        work.wait(lock, [this] { return ended || state.wantsAny(); });
        if (ended)
            break;
        busy = true;
        lock.unlock();
        answerAll();
        lock.lock();
        busy = false;
        idle.notify_all();
    }
    idle.notify_all();
}

void Names::Impl::answerAll()
{
    readKernel();
    readProcesses();
    readPerfMaps();
    nameWanted();
}

void Names::Impl::readKernel()
{
    {
        const std::scoped_lock lock(mutex);
        if (!std::exchange(state.wantsKernel, false))
            return;
    }
    if (auto text = backend->kernelSymbols(stop))
        learn(symbolChunk(KernelSymbolsStream, 0, *std::move(text)));
    const std::scoped_lock lock(mutex);
    state.kernelTried = true;
}

void Names::Impl::readProcesses()
{
    if (!backend->flushMappings(stop) && stop.interrupted())
        return;
    QSet<quint32> wanted;
    {
        const std::scoped_lock lock(mutex);
        for (const quint32 tgid : std::exchange(state.wantedMaps, {})) {
            if (!state.processes.isKnown(tgid)) // the flush may have told
                wanted.insert(tgid);
        }
    }
    for (const quint32 tgid : std::as_const(wanted)) {
        if (auto maps = backend->processMaps(tgid, stop); maps && !maps->isEmpty())
            learn(symbolChunk(ProcessMapsStream, tgid, *std::move(maps)));
    }
    const std::scoped_lock lock(mutex);
    state.retryUnmapped();
}

void Names::Impl::readPerfMaps()
{
    QSet<quint32> wanted;
    {
        const std::scoped_lock lock(mutex);
        wanted.swap(state.wantedPerfMaps);
    }
    for (const quint32 tgid : std::as_const(wanted)) {
        if (auto map = backend->perfMap(tgid, stop); map && !map->isEmpty())
            learn(symbolChunk(PerfMapStream, tgid, *std::move(map)));
    }
}

void Names::Impl::nameWanted()
{
    for (;;) {
        std::unique_lock lock(mutex);
        ModuleTable::Module *module = ended ? nullptr : state.modules.nextWanted();
        if (!module)
            return;
        const Mapping mapping = module->mapping;
        const quint32 tgid = module->tgid;
        const QList<quint64> offsets = std::exchange(module->wanted, {}).values();
        lock.unlock();
        for (qsizetype at = 0; at < offsets.size() && !stop.interrupted(); at += placesAtOnce)
            nameSome(tgid, mapping, offsets.mid(at, placesAtOnce));
    }
}

void Names::Impl::nameSome(quint32 tgid, const Mapping &mapping, const QList<quint64> &offsets)
{
    ModuleNames names{.path = mapping.path, .buildId = mapping.buildId, .tgid = tgid, .places = {}};
    QList<QList<SymbolFrame>> frames(offsets.size());
    if (!mapping.path.isEmpty()) {
        auto answer = backend->symbolize(tgid, mapping, offsets, stop);
        if (answer && answer->size() == offsets.size())
            frames = *std::move(answer);
    }
    ModuleNames found = names;
    for (qsizetype i = 0; i < offsets.size(); ++i) {
        names.places.append({offsets[i], frames[i]});
        if (!frames[i].isEmpty())
            found.places.append(names.places.last());
    }
    const std::scoped_lock lock(mutex);
    state.modules.take(names);
    if (!found.places.isEmpty())
        history.add(symbolChunk(NamesStream, 0, toBytes({found})));
    grow();
}

// Texts are parsed before the lock is taken: whoever asks for a name never waits for that.
void Names::Impl::take(const Chunk &chunk)
{
    const auto tgid = quint32(chunk.position);
    if (chunk.stream == KernelSymbolsStream) {
        auto kernel = parsedKernel(chunk.bytes);
        const std::scoped_lock lock(mutex);
        state.kernel = std::move(kernel);
        state.kernelTried = true;
    } else if (chunk.stream == PerfMapStream) {
        PerfMap map = PerfMap::parse(chunk.bytes);
        const std::scoped_lock lock(mutex);
        state.perfMaps.insert(tgid, std::move(map));
    } else if (chunk.stream == ProcessMapsStream) {
        const QList<Mapping> mappings = parseMaps(chunk.bytes);
        const std::scoped_lock lock(mutex);
        state.takeMaps(tgid, chunk.targetTime, mappings);
    } else if (chunk.stream == NamesStream) {
        const auto names = modulesFromBytes(chunk.bytes);
        const std::scoped_lock lock(mutex);
        for (const ModuleNames &module : names.value_or(QList<ModuleNames>()))
            state.modules.take(module);
    } else if (chunk.stream == MappingStream) {
        const std::scoped_lock lock(mutex);
        if (!state.takeMappings(chunk))
            return;
    }
    grow();
}

void Names::Impl::learn(const Chunk &chunk)
{
    Chunk timed = chunk;
    {
        const std::scoped_lock lock(mutex);
        timed.targetTime = state.newestTime();
        history.add(timed);
    }
    take(timed);
}

Names::Names(std::unique_ptr<SymbolBackend> backend) : m(std::make_unique<Impl>(std::move(backend))) {}

Names::~Names() = default;

QList<SymbolFrame> Names::resolve(const CodeAddress &address)
{
    const std::scoped_lock lock(m->mutex);
    QList<SymbolFrame> frames = m->state.resolve(address);
    m->wake();
    return frames;
}

quint64 Names::generation() const
{
    return m->generation.load(std::memory_order_acquire);
}

void Names::settle(const Interruptor &interruptor)
{
    std::unique_lock lock(m->mutex);
    while (!m->ended && !interruptor.interrupted() && (m->busy || m->state.wantsAny()))
        m->idle.wait_for(lock, std::chrono::milliseconds(20));
}

void Names::prefetchKernel()
{
    const std::scoped_lock lock(m->mutex);
    m->state.wantsKernel = !m->state.kernelTried;
    m->wake();
}

void Names::take(const Chunk &chunk)
{
    if (!isSymbolChunk(chunk))
        return;
    {
        const std::scoped_lock lock(m->mutex);
        m->history.add(chunk);
    }
    m->take(chunk);
}

QList<Chunk> Names::chunks(quint64 &from) const
{
    const std::scoped_lock lock(m->mutex);
    return m->history.from(from);
}

void Names::forgetBoot()
{
    const std::scoped_lock lock(m->mutex);
    m->state.forgetBoot();
}

void Names::closeTarget()
{
    m->backend->closeTarget();
}

} // namespace radiosonde
