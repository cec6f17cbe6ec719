// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/session/session.h"
#include "remote/wire/frames.h"

#include <map>

namespace radiosonde
{

// What becomes of a request: a reply, or the error that ended the session.
using Outcome = Result<Reply>;
using OutcomeHandler = std::function<void(Outcome)>;

// A frame for the stub that may have an answer.
struct Request
{
    quint8 type = 0;
    quint8 flags = 0;
    quint16 stream = 0; // on the wire
    QByteArray payload;
    OutcomeHandler done;                               // may be empty
    std::function<void(QByteArrayView)> progress = {}; // of a file: all that has come so far
};

// Requests under way. Belongs to the session's thread. Handlers may make further requests, but do not call
// back here.
class RequestTable
{
public:
    // A request with the number `seq`, higher than all before it, is about to be sent.
    void add(quint64 seq, Request &request);

    // A REPLY or CHUNK came. Error: it answers nothing that was asked, or with more than was asked for.
    Result<> reply(quint64 seq, bool last, const ReplyPart &part);
    Result<> chunk(quint64 seq, QByteArrayView bytes);

    // The stub has come as far as `seq`: quiet requests before it have succeeded, or their failure would be
    // known.
    void passed(quint64 seq);

    void fail(const Error &error); // all of them

    bool isEmpty() const { return m_pending.empty() && m_quiet.empty(); }
    bool hasCalls() const; // some of them are system calls, which take as long as the kernel likes

private:
    struct Pending
    {
        quint8 type = 0;
        quint64 bound = 0; // bytes that the answer may have
        bool begun = false;
        Reply reply;
        OutcomeHandler done;
        std::function<void(QByteArrayView)> progress;
    };
    using Table = std::map<quint64, Pending>;

    Table *tableOf(quint64 seq);

    Table m_pending;
    Table m_quiet; // CALLs that are answered only if they fail
};

} // namespace radiosonde
