// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "remote/transport/ssh/handles.h"

#include <QByteArray>
#include <QString>

#include <functional>

namespace radiosonde
{

// A public key as on the wire; null when the library can't read it.
SshKeyHandle importPublicKey(const QByteArray &blob);

// A private key on disk.
class SshKeyFile
{
public:
    // Nothing is read yet but what tells whether it can be. Kind Unreachable: not there, unreadable, or open
    // to other users, which ssh refuses as well.
    static Result<SshKeyFile> at(const QString &path);

    const QString &path() const { return m_path; }

    // Its public half, which needs no passphrase: of PATH.pub, or of the file itself where its format has
    // that. Null where it can't be had.
    SshKeyHandle publicHalf() const;

    // The key. `passphrase` is asked only when it is encrypted; nothing ends the reading with a null key.
    // Kind Unreachable: damaged, or of a kind that the library can't read.
    using AskPassphrase = std::function<std::optional<QString>(bool wasRefused)>;
    Result<SshKeyHandle> load(const AskPassphrase &passphrase) const;

private:
    QString m_path;
};

} // namespace radiosonde
