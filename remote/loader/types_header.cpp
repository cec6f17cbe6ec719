// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/types_header.h"

#include "remote/loader/jobs.h"
#include "remote/loader/message.h"
#include "remote/loader/refusal.h"
#include "remote/loader/types_file.h"
#include "remote/loader/worker_process.h"
#include "remote/wire/wire.h"

#include <QCoreApplication>

#include <cerrno>

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace radiosonde
{

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("Loader", text);
}

// A worker without a target: it can do what takes no kernel call.
class LoneWorker
{
public:
    explicit LoneWorker(const Interruptor &interruptor) : m_interruptor(interruptor) {}
    ~LoneWorker()
    {
        if (m_socket >= 0)
            ::close(m_socket);
    }
    LoneWorker(const LoneWorker &) = delete;
    LoneWorker &operator=(const LoneWorker &) = delete;

    Result<> start(const QString &path)
    {
        Result<LoadWorkerProcess> process = LoadWorkerProcess::start(path, m_socket);
        if (!process)
            return std::unexpected(process.error());
        m_process = *std::move(process);
        return {};
    }

    Result<> send(JobFrame type, const std::string &payload)
    {
        const wire_frame header{quint32(payload.size()), type, 0, 0, 0};
        QByteArray bytes(reinterpret_cast<const char *>(&header), sizeof header);
        bytes.append(payload.data(), qsizetype(payload.size()));
        for (qsizetype done = 0; done < bytes.size();) {
            const ssize_t sent =
                ::send(m_socket, bytes.constData() + done, size_t(bytes.size() - done), MSG_NOSIGNAL);
            if (sent >= 0)
                done += sent;
            else if (const Result<> ready = wait(POLLOUT); !ready)
                return ready;
        }
        return {};
    }

    Result<QByteArray> receive()
    {
        const Result<QByteArray> head = receive(sizeof(wire_frame));
        if (!head)
            return head;
        wire_frame header;
        std::memcpy(&header, head->constData(), sizeof header);
        if (header.type != JobDone || header.length > jobMaximumPayload)
            return died();
        return receive(header.length);
    }

private:
    // Also after any trouble with the socket: that it tells of by POLLHUP.
    Result<> wait(short events)
    {
        if (errno != EAGAIN && errno != EINTR)
            return died();
        pollfd fds[] = {{m_socket, events, 0}, {m_interruptor.fd(), POLLIN, 0}};
        poll(fds, 2, -1);
        if (m_interruptor.interrupted())
            return fail(ErrorKind::Cancelled, tr("Loading was stopped"));
        return {};
    }

    Result<QByteArray> receive(qsizetype size)
    {
        QByteArray bytes(size, Qt::Uninitialized);
        for (qsizetype done = 0; done < size;) {
            const ssize_t got = recv(m_socket, bytes.data() + done, size_t(size - done), 0);
            if (got == 0)
                return died();
            if (got > 0)
                done += got;
            else if (const Result<> ready = wait(POLLIN); !ready)
                return std::unexpected(ready.error());
        }
        return bytes;
    }

    std::unexpected<Error> died()
    {
        return fail(ErrorKind::Internal, tr("The load worker died: %1").arg(m_process.end()));
    }

    const Interruptor &m_interruptor;
    LoadWorkerProcess m_process;
    int m_socket = -1;
};

} // namespace

Result<QByteArray> headerOfTypes(const QString &workerPath, const QString &btfPath,
                                 const Interruptor &interruptor)
{
    const Result<std::string> types = readTypes(btfPath);
    if (!types)
        return std::unexpected(types.error());
    LoneWorker worker(interruptor);
    Result<> asked = worker.start(workerPath);
    if (asked)
        asked = worker.send(JobTarget, encodeMessage(TargetJob{}));
    if (asked)
        asked = worker.send(JobHeader, encodeMessage(HeaderJob{*types}));
    if (!asked)
        return std::unexpected(asked.error());
    const Result<QByteArray> bytes = worker.receive();
    if (!bytes)
        return bytes;
    const auto answer =
        decodeMessage<HeaderAnswer>(std::string_view(bytes->constData(), size_t(bytes->size())));
    if (!answer)
        return fail(ErrorKind::Internal, tr("The load worker gave an answer that makes no sense"));
    if (answer->error != 0)
        return fail(ErrorKind::Refused, tr("%1 holds no types: %2").arg(btfPath, errnoText(answer->error)));
    return QByteArray::fromStdString(answer->text);
}

} // namespace radiosonde
