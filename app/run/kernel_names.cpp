// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/kernel_names.h"

#include "remote/session/target_files.h"

#include <QFile>

#include <chrono>

namespace radiosonde
{

namespace
{

constexpr quint64 largestKallsyms = 64u << 20;

} // namespace

KernelNames::KernelNames(Session &session)
    : m_loading(std::async(std::launch::async, [this, &session] { load(session); }))
{
}

KernelNames::~KernelNames()
{
    close();
}

void KernelNames::close()
{
    m_stop.interrupt();
    m_loading.wait();
}

// Without the file, or with its addresses hidden, addresses stay numbers: they say so themselves.
void KernelNames::load(Session &session)
{
    const Result<QString> path = cachedTargetFile(session, QStringLiteral("/proc/kallsyms"),
                                                  TargetFileLife::Boot, largestKallsyms, m_stop);
    QFile file(path.value_or(QString()));
    if (!path || !file.open(QIODevice::ReadOnly))
        return;
    Result<KernelSymbols> symbols = KernelSymbols::parse(file.readAll());
    if (!symbols)
        return;
    m_symbols.emplace(*std::move(symbols));
    m_ready = true;
}

QList<SymbolFrame> KernelNames::resolve(const CodeAddress &address)
{
    SymbolFrame frame;
    frame.offset = address.address;
    const auto found = address.kernel && m_ready
                           ? m_symbols->find(address.address - (address.isReturn ? 1 : 0))
                           : std::nullopt;
    if (found) {
        frame.function = QString::fromUtf8(found->name);
        frame.module = found->module.isEmpty() ? QStringLiteral("kernel") : QString::fromUtf8(found->module);
        frame.offset = found->offset;
    }
    return {frame};
}

void KernelNames::settle(const Interruptor &interruptor)
{
    while (!interruptor.interrupted() &&
           m_loading.wait_for(std::chrono::milliseconds(20)) != std::future_status::ready) {
    }
}

} // namespace radiosonde
