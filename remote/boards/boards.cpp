// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/boards/boards.h"

#include "core/base/text.h"
#include "remote/boards/board_process.h"

#include <QCoreApplication>

#include <chrono>

namespace radiosonde
{

namespace
{

constexpr std::chrono::milliseconds lookAgain{
    100}; // for an interruption, while another thread starts a board

QString urlOf(const QString &name)
{
    const QString usual = QStringLiteral("-bookworm"); // the suite that may be left away
    return QStringLiteral("board://") + (name.endsWith(usual) ? name.chopped(usual.size()) : name);
}

QString missingText(const QStringList &packages)
{
    return QCoreApplication::translate("Boards", "missing packages: %1").arg(packages.join(u' '));
}

} // namespace

Boards::Boards(const QString &folder) : m_catalogue(folder)
{
    for (const BoardKind &kind : m_catalogue.kinds())
        m_slots[kind.name];
}

Boards::~Boards() = default;

QList<Boards::Entry> Boards::list() const
{
    QList<Entry> entries;
    const std::scoped_lock lock(m_mutex);
    for (const BoardKind &kind : m_catalogue.kinds()) {
        const Slot &slot = m_slots.at(kind.name);
        Entry entry{.url = urlOf(kind.name),
                    .name = kind.name,
                    .title = QStringLiteral("%1, Linux %2").arg(kind.architecture, kind.kernel)};
        const QStringList missing = m_catalogue.missingPackages(kind.architecture);
        if (slot.starting)
            entry.state = State::Starting;
        else if (slot.process && !slot.process->ended())
            entry.state = State::Running;
        else if (!missing.isEmpty() || !slot.why.isEmpty())
            entry.state = State::Unavailable;
        else if (m_catalogue.isMade(kind.name))
            entry.state = State::Made;
        if (entry.state == State::Unavailable)
            entry.why = missing.isEmpty() ? slot.why : missingText(missing);
        entries.append(entry);
    }
    return entries;
}

QStringList Boards::missingPackages(const QString &name) const
{
    return m_catalogue.missingPackages(name.section(u'-', 0, 0));
}

Result<BoardAccess> Boards::start(const QString &name, ConnectObserver *observer,
                                  const Interruptor &interruptor)
{
    const QString full = m_catalogue.fullName(name);
    if (full.isEmpty()) {
        QStringList known;
        for (const BoardKind &kind : m_catalogue.kinds())
            known.append(kind.name);
        return fail(ErrorKind::Usage,
                    QCoreApplication::translate("Boards", "There is no board '%1'").arg(name),
                    QCoreApplication::translate("Boards", "boards are %1").arg(known.join(u", ")));
    }
    std::unique_lock lock(m_mutex);
    Slot &slot = m_slots[full];
    if (const Result<> turn = waitForTurn(slot, lock, interruptor); !turn)
        return std::unexpected(turn.error());
    if (slot.process && !slot.process->ended())
        return accessTo(full, *slot.process);
    slot.starting = true;
    slot.process.reset();
    lock.unlock();
    bool impossible = false;
    Result<std::unique_ptr<BoardProcess>> process =
        BoardProcess::start(m_catalogue.script(), full, observer, interruptor, impossible);
    lock.lock();
    slot.starting = false;
    slot.why = impossible ? process.error().text : QString();
    m_changed.notify_all();
    if (!process)
        return std::unexpected(process.error());
    slot.process = *std::move(process);
    return accessTo(full, *slot.process);
}

// Until no other thread starts the board.
Result<> Boards::waitForTurn(Slot &slot, std::unique_lock<std::mutex> &lock, const Interruptor &interruptor)
{
    while (slot.starting) {
        if (interruptor.interrupted())
            return fail(ErrorKind::Cancelled,
                        QCoreApplication::translate("Boards", "Starting the board was interrupted"));
        m_changed.wait_for(lock, lookAgain);
    }
    return {};
}

BoardAccess Boards::accessTo(const QString &name, const BoardProcess &process) const
{
    return {.name = name,
            .release = process.release(),
            .port = process.port(),
            .opensshPort = process.opensshPort(),
            .identityFile = process.identityFile(),
            .hostKey = process.hostKey(),
            .kernelHeaders = m_catalogue.kernelHeaders(name)};
}

void Boards::stop(const QString &name)
{
    std::shared_ptr<BoardProcess> process; // ends outside of the lock
    const std::scoped_lock lock(m_mutex);
    if (const auto slot = m_slots.find(m_catalogue.fullName(name)); slot != m_slots.end())
        process = std::exchange(slot->second.process, nullptr);
}

} // namespace radiosonde
