// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/decoder.h"
#include "core/record/recording_reader.h"
#include "tests/fuzz/counting_sink.h"

#include <sys/mman.h>
#include <unistd.h>

// A file as a recording: opened and replayed through the decoder that its own plan asks for.
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, size_t size)
{
    using namespace radiosonde;
    const int fd = memfd_create("recording", MFD_CLOEXEC);
    if (fd < 0 || write(fd, data, size) != ssize_t(size))
        return 0;
    if (const auto reader = RecordingReader::open(QStringLiteral("/proc/self/fd/%1").arg(fd))) {
        fuzzing::CountingSink sink;
        Decoder decoder((*reader)->plan(), sink);
        const Interruptor interruptor;
        const Result<RecordingEnd> end = (*reader)->replay(decoder, interruptor);
        decoder.finish(1, end && end->end);
    }
    close(fd);
    return 0;
}
