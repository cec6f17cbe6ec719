// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/symbols/names_state.h"

#include "core/base/text.h"

namespace radiosonde
{

namespace
{

constexpr qsizetype mostUnmapped = 1'000'000;
constexpr qsizetype longestRecord = 64 << 10;

QString lastPart(const QByteArray &path)
{
    return decodeText(QByteArrayView(path).sliced(path.lastIndexOf('/') + 1));
}

// Where to look: a return address may stand behind the end of its function.
quint64 lookedAt(const CodeAddress &address)
{
    return address.isReturn && address.address > 0 ? address.address - 1 : address.address;
}

QList<SymbolFrame> unknown(const CodeAddress &address, const QString &module = {})
{
    SymbolFrame frame;
    frame.module = module;
    frame.offset = address.address;
    return {frame};
}

} // namespace

QList<SymbolFrame> NamesState::resolve(const CodeAddress &address)
{
    if (address.kernel)
        return resolveKernel(address);
    if (const auto frame = compiledJustInTime(address))
        return {*frame};
    const Mapping *mapping = processes.find(address.tgid, lookedAt(address), address.time);
    return mapping ? resolveMapped(address, *mapping) : resolveUnmapped(address);
}

QList<SymbolFrame> NamesState::resolveKernel(const CodeAddress &address)
{
    const quint64 at = lookedAt(address);
    const auto code = m_kernelCode.upper_bound(at);
    SymbolFrame frame;
    if (code != m_kernelCode.end() && code->second.contains(at)) {
        frame.function = decodeText(code->second.path);
        frame.module = QStringLiteral("bpf");
        frame.offset = address.address - code->second.start;
        return {frame};
    }
    wantsKernel = wantsKernel || (!kernel && !kernelTried);
    const auto found = kernel ? kernel->find(at) : std::nullopt;
    if (!found)
        return unknown(address);
    frame.function = decodeText(found->name);
    frame.module = found->module.isEmpty() ? QStringLiteral("kernel") : decodeText(found->module);
    frame.offset = found->offset + (address.address - at);
    return {frame};
}

std::optional<SymbolFrame> NamesState::compiledJustInTime(const CodeAddress &address) const
{
    const auto map = perfMaps.constFind(address.tgid);
    const auto found = map == perfMaps.constEnd() ? std::nullopt : map->find(lookedAt(address));
    if (!found)
        return {};
    SymbolFrame frame;
    frame.function = decodeText(found->name);
    frame.module = QStringLiteral("[jit]");
    frame.offset = found->offset + (address.address - lookedAt(address));
    return frame;
}

QList<SymbolFrame> NamesState::resolveMapped(const CodeAddress &address, const Mapping &mapping)
{
    ModuleTable::Module &module = modules.moduleOf(address.tgid, mapping);
    const quint64 at = lookedAt(address);
    const bool anonymous = mapping.path.isEmpty();
    const quint64 offset = anonymous ? at : at - mapping.start + mapping.fileOffset;
    const QString name = anonymous ? QString() : lastPart(mapping.path);
    const auto known = module.known.constFind(offset);
    if (known != module.known.constEnd() && !known->isEmpty()) {
        QList<SymbolFrame> frames = *known;
        for (SymbolFrame &frame : frames)
            frame.module = anonymous ? frame.module : name;
        frames.last().offset += address.address - at;
        return frames;
    }
    if (known == module.known.constEnd()) {
        modules.want(module, offset);
        if (anonymous)
            wantedPerfMaps.insert(address.tgid);
    }
    QList<SymbolFrame> frames = unknown(address, name);
    if (!anonymous)
        frames.first().offset = address.address - mapping.start + mapping.fileOffset;
    return frames;
}

QList<SymbolFrame> NamesState::resolveUnmapped(const CodeAddress &address)
{
    const Unmapped question{address.tgid, lookedAt(address), address.time};
    if (address.tgid != 0 && !m_givenUp.contains(question) && m_unmapped.size() < mostUnmapped) {
        m_unmapped.insert(question);
        if (!processes.isKnown(address.tgid))
            wantedMaps.insert(address.tgid);
    }
    return unknown(address);
}

bool NamesState::wantsAny() const
{
    return wantsKernel || !m_unmapped.isEmpty() || !wantedMaps.isEmpty() || modules.anyWanted();
}

void NamesState::retryUnmapped()
{
    const QSet<Unmapped> questions = std::exchange(m_unmapped, {});
    for (const Unmapped &question : questions) {
        if (processes.find(question.tgid, question.address, question.time))
            resolve({.address = question.address, .tgid = question.tgid, .time = question.time});
        else if (m_givenUp.size() < mostUnmapped)
            m_givenUp.insert(question);
    }
}

void NamesState::takeRecord(const MappingRecord &record)
{
    m_newestTime = std::max(m_newestTime, record.time);
    if (record.kind == MappingRecord::Kind::Symbol)
        m_kernelCode[record.mapping.end] = record.mapping;
    else if (record.kind != MappingRecord::Kind::NoSymbol) // stacks of before may still be asked for
        processes.take(record);
}

bool NamesState::takeMappings(const Chunk &chunk)
{
    QByteArray &rest = m_rest[chunk.cpu];
    rest += chunk.bytes;
    const qsizetype used =
        readMappingRecords(rest, [this](const MappingRecord &record) { takeRecord(record); });
    rest.remove(0, used);
    if (rest.size() > longestRecord)
        rest.clear();
    return !std::exchange(m_givenUp, {}).isEmpty();
}

void NamesState::forgetBoot()
{
    kernel.reset();
    kernelTried = true;
    wantsKernel = false;
    processes = ProcessTable();
    perfMaps.clear();
    m_kernelCode.clear();
    m_rest.clear();
}

void NamesState::takeMaps(quint32 tgid, qint64 time, const QList<Mapping> &mappings)
{
    processes.takeMaps(tgid, time, mappings);
    m_givenUp.clear();
}

} // namespace radiosonde
