// SPDX-License-Identifier: GPL-3.0-or-later
#include "question_server.h"

#include <QFile>

#include <cstring>

#include <arpa/inet.h>
#include <libssh/libssh.h>
#include <libssh/server.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace radiosonde
{

namespace
{

bool answeredWell(ssh_session session)
{
    return ssh_userauth_kbdint_getnanswers(session) == 2 &&
           std::strcmp(ssh_userauth_kbdint_getanswer(session, 0), "ada") == 0 &&
           std::strcmp(ssh_userauth_kbdint_getanswer(session, 1), "1815") == 0;
}

// True once somebody has logged in.
bool reply(ssh_session session, ssh_message message)
{
    const char *prompts[] = {"Your name: ", "Your code: "};
    char echo[] = {1, 0};
    if (ssh_message_type(message) != SSH_REQUEST_AUTH ||
        ssh_message_subtype(message) != SSH_AUTH_METHOD_INTERACTIVE) {
        ssh_message_auth_set_methods(message, SSH_AUTH_METHOD_INTERACTIVE);
        ssh_message_reply_default(message);
    } else if (!ssh_message_auth_kbdint_is_response(message)) {
        ssh_message_auth_interactive_request(message, "", "Two things", 2, prompts, echo);
    } else if (answeredWell(session)) {
        ssh_message_auth_reply_success(message, 0);
        return true;
    } else {
        ssh_message_auth_set_methods(message, SSH_AUTH_METHOD_INTERACTIVE);
        ssh_message_reply_default(message);
    }
    return false;
}

} // namespace

QuestionServer::QuestionServer(const QString &hostKeyFile)
    : m_fd(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    bind(m_fd, reinterpret_cast<sockaddr *>(&address), size);
    listen(m_fd, 4);
    getsockname(m_fd, reinterpret_cast<sockaddr *>(&address), &size);
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this, file = QFile::encodeName(hostKeyFile)] { serve(file); });
}

QuestionServer::~QuestionServer()
{
    shutdown(m_fd, SHUT_RDWR);
    m_thread.join();
    close(m_fd);
}

void QuestionServer::serve(const QByteArray &hostKeyFile) const
{
    for (;;) {
        const int fd = accept(m_fd, nullptr, nullptr);
        if (fd < 0)
            return;
        const ssh_bind server = ssh_bind_new();
        ssh_bind_options_set(server, SSH_BIND_OPTIONS_HOSTKEY, hostKeyFile.constData());
        const ssh_session session = ssh_new();
        bool done =
            ssh_bind_accept_fd(server, session, fd) != SSH_OK || ssh_handle_key_exchange(session) != SSH_OK;
        while (!done) {
            const ssh_message message = ssh_message_get(session);
            done = !message || reply(session, message);
            ssh_message_free(message);
        }
        ssh_free(session);
        ssh_bind_free(server);
    }
}

} // namespace radiosonde
