// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/bpf_commands.h"

#include <initializer_list>
#include <linux/bpf.h>

namespace radiosonde
{

namespace
{

BpfCommand command(uint16_t end, std::initializer_list<Pointer> pointers = {})
{
    BpfCommand made;
    made.end = end;
    for (const Pointer &pointer : pointers)
        made.pointers[made.pointerCount++] = pointer;
    return made;
}

BpfCommand makingFd(BpfCommand made)
{
    made.makesFd = true;
    return made;
}

BpfCommand makingBtf(BpfCommand made)
{
    made.makesFd = made.makesBtf = true;
    return made;
}

BpfCommand posted(BpfCommand made)
{
    made.seldomFails = true;
    return made;
}

BpfCommand returning(uint16_t at, uint16_t size, BpfCommand made)
{
    made.returned = at;
    made.returnedSize = size;
    return made;
}

Pointer in(uint16_t at, Extent extent, uint16_t count = 0, uint16_t unit = 0)
{
    return {at, extent, false, count, unit};
}

Pointer out(uint16_t at, Extent extent, uint16_t count = 0)
{
    return {at, extent, true, count, 0};
}

BpfCommand programLoad()
{
    return makingFd(command(152, {in(8, Extent::Counted, 4, sizeof(bpf_insn)), in(16, Extent::String),
                                  in(80, Extent::Scaled, 88, 76), in(96, Extent::Scaled, 104, 92),
                                  in(120, Extent::FdArray), in(128, Extent::Scaled, 116, 136),
                                  out(32, Extent::Text, 28)}));
}

} // namespace

std::optional<BpfCommand> bpfCommand(uint32_t number)
{
    switch (number) {
    case BPF_MAP_CREATE:
        return posted(makingFd(command(80)));
    case BPF_MAP_LOOKUP_ELEM:
        return command(32, {in(8, Extent::Key), out(16, Extent::Value)});
    case BPF_MAP_UPDATE_ELEM:
        return posted(command(32, {in(8, Extent::Key), in(16, Extent::Value)}));
    case BPF_MAP_DELETE_ELEM:
        return command(32, {in(8, Extent::Key)});
    case BPF_MAP_GET_NEXT_KEY:
        return command(32, {in(8, Extent::Key), out(16, Extent::Key)});
    case BPF_MAP_FREEZE:
        return posted(command(4));
    case BPF_PROG_LOAD:
        return programLoad();
    case BPF_RAW_TRACEPOINT_OPEN:
        return makingFd(command(24, {in(0, Extent::String)}));
    case BPF_BTF_LOAD:
        return makingBtf(command(40, {in(0, Extent::Counted, 16, 1), out(8, Extent::Text, 20)}));
    case BPF_PROG_GET_NEXT_ID:
    case BPF_MAP_GET_NEXT_ID:
    case BPF_BTF_GET_NEXT_ID:
    case BPF_LINK_GET_NEXT_ID:
        return returning(4, 4, command(12));
    case BPF_PROG_GET_FD_BY_ID:
    case BPF_MAP_GET_FD_BY_ID:
    case BPF_LINK_GET_FD_BY_ID:
        return makingFd(command(12));
    case BPF_BTF_GET_FD_BY_ID:
        return makingBtf(command(12));
    case BPF_LINK_UPDATE:
        return command(16);
    case BPF_LINK_DETACH:
        return command(4);
    case BPF_ITER_CREATE:
        return makingFd(command(8));
    case BPF_PROG_BIND_MAP:
        return posted(command(12));
    default:
        return std::nullopt;
    }
}

std::optional<BpfCommand> linkCreateCommand(uint32_t attachType)
{
    constexpr uint32_t uprobeMulti = 48, kprobeSession = 56; // newer than Debian 12's headers
    switch (attachType) {
    case BPF_TRACE_ITER:
        return makingFd(command(28, {in(16, Extent::Counted, 24, 1)}));
    case BPF_TRACE_RAW_TP:
    case BPF_TRACE_FENTRY:
    case BPF_TRACE_FEXIT:
    case BPF_MODIFY_RETURN:
    case BPF_LSM_MAC:
        return makingFd(command(32)); // target_btf_id, cookie
    case BPF_PERF_EVENT:
        return makingFd(command(24)); // cookie
    case BPF_TRACE_KPROBE_MULTI:
    case kprobeSession:
        return makingFd(command(48, {in(24, Extent::Strings, 20), in(32, Extent::Counted, 20, 8),
                                     in(40, Extent::Counted, 20, 8)}));
    case uprobeMulti:
        return makingFd(command(60, {in(16, Extent::String), in(24, Extent::Counted, 48, 8),
                                     in(32, Extent::Counted, 48, 8), in(40, Extent::Counted, 48, 8)}));
    default:
        return makingFd(command(16));
    }
}

} // namespace radiosonde
