// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/symbolize/symbolize_message.h"

#include "core/base/cbor_fields.h"
#include "core/symbols/symbol_chunks.h"

#include <QCoreApplication>
#include <QtEndian>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

std::unexpected<Error> unreadable()
{
    return fail(ErrorKind::Internal,
                QCoreApplication::translate("Compiler", "a message of the compile worker cannot be read"));
}

} // namespace

QByteArray toBytes(const SymbolizeRequest &request)
{
    QByteArray addresses(request.addresses.size() * 8, Qt::Uninitialized);
    for (qsizetype i = 0; i < request.addresses.size(); ++i)
        qToLittleEndian(request.addresses[i], addresses.data() + i * 8);
    return QCborValue(QCborMap{{u"file"_s, request.file}, {u"addresses"_s, addresses}}).toCbor();
}

Result<SymbolizeRequest> requestFromBytes(const QByteArray &bytes)
{
    CborFields fields(parseCbor(bytes));
    SymbolizeRequest request{.file = fields.text("file"_L1), .addresses = {}};
    const QByteArray addresses = fields.bytes("addresses"_L1);
    for (qsizetype at = 0; at + 8 <= addresses.size(); at += 8)
        request.addresses.append(qFromLittleEndian<quint64>(addresses.constData() + at));
    return fields.ok() ? Result<SymbolizeRequest>(request) : unreadable();
}

// In the form of a recording's names: the places are numbered.
QByteArray framesToBytes(const QList<QList<SymbolFrame>> &frames)
{
    ModuleNames names;
    for (const QList<SymbolFrame> &list : frames)
        names.places.append({quint64(names.places.size()), list});
    return toBytes({names});
}

Result<QList<QList<SymbolFrame>>> framesFromBytes(const QByteArray &bytes)
{
    const auto names = modulesFromBytes(bytes);
    if (!names || names->size() != 1)
        return unreadable();
    QList<QList<SymbolFrame>> frames;
    for (const ModuleNames::Place &place : names->first().places)
        frames.append(place.frames);
    return frames;
}

} // namespace radiosonde
