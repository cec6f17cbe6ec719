// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>
#include <vector>

namespace radiosonde
{

// The symbols of a kernel, its modules and BPF programs: what /proc/kallsyms lists (kernel/kallsyms.c). Kept
// as sorted arrays: 200,000 symbols take about 8 MB. Immutable once made, so any number of threads may read.
class KernelSymbols
{
public:
    // Lines "ADDRESS TYPE NAME[\t[MODULE]]"; those that read otherwise are skipped. Kind Refused when all
    // addresses are 0, as a reader without CAP_SYSLOG sees them; Internal when there is no symbol at all.
    static Result<KernelSymbols> parse(QByteArrayView kallsyms);

    struct Found
    {
        QByteArrayView name;   // valid as long as the KernelSymbols
        QByteArrayView module; // "" for the kernel itself, "bpf" for BPF programs
        quint64 offset = 0;
    };
    // The symbol that `address` lies in. Symbols have no size there: it is the nearest one before, when it is
    // near enough to be true.
    std::optional<Found> find(quint64 address) const;

    // The first symbol of this name, or nothing.
    std::optional<quint64> addressOf(QByteArrayView name) const;

    qsizetype size() const { return qsizetype(m_addresses.size()); }

private:
    QByteArrayView nameAt(size_t index) const;

    std::vector<quint64> m_addresses; // ascending, each once
    std::vector<quint32> m_names;     // where each symbol's name begins in m_text; one more than symbols
    std::vector<quint16> m_modules;   // of each symbol, index in m_moduleNames
    QByteArray m_text;
    std::vector<QByteArray> m_moduleNames; // the first is the kernel itself
};

} // namespace radiosonde
