// SPDX-License-Identifier: GPL-3.0-or-later
#include "local_target.h"

#include "remote/wire/wire.h"

#include <QFile>

#include <algorithm>
#include <cstring>
#include <linux/bpf.h>

using namespace Qt::StringLiterals;

namespace radiosonde
{

LocalTarget openLocalTarget(const SessionOptions &options)
{
    LocalTarget target;
    const Interruptor never;
    auto channel = openChannel(u"local"_s, nullptr, never);
    if (!channel) {
        target.complaint = describe(channel.error());
        return target;
    }
    auto session = Session::open(std::move(*channel), u"local"_s, options, never);
    if (!session) {
        target.complaint = describe(session.error());
        return target;
    }
    target.session = std::move(*session);
    auto loader = Loader::start(*target.session, QStringLiteral(LOAD_WORKER));
    if (loader)
        target.loader = std::move(*loader);
    else
        target.complaint = describe(loader.error());
    return target;
}

QString fixturePath(const QString &name)
{
    return u"%1/%2.bpf.o"_s.arg(QStringLiteral(FIXTURES), name);
}

LoadRequest fixtureRequest(const QString &name)
{
    LoadRequest request;
    request.fileName = name + u".bpf.c"_s;
    QFile file(fixturePath(name));
    if (file.open(QIODevice::ReadOnly))
        request.object = file.readAll();
    return request;
}

const LoadedMap *findMap(const LoadResult &result, const char *name)
{
    const auto found = std::ranges::find(result.maps, QString::fromLatin1(name), &LoadedMap::name);
    return found == result.maps.end() ? nullptr : &*found;
}

const ProgramState *findProgram(const QList<ProgramState> &programs, const char *name)
{
    const auto found = std::ranges::find(programs, QString::fromLatin1(name), &ProgramState::name);
    return found == programs.end() ? nullptr : &*found;
}

QByteArray lookUp(Session &session, const LoadedMap &map, const QByteArray &key)
{
    constexpr quint32 attrSize = 32, keyAt = 32;
    const quint32 valueAt = keyAt + ((quint32(key.size()) + 7) & ~7u);
    QByteArray image(valueAt, '\0');
    const quint32 fd = quint32(map.fd);
    std::memcpy(image.data(), &fd, sizeof fd);
    std::memcpy(image.data() + keyAt, key.constData(), size_t(key.size()));

    wire_call call{};
    call.nr = WIRE_NR_BPF;
    call.want_fd = -1;
    call.pointer_mask = 2;
    call.image_length = valueAt + ((map.valueSize + 7) & ~7u);
    call.sent_length = quint32(image.size());
    call.relocations = 2;
    call.outs = 1;
    call.arg[0] = BPF_MAP_LOOKUP_ELEM;
    call.arg[2] = attrSize;
    const wire_relocation relocations[] = {{8, keyAt}, {16, valueAt}};
    const wire_range value{valueAt, map.valueSize};

    QByteArray payload(reinterpret_cast<const char *>(&call), sizeof call);
    payload.append(reinterpret_cast<const char *>(relocations), sizeof relocations);
    payload.append(reinterpret_cast<const char *>(&value), sizeof value).append(image);
    const Result<Reply> reply = session.call(WIRE_CALL, 0, payload, Interruptor());
    return reply && reply->result == 0 ? reply->bytes : QByteArray();
}

quint64 variable(Session &session, const LoadResult &result, const char *name)
{
    const auto found = std::ranges::find(result.variables, QString::fromLatin1(name), &LoadedVariable::name);
    if (found == result.variables.end())
        return ~0ull;
    const LoadedMap *map = findMap(result, found->map.toLatin1().constData());
    const QByteArray section = map ? lookUp(session, *map, QByteArray(4, '\0')) : QByteArray();
    quint64 value = 0;
    if (section.size() < qsizetype(found->offset + found->size) || found->size > sizeof value)
        return ~0ull;
    std::memcpy(&value, section.constData() + found->offset, found->size);
    return value;
}

} // namespace radiosonde
