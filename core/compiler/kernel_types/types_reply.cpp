// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/kernel_types/types_reply.h"

#include "core/base/cbor_fields.h"
#include "core/base/text.h"

#include <QCoreApplication>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("Compiler", text);
}

} // namespace

QByteArray encode(const TypesReply &reply)
{
    return QCborValue(QCborMap{{u"btf"_s, reply.btf},
                               {u"reason"_s, int(reply.failure.reason)},
                               {u"subject"_s, QString::fromStdString(reply.failure.subject)}})
        .toCbor();
}

Result<TypesReply> decodeTypesReply(const QByteArray &bytes)
{
    CborFields fields(parseCbor(bytes));
    TypesReply reply;
    reply.btf = fields.bytes("btf"_L1);
    reply.failure.reason = fields.enumeration("reason"_L1, TypesFailure::Reason::Crashed);
    reply.failure.subject = fields.text("subject"_L1).toStdString();
    if (!fields.ok())
        return fail(ErrorKind::Internal, tr("a message of the compile worker cannot be read"));
    return reply;
}

Error describe(const TypesFailure &failure, const QString &asked)
{
    using Reason = TypesFailure::Reason;
    const QString subject = escapeControl(QString::fromStdString(failure.subject));
    const QString place = escapeControl(asked);
    switch (failure.reason) {
    case Reason::NoKernelHeaders:
        return {ErrorKind::Usage, tr("%1 are no headers of a kernel: there is no %2").arg(place, subject),
                tr("Give the folders of both header packages of the kernel, "
                   "/usr/src/linux-headers-RELEASE:/usr/src/linux-headers-VERSION-common on Debian")};
    case Reason::NotConfigured:
        return {ErrorKind::Usage,
                tr("The headers in %1 are of no configured kernel: there is no %2").arg(place, subject),
                tr("Give the folder of the kernel's own header package, or of its build, beside the common "
                   "one, and the one of the target's architecture")};
    case Reason::RandomLayout:
        return {ErrorKind::Usage,
                tr("The kernel of %1 is built with CONFIG_%2: its headers do not tell where fields stand")
                    .arg(place, subject),
                tr("Give the kernel's own vmlinux with debug information, or its BTF, with --btf")};
    case Reason::BigEndian:
        return {ErrorKind::Usage,
                tr("%1 is of a big-endian kernel, which Radiosonde does not know").arg(place),
                {}};
    case Reason::NoTypes:
        return {ErrorKind::Usage, tr("%1 has neither BTF nor debug information").arg(place),
                tr("Give raw BTF, or a vmlinux with a .BTF section or DWARF; a compressed kernel image has "
                   "neither")};
    case Reason::ModuleBtf:
        return {ErrorKind::Usage,
                tr("The BTF of %1 is of a module, which leaves the kernel's own types out").arg(place),
                tr("Give the BTF of the kernel that it belongs to")};
    case Reason::Unreadable:
        return {ErrorKind::Usage, tr("%1 cannot be read: %2").arg(place, subject), {}};
    case Reason::Damaged:
        return {ErrorKind::Usage, tr("The types in %1 are damaged: %2").arg(place, subject), {}};
    case Reason::Crashed:
        break;
    }
    return {ErrorKind::Internal, tr("The compile worker crashed on %1: %2").arg(place, subject), {}};
}

} // namespace radiosonde
