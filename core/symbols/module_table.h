// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/symbols/mapping.h"
#include "core/symbols/symbol_chunks.h"

#include <QHash>
#include <QSet>

#include <deque>

namespace radiosonde
{

// The files that code came from, and which of their places have names by now. Not thread-safe.
class ModuleTable
{
public:
    struct Module
    {
        Mapping mapping; // one of those that show the file
        quint32 tgid = 0;
        QHash<quint64, QList<SymbolFrame>> known; // by offset; empty: looked for in vain
        QSet<quint64> wanted;
    };

    // The module that `mapping` of `tgid` shows. Valid for good.
    Module &moduleOf(quint32 tgid, const Mapping &mapping);

    // One that is wanted, or null.
    Module *nextWanted();
    void want(Module &module, quint64 offset);
    bool anyWanted() const { return !m_wanted.empty(); }

    void take(const ModuleNames &names);

private:
    Module &module(quint32 tgid, const QByteArray &path, const QByteArray &buildId);

    std::deque<Module> m_modules; // addresses stay
    QHash<QByteArray, Module *> m_byKey;
    std::deque<Module *> m_wanted; // each once
};

} // namespace radiosonde
