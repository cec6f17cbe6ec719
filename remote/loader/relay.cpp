// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/relay.h"

#include "remote/loader/host_copies.h"
#include "remote/session/target_files.h"
#include "remote/transport/poll_loop.h"

#include <QCoreApplication>
#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace radiosonde
{

Relay::Relay(Session &session, int socket)
    : m_session(session), m_socket(socket), m_event(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
}

Relay::~Relay()
{
    for (const Outgoing &waiting : m_output) {
        if (waiting.fd >= 0)
            ::close(waiting.fd);
    }
    ::close(m_socket);
    ::close(m_event);
}

void Relay::start()
{
    m_session.loop().post([self = shared_from_this()] { self->watch(); });
}

void Relay::finish()
{
    m_session.loop().post([self = shared_from_this()] { self->close(); });
}

Relay::End Relay::ended() const
{
    const std::scoped_lock lock(m_mutex);
    return m_end;
}

void Relay::end(End how)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (m_end == End::None)
            m_end = how;
    }
    signal();
}

void Relay::signal()
{
    const quint64 one = 1;
    [[maybe_unused]] const auto written = ::write(m_event, &one, sizeof one);
}

void Relay::send(JobFrame type, const std::string &payload)
{
    m_session.loop().post([self = shared_from_this(), type, bytes = QByteArray::fromStdString(payload)] {
        self->queue(type, 0, bytes);
    });
}

Result<QByteArray> Relay::perform(JobFrame type, const std::string &payload, const Interruptor &interruptor)
{
    quint64 job = 0;
    {
        const std::scoped_lock lock(m_mutex);
        job = ++m_job;
        m_answer.reset();
    }
    m_session.loop().post([self = shared_from_this(), type, job, bytes = QByteArray::fromStdString(payload)] {
        self->queue(type, job, bytes);
    });
    for (;;) {
        pollfd waiting[] = {{m_event, POLLIN, 0}, {interruptor.fd(), POLLIN, 0}};
        poll(waiting, 2, -1);
        quint64 count = 0;
        [[maybe_unused]] const auto got = ::read(m_event, &count, sizeof count);
        std::unique_lock lock(m_mutex);
        if (m_answer)
            return *std::exchange(m_answer, std::nullopt);
        if (m_end == End::LinkLost)
            return fail(ErrorKind::Lost,
                        QCoreApplication::translate("Loader", "The target was lost while loading"));
        if (m_end == End::WorkerGone)
            return fail(ErrorKind::Internal, QCoreApplication::translate("Loader", "The load worker died"));
        if (interruptor.interrupted())
            return fail(ErrorKind::Cancelled, QCoreApplication::translate("Loader", "Loading was stopped"));
        const std::optional<Errand> errand = std::exchange(m_errand, std::nullopt);
        lock.unlock();
        if (errand)
            runErrand(*errand, interruptor);
    }
}

void Relay::setSymbolFolders(const QStringList &folders)
{
    const std::scoped_lock lock(m_mutex);
    m_symbolFolders = folders;
}

QString Relay::pathOf(const Errand &errand, const Interruptor &interruptor)
{
    if (errand.buildId.isEmpty())
        return cachedKernelBtf(m_session, interruptor).value_or(QString());
    std::unique_lock lock(m_mutex);
    const QStringList folders = m_symbolFolders;
    lock.unlock();
    return findHostCopy(errand.buildId, folders);
}

void Relay::runErrand(const Errand &errand, const Interruptor &interruptor)
{
    const QString path = pathOf(errand, interruptor);
    const int fd = path.isEmpty() ? -1 : ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    const qint64 result = fd >= 0 ? 0 : -ENOENT;
    m_session.loop().post([self = shared_from_this(), seq = errand.seq, result, fd] {
        self->queue(WIRE_REPLY, seq, QByteArray(reinterpret_cast<const char *>(&result), sizeof result), fd);
    });
}

} // namespace radiosonde
