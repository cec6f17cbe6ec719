// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <libssh/libssh.h>

namespace radiosonde
{

// Frees what the library handed out.
struct SshDeleter
{
    void operator()(ssh_session session) const { ssh_free(session); } // with its channels and its socket
    void operator()(ssh_key key) const { ssh_key_free(key); }
    void operator()(char *text) const { ssh_string_free_char(text); }
};

using SshSessionHandle = std::unique_ptr<ssh_session_struct, SshDeleter>;
using SshKeyHandle = std::unique_ptr<ssh_key_struct, SshDeleter>;
using SshText = std::unique_ptr<char, SshDeleter>;

} // namespace radiosonde
