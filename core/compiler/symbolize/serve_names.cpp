// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/symbolize/serve_names.h"

#include "core/compiler/symbolize/symbolize_job.h"
#include "core/compiler/symbolize/symbolize_message.h"
#include "core/compiler/worker/channel.h"

#include <QFile>

#include <sys/resource.h>
#include <unistd.h>

namespace radiosonde
{

namespace
{

// Files are mapped: the line tables of a kernel take a few GiB of addresses.
constexpr rlim_t mostMemory = rlim_t(8) << 30;
constexpr rlim_t mostWritten = 64 * 1024; // stderr; there is no other file

void limit(int resource, rlim_t value)
{
    const rlimit bound{value, value};
    ::setrlimit(resource, &bound);
}

} // namespace

int serveNames()
{
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, mostWritten);
#ifndef __SANITIZE_ADDRESS__ // it maps terabytes of shadow
    limit(RLIMIT_AS, mostMemory);
#endif
    SymbolizeJob job;
    while (const std::optional<QByteArray> message = readMessage()) {
        const Result<SymbolizeRequest> request = requestFromBytes(*message);
        if (!request)
            return 1;
        ::alarm(symbolizeSeconds + 5); // where nobody is left who would end a hang
        const std::string file = QFile::encodeName(request->file).toStdString();
        const bool told = writeMessage(framesToBytes(job.run(file, request->addresses)));
        ::alarm(0);
        if (!told)
            break;
    }
    return 0;
}

} // namespace radiosonde
