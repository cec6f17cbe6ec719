// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/ssh/known_hosts.h"

#include "remote/transport/ssh/byte_strings.h"
#include "remote/transport/ssh/patterns.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>

namespace radiosonde
{

namespace
{

constexpr qint64 maxBytes = 64 << 20;

QByteArray hashName(const QString &name, const QByteArray &salt)
{
    return QMessageAuthenticationCode::hash(name.toUtf8(), salt, QCryptographicHash::Sha1);
}

// "|1|salt|hash", both in base64.
bool matchesHashed(const QString &name, const QByteArray &field)
{
    const QList<QByteArray> parts = field.split('|');
    return parts.size() == 4 && parts[1] == "1" &&
           hashName(name, QByteArray::fromBase64(parts[2])) == QByteArray::fromBase64(parts[3]);
}

bool matchesName(const QString &name, const QByteArray &field)
{
    if (field.startsWith('|'))
        return matchesHashed(name, field);
    QStringList patterns = QString::fromUtf8(field).split(u',');
    if (!name.startsWith(u'[')) { // "[board-7]:22" is board-7
        for (QString &pattern : patterns) {
            if (pattern.startsWith(u'[') && pattern.endsWith(u"]:22"))
                pattern = pattern.sliced(1, pattern.size() - 5);
        }
    }
    return matchesAny(name, patterns);
}

bool endsWithNewline(QFile &file)
{
    if (file.size() == 0 || !file.seek(file.size() - 1))
        return true;
    return file.read(1) == "\n";
}

} // namespace

std::optional<HostKey> parseHostKey(QByteArrayView text)
{
    const QList<QByteArray> fields = text.toByteArray().simplified().split(' ');
    if (fields.size() < 2)
        return {};
    const auto blob = QByteArray::fromBase64Encoding(fields[1]);
    QByteArrayView rest(blob.decoded);
    if (!blob || takeString(rest) != fields[0])
        return {};
    return HostKey{fields[0], blob.decoded};
}

QString fingerprint(const HostKey &key)
{
    const QByteArray hash = QCryptographicHash::hash(key.blob, QCryptographicHash::Sha256);
    return QStringLiteral("SHA256:") + QString::fromLatin1(hash.toBase64(QByteArray::OmitTrailingEquals));
}

QString knownHostName(const QString &host, int port)
{
    return port == 22 ? host.toLower() : QStringLiteral("[%1]:%2").arg(host.toLower()).arg(port);
}

std::optional<KnownKey> parseKnownHostsLine(const QByteArray &line, const QString &name)
{
    QList<QByteArray> fields = line.simplified().split(' ');
    KnownKey known;
    if (fields.first() == "@revoked") {
        known.revoked = true;
        fields.removeFirst();
    }
    if (fields.size() < 3 || fields.first().startsWith('@') || fields.first().startsWith('#') ||
        !matchesName(name, fields.first()))
        return {};
    const std::optional<HostKey> key = parseHostKey(fields[1] + ' ' + fields[2]);
    if (!key)
        return {};
    known.key = *key;
    return known;
}

QList<KnownKey> knownKeys(const QStringList &files, const QString &name)
{
    QList<KnownKey> keys;
    for (const QString &path : files) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            continue;
        int number = 0;
        for (const QByteArray &line : file.read(maxBytes).split('\n')) {
            ++number;
            std::optional<KnownKey> known = parseKnownHostsLine(line, name);
            if (!known)
                continue;
            known->file = path;
            known->line = number;
            keys.append(*std::move(known));
        }
    }
    return keys;
}

HostVerdict judge(const HostKey &key, const QList<KnownKey> &known)
{
    HostVerdict verdict;
    for (const KnownKey &line : known) {
        if (line.key == key && line.revoked)
            return {HostTrust::Revoked, line};
        if (line.revoked)
            continue;
        if (line.key == key)
            verdict = {HostTrust::Known, line};
        else if (line.key.type == key.type && verdict.trust != HostTrust::Known)
            verdict = {HostTrust::Changed, line};
        else if (verdict.trust == HostTrust::Unknown)
            verdict = {HostTrust::OtherType, line};
    }
    return verdict;
}

Result<> remember(const HostKey &key, const QString &name, const QString &path, bool hashed)
{
    const QFileInfo info(path);
    if (!info.dir().exists() && QDir().mkpath(info.path()))
        QFile::setPermissions(info.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QByteArray field = name.toUtf8();
    if (hashed) {
        QByteArray salt(20, Qt::Uninitialized);
        QRandomGenerator::system()->generate(salt.begin(), salt.end());
        field = "|1|" + salt.toBase64() + '|' + hashName(name, salt).toBase64();
    }
    const bool isNew = !info.exists();
    QFile file(path);
    const bool opened = file.open(QIODevice::ReadWrite | QIODevice::Append);
    const QByteArray start = opened && !endsWithNewline(file) ? "\n" : "";
    const QByteArray line = start + field + ' ' + key.type + ' ' + key.blob.toBase64() + '\n';
    if (!opened || file.write(line) != line.size() || !file.flush())
        return fail(
            ErrorKind::Internal,
            QCoreApplication::translate("Transport", "Can't write %1: %2").arg(path, file.errorString()));
    if (isNew)
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    return {};
}

} // namespace radiosonde
