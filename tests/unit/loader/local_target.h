// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/loader/loader.h"
#include "remote/session/session.h"

namespace radiosonde
{

// A session with this machine, and a loader on it.
struct LocalTarget
{
    std::unique_ptr<Session> session;
    std::unique_ptr<Loader> loader;
    QString complaint; // why there is none
};
LocalTarget openLocalTarget(const SessionOptions &options = {});

// A request for the fixture's object: "counts" for fixtures/counts.bpf.c.
QString fixturePath(const QString &name);
LoadRequest fixtureRequest(const QString &name);

template<class T> std::pair<QString, QByteArray> global(const char *name, T value)
{
    return {QString::fromLatin1(name), QByteArray(reinterpret_cast<const char *>(&value), sizeof value)};
}

const LoadedMap *findMap(const LoadResult &result, const char *name);
const ProgramState *findProgram(const QList<ProgramState> &programs, const char *name);

// The value of one element, read through the stub; empty when there is none.
QByteArray lookUp(Session &session, const LoadedMap &map, const QByteArray &key);

// The value of a global of the loaded object.
quint64 variable(Session &session, const LoadResult &result, const char *name);

} // namespace radiosonde
