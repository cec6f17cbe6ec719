// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/deploy_answers.h"

#include "core/base/text.h"

#include <QCoreApplication>
#include <QCryptographicHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace radiosonde
{

namespace
{

constexpr int wideDigits = 16; // of an address of a 64-bit kernel in /proc/kallsyms

QString tr(const char *text)
{
    return QCoreApplication::translate("Deploy", text);
}

QString named(const QByteArray &field)
{
    return field == "-" ? QString() : decodeText(field);
}

DigestTool digestTool(const QByteArray &name)
{
    if (name == "sha256sum")
        return DigestTool::Sha256;
    if (name == "md5sum")
        return DigestTool::Md5;
    return name == "cksum" ? DigestTool::Cksum : DigestTool::None;
}

DeployMethod deployMethod(const QByteArray &name)
{
    if (name == "file")
        return DeployMethod::File;
    if (name == "python3")
        return DeployMethod::Python;
    return name == "perl" ? DeployMethod::Perl : DeployMethod::None;
}

// Of the POSIX utility of that name: the length is counted as well.
quint32 cksum(QByteArrayView bytes)
{
    constexpr quint32 polynomial = 0x04c11db7;
    quint32 crc = 0;
    const auto add = [&crc](quint8 byte) {
        crc ^= quint32(byte) << 24;
        for (int bit = 0; bit < 8; ++bit)
            crc = crc << 1 ^ (crc & 0x80000000u ? polynomial : 0);
    };
    for (const char byte : bytes)
        add(quint8(byte));
    for (quint64 size = quint64(bytes.size()); size; size >>= 8)
        add(quint8(size));
    return ~crc;
}

QString reasonInWords(const QString &how, const QString &reason)
{
    if (how == "run"_L1 && reason.contains("ermission denied"_L1))
        return tr("mounted noexec, or executing is barred");
    if (reason.contains("No space left"_L1))
        return tr("the disk is full (%1)").arg(reason);
    if (!reason.isEmpty())
        return reason;
    if (how == "run"_L1)
        return tr("programs do not run there");
    return how == "write"_L1 ? tr("writing fails") : tr("no folder can be made there");
}

} // namespace

std::optional<ShellAnswer> findAnswer(QByteArrayView heard, const QByteArray &mark, qsizetype from)
{
    const QByteArray start = '\n' + mark + ' ';
    const qsizetype begin = heard.indexOf(start, from);
    if (begin < 0)
        return {};
    const qsizetype text = begin + start.size();
    const qsizetype end = heard.indexOf('\n', text);
    if (end < 0)
        return {};
    QByteArray line = heard.sliced(text, end - text).toByteArray();
    while (line.endsWith('\r'))
        line.chop(1);
    const qsizetype space = line.indexOf(' ');
    if (space < 0)
        return ShellAnswer{line, {}, end + 1};
    return ShellAnswer{line.first(space), line.sliced(space + 1), end + 1};
}

std::optional<ShellFacts> parseFacts(QByteArrayView rest)
{
    constexpr qsizetype fieldCount = 6;
    const QList<QByteArray> fields = rest.toByteArray().split(' ');
    bool isNumber = false;
    const int digits = fields.value(2).toInt(&isNumber);
    if (fields.size() != fieldCount || !isNumber)
        return {};
    return ShellFacts{.machine = named(fields[0]),
                      .kernelArch = named(fields[1]),
                      .addressDigits = digits,
                      .canRead = fields[3] == "head" || fields[3] == "dd",
                      .digest = digestTool(fields[4]),
                      .method = deployMethod(fields[5])};
}

Result<Architecture> kernelArchitecture(const ShellFacts &facts)
{
    const QString name = facts.kernelArch.isEmpty() ? facts.machine : facts.kernelArch;
    const bool isWide = facts.addressDigits == wideDigits;
    std::optional<Architecture> architecture = architectureFromMachine(name);
    if (isWide && (name.startsWith("armv7"_L1) || name.startsWith("armv8"_L1) || name == "arm"_L1))
        architecture = Architecture::Arm64;
    else if (isWide && name.size() == 4 && name.startsWith(u'i') && name.endsWith("86"_L1))
        architecture = Architecture::X86_64;
    if (!architecture)
        return fail(ErrorKind::Unreachable,
                    tr("The target's architecture, %1, is not supported")
                        .arg(name.isEmpty() ? tr("which it does not tell") : name),
                    tr("there are stubs for x86_64, arm64, arm and riscv64"));
    return *architecture;
}

QString describePlace(QByteArrayView rest)
{
    const QString line = decodeText(rest);
    const qsizetype folder = line.indexOf(u' ') + 1;
    const qsizetype reason = line.lastIndexOf(" -- "_L1);
    const bool isSplit = reason >= folder;
    const QString words = isSplit ? line.sliced(reason + 4).trimmed() : QString();
    return u"%1: %2"_s.arg(isSplit ? line.sliced(folder, reason - folder) : line.sliced(folder),
                           reasonInWords(line.first(std::max<qsizetype>(folder - 1, 0)), words));
}

QByteArray digestAs(DigestTool tool, QByteArrayView bytes)
{
    const QByteArray data = QByteArray::fromRawData(bytes.data(), bytes.size());
    switch (tool) {
    case DigestTool::Sha256:
        return QCryptographicHash::hash(data, QCryptographicHash::Sha256).toHex();
    case DigestTool::Md5:
        return QCryptographicHash::hash(data, QCryptographicHash::Md5).toHex();
    case DigestTool::Cksum:
        return QByteArray::number(cksum(bytes));
    case DigestTool::None:
        break;
    }
    return {};
}

} // namespace radiosonde
