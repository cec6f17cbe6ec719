// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/symbols/module_table.h"

namespace radiosonde
{

// A file is the same in all processes where its build-id says so. "[vdso]" and the like, memory without a
// file and files that tell none are known by their process.
ModuleTable::Module &ModuleTable::module(quint32 tgid, const QByteArray &path, const QByteArray &buildId)
{
    const quint32 owner = buildId.isEmpty() ? tgid : 0;
    const QByteArray key = buildId + '\0' + path + '\0' + QByteArray::number(owner);
    Module *&known = m_byKey[key];
    if (!known) {
        m_modules.emplace_back();
        known = &m_modules.back();
        known->mapping.path = path;
        known->mapping.buildId = buildId;
        known->tgid = tgid;
    }
    return *known;
}

ModuleTable::Module &ModuleTable::moduleOf(quint32 tgid, const Mapping &mapping)
{
    Module &found = module(tgid, mapping.path, mapping.buildId);
    if (found.mapping.end == 0)
        found.mapping = mapping;
    if (found.wanted.isEmpty() && found.tgid != tgid) { // the newest process is the likeliest to be alive
        found.mapping = mapping;
        found.tgid = tgid;
    }
    return found;
}

void ModuleTable::want(Module &module, quint64 offset)
{
    if (module.wanted.isEmpty())
        m_wanted.push_back(&module);
    module.wanted.insert(offset);
}

ModuleTable::Module *ModuleTable::nextWanted()
{
    if (m_wanted.empty())
        return nullptr;
    Module *next = m_wanted.front();
    m_wanted.pop_front();
    return next;
}

void ModuleTable::take(const ModuleNames &names)
{
    Module &found = module(names.tgid, names.path, names.buildId);
    for (const ModuleNames::Place &place : names.places)
        found.known.insert(place.offset, place.frames);
}

} // namespace radiosonde
