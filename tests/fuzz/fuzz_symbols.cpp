// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/symbols/names_state.h"

// What a target and a recording say of processes and names, by the first byte; then addresses are looked up.
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, size_t size)
{
    using namespace radiosonde;
    if (size < 2)
        return 0;
    const QByteArray bytes(reinterpret_cast<const char *>(data) + 1, qsizetype(size - 1));
    NamesState state;
    Chunk chunk;
    chunk.stream = MappingStream;
    chunk.bytes = bytes;
    switch (data[0] % 4) {
    case 0:
        state.takeMappings(chunk);
        break;
    case 1:
        state.takeMaps(1, 10, parseMaps(bytes));
        break;
    case 2:
        state.perfMaps.insert(1, PerfMap::parse(bytes));
        break;
    default:
        for (const ModuleNames &names : modulesFromBytes(bytes).value_or(QList<ModuleNames>()))
            state.modules.take(names);
        break;
    }
    for (const quint64 address : {quint64(0), quint64(0x1000), quint64(0x7f0000000000), ~quint64(0)}) {
        if (state.resolve({.address = address, .isReturn = true, .tgid = 1, .time = 5}).isEmpty())
            __builtin_trap();
    }
    state.retryUnmapped();
    return 0;
}
