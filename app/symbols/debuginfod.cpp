// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/symbols/debuginfod.h"

#include <QFile>

#include <cstdlib>
#include <memory>

#include <dlfcn.h>
#include <unistd.h>

namespace radiosonde
{

namespace
{

// elfutils' debuginfod.h. The library is opened when it is first wanted: few people need it, and it brings an
// HTTP client along.
struct Library
{
    void *handle = ::dlopen("libdebuginfod.so.1", RTLD_NOW | RTLD_LOCAL);

    template<class Function> Function *function(const char *name) const
    {
        return handle ? reinterpret_cast<Function *>(::dlsym(handle, name)) : nullptr;
    }
};

using Progress = int (*)(void *client, long fetched, long whole);

// Ends the transfer when it gives anything but 0.
int isInterrupted(void *client, long, long)
{
    static const auto userData = Library().function<void *(void *)>("debuginfod_get_user_data");
    const auto *interruptor = userData ? static_cast<const Interruptor *>(userData(client)) : nullptr;
    return interruptor && interruptor->interrupted() ? 1 : 0;
}

} // namespace

QString fetchDebugInfo(const QByteArray &buildId, const Interruptor &interruptor)
{
    static const Library library;
    static const auto begin = library.function<void *()>("debuginfod_begin");
    static const auto end = library.function<void(void *)>("debuginfod_end");
    static const auto setUserData = library.function<void(void *, void *)>("debuginfod_set_user_data");
    static const auto setProgress = library.function<void(void *, Progress)>("debuginfod_set_progressfn");
    static const auto find =
        library.function<int(void *, const unsigned char *, int, char **)>("debuginfod_find_debuginfo");
    if (!begin || !end || !find || !setUserData || !setProgress || buildId.isEmpty() ||
        !qEnvironmentVariableIsSet("DEBUGINFOD_URLS"))
        return {};
    const std::unique_ptr<void, void (*)(void *)> client(begin(), end);
    if (!client)
        return {};
    setUserData(client.get(), const_cast<Interruptor *>(&interruptor));
    setProgress(client.get(), isInterrupted);
    char *path = nullptr;
    const int fd = find(client.get(), reinterpret_cast<const unsigned char *>(buildId.constData()),
                        int(buildId.size()), &path);
    if (fd < 0)
        return {};
    ::close(fd);
    const QString name = QFile::decodeName(path);
    std::free(path);
    return name;
}

} // namespace radiosonde
