// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/ssh/link.h"

#include "core/base/text.h"
#include "remote/transport/ssh/peer.h"

#include <QCoreApplication>

#include <cerrno>
#include <csignal>

#include <poll.h>
#include <sys/socket.h>

namespace radiosonde
{

namespace
{

constexpr qsizetype keptComplaint = 4 << 10;
constexpr quint32 pieceSize = 32 << 10;              // sent at a time: the largest packet that servers take
constexpr std::chrono::milliseconds closeTime{1000}; // for the exit status, which may follow the end of data
constexpr int turnMs = 60000;

} // namespace

SshLink::SshLink(SshConnection connection) : m_connection(std::move(connection)) {}

SshLink::~SshLink()
{
    if (m_near.get() >= 0)
        shutdown(m_near.get(), SHUT_RDWR); // the thread sees that the reader has gone
    if (m_connection.socket.get() >= 0)
        shutdown(m_connection.socket.get(), SHUT_RDWR); // and does not wait for the server either
    if (m_thread.joinable())
        m_thread.join();
}

Result<> SshLink::openPair(SshLink &link)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends) != 0)
        return fail(ErrorKind::Internal, QCoreApplication::translate("Transport", "Can't make a socket: %1")
                                             .arg(QString::fromLocal8Bit(std::strerror(errno))));
    link.m_near = OwnedFd(ends[0]);
    link.m_far = OwnedFd(ends[1]);
    return {};
}

void SshLink::installCallbacks()
{
    ssh_callbacks_init(&m_callbacks);
    m_callbacks.userdata = this;
    m_callbacks.channel_data_function = [](ssh_session, ssh_channel, void *data, uint32_t size, int isError,
                                           void *self) {
        return static_cast<SshLink *>(self)->takeData(static_cast<const char *>(data), size, isError != 0);
    };
    m_callbacks.channel_exit_status_function = [](ssh_session, ssh_channel, int status, void *self) {
        auto *link = static_cast<SshLink *>(self);
        const std::scoped_lock lock(link->m_mutex);
        link->m_status = status;
    };
    m_callbacks.channel_exit_signal_function = [](ssh_session, ssh_channel, const char *signal, int,
                                                  const char *, const char *, void *self) {
        auto *link = static_cast<SshLink *>(self);
        const std::scoped_lock lock(link->m_mutex);
        link->m_signal = signal;
    };
    ssh_set_channel_callbacks(m_channel, &m_callbacks);
}

void SshLink::start()
{
    m_thread = std::thread([this] { run(); });
}

// From here on: the link's thread.

void SshLink::noteComplaint(const char *data, qsizetype size)
{
    const std::scoped_lock lock(m_mutex);
    m_complaint.append(data, size);
    m_complaint = m_complaint.last(qMin(m_complaint.size(), keptComplaint));
}

// Called by the library with data of the channel; how much of it was taken.
int SshLink::takeData(const char *data, quint32 size, bool isError)
{
    if (isError) {
        noteComplaint(data, qsizetype(size));
        return int(size);
    }
    if (m_stuck)
        return 0;
    const ssize_t sent = send(m_far.get(), data, size, MSG_NOSIGNAL | MSG_DONTWAIT);
    m_stuck = sent < ssize_t(size);
    return int(qMax<ssize_t>(sent, 0));
}

bool SshLink::passOn()
{
    while (m_stuck) {
        if (m_rest.isEmpty()) {
            m_rest.resize(2 * pieceSize);
            const int got = ssh_channel_read_nonblocking(m_channel, m_rest.data(), quint32(m_rest.size()), 0);
            m_rest.resize(qMax(got, 0));
            if (m_rest.isEmpty()) {
                m_stuck = false;
                break;
            }
        }
        const ssize_t sent =
            send(m_far.get(), m_rest.constData(), size_t(m_rest.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0)
            return errno == EAGAIN || errno == EINTR;
        m_rest.remove(0, sent);
    }
    return true;
}

// While keys are exchanged anew the library takes nothing: the piece is kept until it does.
bool SshLink::sendToServer()
{
    if (m_piece.isEmpty()) {
        const quint32 room = qMin(pieceSize, ssh_channel_window_size(m_channel));
        m_piece.resize(room);
        const ssize_t got = recv(m_far.get(), m_piece.data(), room, MSG_DONTWAIT);
        const bool nothing = got < 0 && (errno == EAGAIN || errno == EINTR);
        m_piece.resize(qMax<ssize_t>(got, 0));
        if (got <= 0)
            return nothing;
    }
    const int sent = ssh_channel_write(m_channel, m_piece.constData(), quint32(m_piece.size()));
    m_piece.remove(0, qMax(sent, 0));
    return sent >= 0;
}

short SshLink::farEvents() const
{
    const bool backlog = (ssh_get_status(m_connection.session.get()) & SSH_WRITE_PENDING) != 0;
    short events = m_stuck ? POLLOUT : 0;
    if (!backlog && m_piece.isEmpty() && !ssh_channel_is_closed(m_channel) &&
        ssh_channel_window_size(m_channel) > 0)
        events |= POLLIN;
    return events;
}

int SshLink::waitMs() const
{
    if (m_endedAt == std::chrono::steady_clock::time_point())
        return turnMs;
    const auto left = m_endedAt + closeTime - std::chrono::steady_clock::now();
    return int(qMax<qint64>(std::chrono::ceil<std::chrono::milliseconds>(left).count(), 0));
}

bool SshLink::turn(ssh_event event)
{
    const ssh_session session = m_connection.session.get();
    short events = POLLIN;
    if (ssh_get_poll_flags(session) & SSH_WRITE_PENDING)
        events |= POLLOUT;
    pollfd fds[] = {{ssh_get_fd(session), events, 0}, {m_far.get(), farEvents(), 0}};
    poll(fds, 2, waitMs());
    if (fds[1].revents & (POLLHUP | POLLERR)) {
        m_hungUp = true;
        return false;
    }
    if (fds[0].revents != 0 && ssh_event_dopoll(event, 0) == SSH_ERROR && !ssh_is_connected(session)) {
        passOn();
        return m_stuck;
    }
    if (!passOn())
        return false;
    if (((fds[1].revents & POLLIN) || !m_piece.isEmpty()) && !sendToServer())
        return false;
    if (m_stuck || !ssh_channel_is_eof(m_channel))
        return ssh_is_connected(session) || m_stuck;
    if (m_endedAt == std::chrono::steady_clock::time_point())
        m_endedAt = std::chrono::steady_clock::now();
    return !ssh_channel_is_closed(m_channel) && waitMs() > 0;
}

void SshLink::run()
{
    const ssh_session session = m_connection.session.get();
    char early[1024]; // complaints that came while the channel was being opened
    for (int got = 1; got > 0;) {
        got = ssh_channel_read_nonblocking(m_channel, early, sizeof early, 1);
        if (got > 0)
            noteComplaint(early, got);
    }
    const ssh_event event = ssh_event_new();
    ssh_event_add_session(event, session);
    bool alive = passOn();
    while (alive)
        alive = turn(event);
    ssh_event_remove_session(event, session);
    ssh_event_free(event);
    finish();
}

void SshLink::finish()
{
    const std::scoped_lock lock(m_mutex);
    m_finished = true;
    if (!m_hungUp && !ssh_channel_is_closed(m_channel) && !ssh_channel_is_eof(m_channel)) {
        m_trouble = lastWords(m_connection.session.get());
        if (m_trouble.isEmpty() && ssh_is_connected(m_connection.session.get()))
            m_trouble = escapeControl(QString::fromUtf8(ssh_get_error(m_connection.session.get())));
    }
    shutdown(m_far.get(), SHUT_RDWR); // not closed: the reader must not see a reset
}

} // namespace radiosonde
