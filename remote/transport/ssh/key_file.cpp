// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/ssh/key_file.h"

#include "remote/transport/ssh/byte_strings.h"

#include <QCoreApplication>
#include <QFile>

#include <cerrno>
#include <cstring>

#include <sys/stat.h>
#include <unistd.h>

namespace radiosonde
{

namespace
{

constexpr int tries = 3;
constexpr qint64 maxBytes = 64 << 10;

std::unexpected<Error> unusable(const QString &path, const QString &why, const QString &hint = {})
{
    return fail(ErrorKind::Unreachable,
                QCoreApplication::translate("Transport", "The key %1 can't be used: %2").arg(path, why),
                hint);
}

// OpenSSH's own format keeps the public half in clear:
// "openssh-key-v1\0", cipher, kdf, kdf options, number of keys, public key...
SshKeyHandle publicHalfInside(const QByteArray &file)
{
    const QByteArray begin = "-----BEGIN OPENSSH PRIVATE KEY-----";
    const qsizetype start = file.indexOf(begin);
    const qsizetype end = file.indexOf("-----END");
    if (start < 0 || end < start)
        return {};
    const QByteArray bytes =
        QByteArray::fromBase64(file.sliced(start + begin.size(), end - start - begin.size()));
    const QByteArrayView magic("openssh-key-v1\0", 15);
    if (!bytes.startsWith(magic))
        return {};
    QByteArrayView rest = QByteArrayView(bytes).sliced(magic.size());
    for (int header = 0; header < 3; ++header) {
        if (!takeString(rest))
            return {};
    }
    if (rest.size() < 4)
        return {};
    rest = rest.sliced(4);
    const std::optional<QByteArray> blob = takeString(rest);
    return blob ? importPublicKey(*blob) : SshKeyHandle();
}

// What the library's callback sees: it is called only for an encrypted key.
struct Asking
{
    const SshKeyFile::AskPassphrase &passphrase;
    bool wasRefused = false;
    bool encrypted = false;
    bool declined = false;
};

int answerPassphrase(const char *, char *buffer, size_t size, int, int, void *data)
{
    auto *asking = static_cast<Asking *>(data);
    asking->encrypted = true;
    std::optional<QString> answer = asking->passphrase(asking->wasRefused);
    QByteArray bytes = answer.value_or(QString()).toUtf8();
    if (!answer || size_t(bytes.size()) >= size) {
        asking->declined = !answer;
        return -1;
    }
    std::memcpy(buffer, bytes.constData(), size_t(bytes.size()) + 1);
    bytes.fill(0);
    return 0;
}

} // namespace

SshKeyHandle importPublicKey(const QByteArray &blob)
{
    QByteArrayView rest(blob);
    const std::optional<QByteArray> type = takeString(rest);
    ssh_key key = nullptr;
    if (type)
        ssh_pki_import_pubkey_base64(blob.toBase64().constData(), ssh_key_type_from_name(type->constData()),
                                     &key);
    return SshKeyHandle(key);
}

Result<SshKeyFile> SshKeyFile::at(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    struct stat details{};
    if (stat(name.constData(), &details) != 0 || access(name.constData(), R_OK) != 0)
        return unusable(path, QString::fromLocal8Bit(std::strerror(errno)));
    if (details.st_uid == getuid() && (details.st_mode & 077) != 0)
        return unusable(path, QCoreApplication::translate("Transport", "other users can read it"),
                        QCoreApplication::translate("Transport", "run `chmod 600 %1`").arg(path));
    SshKeyFile file;
    file.m_path = path;
    return file;
}

SshKeyHandle SshKeyFile::publicHalf() const
{
    ssh_key key = nullptr;
    if (ssh_pki_import_pubkey_file((QFile::encodeName(m_path) + ".pub").constData(), &key) == SSH_OK)
        return SshKeyHandle(key);
    QFile file(m_path);
    return file.open(QIODevice::ReadOnly) ? publicHalfInside(file.read(maxBytes)) : SshKeyHandle();
}

Result<SshKeyHandle> SshKeyFile::load(const AskPassphrase &passphrase) const
{
    Asking asking{passphrase};
    for (int turn = 0; turn < tries; ++turn) {
        ssh_key key = nullptr;
        asking.encrypted = false;
        const int result = ssh_pki_import_privkey_file(QFile::encodeName(m_path).constData(), nullptr,
                                                       answerPassphrase, &asking, &key);
        if (result == SSH_OK)
            return SshKeyHandle(key);
        if (asking.declined)
            return SshKeyHandle();
        if (!asking.encrypted)
            return unusable(m_path,
                            QCoreApplication::translate("Transport", "it is damaged or of an unknown kind"));
        asking.wasRefused = true;
    }
    return unusable(m_path, QCoreApplication::translate("Transport", "the passphrase is wrong"));
}

} // namespace radiosonde
