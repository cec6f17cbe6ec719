// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/symbols/host_files.h"
#include "app/symbols/symbol_places.h"
#include "app/symbols/target_programs.h"
#include "core/compiler/symbolize/symbolizer.h"
#include "core/symbols/symbol_backend.h"
#include "remote/session/mapping_events.h"

#include <mutex>

namespace radiosonde
{

// What the names of a run are made from: the target while there is one, and the files of this machine.
class RunSymbols : public SymbolBackend
{
public:
    // Without a target (a recording) only this machine's files count.
    RunSymbols(const SymbolPlaces &places, std::shared_ptr<Symbolizer> symbolizer);

    // Uses a target until closeTarget(), which must come before either of them goes; `events` may be null.
    // Not beside closeTarget().
    void openTarget(Session &session, MappingEvents *events);

    Result<QByteArray> kernelSymbols(const Interruptor &interruptor) override;
    Result<> flushMappings(const Interruptor &interruptor) override;
    Result<QByteArray> processMaps(quint32 tgid, const Interruptor &interruptor) override;
    Result<QByteArray> perfMap(quint32 tgid, const Interruptor &interruptor) override;
    Result<QList<QList<SymbolFrame>>> symbolize(quint32 tgid, const Mapping &mapping,
                                                const QList<quint64> &offsets,
                                                const Interruptor &interruptor) override;
    void closeTarget() override;

private:
    // The file that names a module's places, and what tells its addresses.
    struct Module
    {
        QString file; // empty: none was found
        std::optional<ElfIdentity> addresses;
    };
    Module findModule(quint32 tgid, const Mapping &mapping, const Interruptor &interruptor);
    Module ofKernel(quint32 tgid, const Mapping &mapping);
    const Module &moduleOf(quint32 tgid, const Mapping &mapping, const Interruptor &interruptor);

    // The target's part in finding it.
    std::optional<ElfIdentity> targetIdentity(quint32 tgid, const Mapping &mapping);
    QString fetch(quint32 tgid, const Mapping &mapping, const QByteArray &buildId);

    std::mutex m_targetMutex; // held while the target is used; for the next two
    Session *m_session = nullptr;
    MappingEvents *m_events = nullptr;
    std::unique_ptr<Interruptor> m_targetEnd = std::make_unique<Interruptor>(); // of this target's use
    const SymbolPlaces m_places;
    HostFiles m_files;
    std::shared_ptr<Symbolizer> m_symbolizer;
    QHash<QByteArray, Module> m_modules; // by build-id, or by process and path
};

} // namespace radiosonde
