// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/session/request_table.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstring>

namespace radiosonde
{

namespace
{

constexpr quint64 largestFile = 256u << 20; // where the request itself sets no bound

template<class T> T load(QByteArrayView payload, qsizetype offset)
{
    T value{};
    if (payload.size() - offset >= qsizetype(sizeof value))
        std::memcpy(&value, payload.data() + offset, sizeof value);
    return value;
}

// The sum of the out ranges that a CALL declares.
quint64 callBound(QByteArrayView payload)
{
    const auto call = load<wire_call>(payload, 0);
    qsizetype at = qsizetype(sizeof call) + call.relocations * qsizetype(sizeof(wire_relocation));
    quint64 bound = 0;
    for (int i = 0; i < std::min<int>(call.outs, WIRE_MAX_OUTS); ++i, at += qsizetype(sizeof(wire_range)))
        bound += load<wire_range>(payload, at).length & ~WIRE_OUT_STRING;
    return std::min<quint64>(bound, quint64(WIRE_MAX_OUTS) * WIRE_MAX_IMAGE);
}

quint64 answerBound(const Request &request)
{
    if (request.type == WIRE_CALL)
        return callBound(request.payload);
    if (request.type != WIRE_READFILE)
        return 0;
    const quint64 maximum = load<wire_readfile>(request.payload, 0).maximum;
    return maximum != 0 ? maximum : largestFile;
}

bool hasAnswer(quint8 type)
{
    return type == WIRE_CALL || (type >= WIRE_READFILE && type <= WIRE_STREAM_FLUSH);
}

std::unexpected<Error> senseless(const char *text)
{
    return fail(ErrorKind::Lost, QCoreApplication::translate("Session", text));
}

void complete(OutcomeHandler &done, Outcome outcome)
{
    if (done)
        done(std::move(outcome));
}

} // namespace

void RequestTable::add(quint64 seq, Request &request)
{
    if (!hasAnswer(request.type)) {
        complete(request.done, Reply{});
        return;
    }
    const bool quiet = request.type == WIRE_CALL && (request.flags & WIRE_QUIET);
    (quiet ? m_quiet : m_pending)
        .emplace_hint((quiet ? m_quiet : m_pending).end(), seq,
                      Pending{request.type,
                              answerBound(request),
                              false,
                              {},
                              std::move(request.done),
                              std::move(request.progress)});
}

bool RequestTable::hasCalls() const
{
    return !m_quiet.empty() ||
           std::ranges::any_of(m_pending, [](const auto &entry) { return entry.second.type == WIRE_CALL; });
}

RequestTable::Table *RequestTable::tableOf(quint64 seq)
{
    if (m_pending.contains(seq))
        return &m_pending;
    return m_quiet.contains(seq) ? &m_quiet : nullptr;
}

Result<> RequestTable::reply(quint64 seq, bool last, const ReplyPart &part)
{
    Table *table = tableOf(seq);
    if (!table)
        return senseless(QT_TRANSLATE_NOOP("Session", "The target answered what was not asked"));
    Pending &pending = table->at(seq);
    if (pending.type == WIRE_READFILE && !part.bytes.isEmpty())
        return senseless(QT_TRANSLATE_NOOP("Session", "The target sent a file's bytes in a reply"));
    if (pending.begun && pending.reply.result != part.result)
        return senseless(QT_TRANSLATE_NOOP("Session", "The target changed its mind within a reply"));
    if (quint64(pending.reply.bytes.size() + part.bytes.size()) > pending.bound)
        return senseless(QT_TRANSLATE_NOOP("Session", "The target answered with more than was asked for"));
    if (pending.type == WIRE_READFILE && part.result >= 0 && part.result != pending.reply.bytes.size())
        return senseless(QT_TRANSLATE_NOOP("Session", "The target lost a part of a file"));
    pending.begun = true;
    pending.reply.result = part.result;
    pending.reply.bytes.append(part.bytes);
    if (last) {
        Table::node_type node = table->extract(seq);
        passed(seq);
        complete(node.mapped().done, std::move(node.mapped().reply));
    }
    return {};
}

Result<> RequestTable::chunk(quint64 seq, QByteArrayView bytes)
{
    const auto found = m_pending.find(seq);
    if (found == m_pending.end() || found->second.type != WIRE_READFILE)
        return senseless(QT_TRANSLATE_NOOP("Session", "The target sent a file that was not asked for"));
    Reply &reply = found->second.reply;
    if (quint64(reply.bytes.size() + bytes.size()) > found->second.bound)
        return senseless(QT_TRANSLATE_NOOP("Session", "The target answered with more than was asked for"));
    reply.bytes.append(bytes);
    if (found->second.progress)
        found->second.progress(reply.bytes);
    return {};
}

void RequestTable::passed(quint64 seq)
{
    while (!m_quiet.empty() && m_quiet.begin()->first < seq) {
        Table::node_type node = m_quiet.extract(m_quiet.begin());
        complete(node.mapped().done, Reply{});
    }
}

void RequestTable::fail(const Error &error)
{
    Table all = std::move(m_pending);
    m_pending.clear();
    all.merge(m_quiet);
    m_quiet.clear();
    for (auto &[seq, pending] : all)
        complete(pending.done, std::unexpected(error));
}

} // namespace radiosonde
