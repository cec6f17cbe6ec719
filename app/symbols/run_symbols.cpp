// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/symbols/run_symbols.h"

#include "app/symbols/debuginfod.h"
#include "remote/session/target_files.h"

#include <QCoreApplication>
#include <QFile>

namespace radiosonde
{

namespace
{

std::unexpected<Error> noTarget()
{
    return fail(ErrorKind::Refused, QCoreApplication::translate("Symbols", "there is no target any more"));
}

} // namespace

RunSymbols::RunSymbols(const SymbolPlaces &places, std::shared_ptr<Symbolizer> symbolizer)
    : m_places(places), m_files(places.folders), m_symbolizer(std::move(symbolizer))
{
}

void RunSymbols::openTarget(Session &session, MappingEvents *events)
{
    const std::scoped_lock lock(m_targetMutex);
    m_targetEnd = std::make_unique<Interruptor>();
    m_session = &session;
    m_events = events;
}

// Kept from session to session, as it takes minutes over a serial link; what comes and goes (modules, BPF
// programs) is told by the events.
Result<QByteArray> RunSymbols::kernelSymbols(const Interruptor &)
{
    constexpr quint64 most = 128 << 20;
    const std::scoped_lock lock(m_targetMutex);
    if (!m_session)
        return noTarget();
    const auto name = cachedTargetFile(*m_session, QStringLiteral("/proc/kallsyms"), TargetFileLife::Boot,
                                       most, *m_targetEnd);
    if (!name)
        return std::unexpected(name.error());
    QFile file(*name);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Internal, file.errorString());
    return file.readAll();
}

Result<> RunSymbols::flushMappings(const Interruptor &)
{
    const std::scoped_lock lock(m_targetMutex);
    return m_session && m_events ? m_events->flush(*m_targetEnd) : Result<>();
}

Result<QByteArray> RunSymbols::processMaps(quint32 tgid, const Interruptor &)
{
    const std::scoped_lock lock(m_targetMutex);
    return m_session ? TargetPrograms(*m_session).maps(tgid, *m_targetEnd) : noTarget();
}

Result<QByteArray> RunSymbols::perfMap(quint32 tgid, const Interruptor &)
{
    const std::scoped_lock lock(m_targetMutex);
    return m_session ? TargetPrograms(*m_session).perfMap(tgid, *m_targetEnd) : noTarget();
}

std::optional<ElfIdentity> RunSymbols::targetIdentity(quint32 tgid, const Mapping &mapping)
{
    const std::scoped_lock lock(m_targetMutex);
    return m_session ? TargetPrograms(*m_session).identity(tgid, mapping, *m_targetEnd) : std::nullopt;
}

QString RunSymbols::fetch(quint32 tgid, const Mapping &mapping, const QByteArray &buildId)
{
    const std::scoped_lock lock(m_targetMutex);
    return m_session ? TargetPrograms(*m_session).fetch(tgid, mapping, buildId, *m_targetEnd) : QString();
}

RunSymbols::Module RunSymbols::ofKernel(quint32 tgid, const Mapping &mapping)
{
    const std::scoped_lock lock(m_targetMutex);
    if (!m_session || mapping.path != "[vdso]")
        return {};
    const QString file = TargetPrograms(*m_session).fetchFromMemory(tgid, mapping, *m_targetEnd);
    return {file, file.isEmpty() ? std::nullopt : identityOf(file)};
}

// What the target has is looked at for as little as possible: for a build-id that the kernel did not tell,
// for addresses where the file of debug information alone does not say, and whole when nothing else helps.
RunSymbols::Module RunSymbols::findModule(quint32 tgid, const Mapping &mapping,
                                          const Interruptor &interruptor)
{
    if (mapping.path.startsWith('['))
        return ofKernel(tgid, mapping);
    HostFiles::Wanted wanted{.path = mapping.path, .buildId = mapping.buildId, .identity = {}};
    const auto askTarget = [&] {
        if (!wanted.identity)
            wanted.identity = targetIdentity(tgid, mapping);
    };
    if (wanted.buildId.isEmpty()) {
        askTarget();
        if (!wanted.identity) // who knows which file it was
            return {};
        wanted.buildId = wanted.identity->buildId;
    }
    auto found = m_files.find(wanted);
    if (!found || !found->identity.hasSymbols) {
        QString path = m_places.debuginfod ? fetchDebugInfo(wanted.buildId, interruptor) : QString();
        if (path.isEmpty() && !found)
            path = fetch(tgid, mapping, wanted.buildId);
        auto identity = path.isEmpty() ? std::nullopt : identityOf(path);
        if (identity && HostFiles::fits(*identity, wanted))
            found = HostFiles::Found{path, *std::move(identity)};
    }
    if (!found)
        return {};
    if (!found->identity.isDebugOnly)
        return {found->path, found->identity};
    askTarget();
    return {found->path, wanted.identity};
}

const RunSymbols::Module &RunSymbols::moduleOf(quint32 tgid, const Mapping &mapping,
                                               const Interruptor &interruptor)
{
    const QByteArray key =
        !mapping.buildId.isEmpty() ? mapping.buildId : QByteArray::number(tgid) + ':' + mapping.path;
    const auto known = m_modules.constFind(key);
    if (known != m_modules.constEnd())
        return *known;
    return *m_modules.insert(key, findModule(tgid, mapping, interruptor));
}

Result<QList<QList<SymbolFrame>>> RunSymbols::symbolize(quint32 tgid, const Mapping &mapping,
                                                        const QList<quint64> &offsets,
                                                        const Interruptor &interruptor)
{
    const Module &module = moduleOf(tgid, mapping, interruptor);
    QList<QList<SymbolFrame>> frames(offsets.size());
    if (module.file.isEmpty() || !module.addresses)
        return frames;
    QList<quint64> addresses;
    QList<qsizetype> places;
    for (qsizetype i = 0; i < offsets.size(); ++i) {
        if (const auto address = addressAt(*module.addresses, offsets[i])) {
            addresses.append(*address);
            places.append(i);
        }
    }
    auto named = m_symbolizer->symbolize(module.file, addresses, interruptor);
    if (!named)
        return named;
    for (qsizetype i = 0; i < places.size(); ++i)
        frames[places[i]] = std::move((*named)[i]);
    return frames;
}

void RunSymbols::closeTarget()
{
    m_targetEnd->interrupt();
    const std::scoped_lock lock(m_targetMutex);
    m_session = nullptr;
    m_events = nullptr;
}

} // namespace radiosonde
