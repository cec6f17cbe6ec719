// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/boundary.h"
#include "remote/loader/worker/bpf_arguments.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace radiosonde
{

namespace
{

long failed(int error)
{
    errno = error;
    return -1;
}

std::string text(std::string_view attr, size_t at, size_t size)
{
    const std::string_view field = attr.substr(at, size);
    return std::string(field.substr(0, field.find('\0')));
}

constexpr size_t mapNameAt = 28; // of bpf_attr.map_name
constexpr size_t programNameAt = 48;

// libbpf tries what the kernel can do by making nameless maps, or maps and programs called libbpf_*: their
// failing is the answer, so nobody posts them.
bool isTrial(std::string_view attr)
{
    const std::string name = text(attr, mapNameAt, BPF_OBJ_NAME_LEN);
    return name.empty() || name.starts_with("libbpf_");
}

// Whether the answer to the call is what libbpf makes it for.
bool isTried(uint32_t command, std::string_view attr, const FdTable &fds)
{
    constexpr size_t boundMapAt = 4;
    if (command == BPF_MAP_CREATE)
        return isTrial(attr);
    const RemoteFd *map =
        command == BPF_PROG_BIND_MAP ? fds.find(int(attrNumber(attr, boundMapAt))) : nullptr;
    return map && map->trial;
}

std::string describe(uint32_t command, std::string_view attr)
{
    switch (command) {
    case BPF_MAP_CREATE:
        return "map " + text(attr, mapNameAt, BPF_OBJ_NAME_LEN);
    case BPF_MAP_UPDATE_ELEM:
        return "map update";
    case BPF_PROG_BIND_MAP:
        return "program's use of a map";
    default:
        return "map freeze";
    }
}

RemoteFd newDescriptor(uint32_t command, std::string_view attr, bool btf)
{
    if (command != BPF_MAP_CREATE)
        return {.btf = btf};
    return {.trial = isTrial(attr),
            .mapType = attrNumber(attr, 0),
            .keySize = attrNumber(attr, 4),
            .valueSize = attrNumber(attr, 8)};
}

} // namespace

long Boundary::bpf(uint32_t command, void *attr, uint32_t size)
{
    if (size > bpfAttrLimit)
        return failed(E2BIG);
    std::string copy(bpfAttrLimit, '\0');
    std::memcpy(copy.data(), attr, size);
    if (command == BPF_OBJ_GET_INFO_BY_FD)
        return objectInfo(copy);

    const std::optional<BpfCommand> known =
        command == BPF_LINK_CREATE ? linkCreateCommand(attrNumber(copy, 8)) : bpfCommand(command);
    if (!known)
        return failed(EINVAL);
    Image image(std::string_view(copy).substr(0, size));
    if (const int error = gatherArguments(*known, copy, size, m_fds, m_kernel.target().cpus, image))
        return failed(error);
    if (known->returnedSize)
        image.addReturned(known->returned, static_cast<char *>(attr) + known->returned, known->returnedSize);

    KernelCall call{WIRE_NR_BPF, {command, 0, size}, 2, -1, describe(command, copy)};
    if (known->makesFd && (call.wantFd = m_fds.reserve()) < 0)
        return -1;
    const bool post = known->seldomFails && !isTried(command, copy, m_fds);
    const long result = finishCall(call, image, newDescriptor(command, copy, known->makesBtf), post);
    // Listing BTF takes CAP_SYS_ADMIN, which the stub gives up: no modules are seen then. libbpf before 1.4
    // would not load anything instead.
    if (command == BPF_BTF_GET_NEXT_ID && result < 0 && errno == EPERM)
        errno = ENOENT;
    return command == BPF_PROG_LOAD ? programOutcome(result, copy) : result;
}

long Boundary::programOutcome(long result, std::string_view attr)
{
    const int error = errno;
    if (result < 0) {
        RefusedProgram refused{text(attr, programNameAt, BPF_OBJ_NAME_LEN), {}};
        const auto *records = reinterpret_cast<const char *>(attrPointer(attr, 96));
        const uint32_t recordSize = attrNumber(attr, 92);
        const uint32_t count = records && recordSize >= sizeof(bpf_line_info) ? attrNumber(attr, 104) : 0;
        refused.lines.resize(count);
        for (uint32_t i = 0; i < count; ++i)
            std::memcpy(&refused.lines[i], records + size_t(i) * recordSize, sizeof(bpf_line_info));
        m_refused = std::move(refused);
    }
    errno = error;
    return result;
}

// Information is flat, but for BTF's: that holds pointers to its bytes and its name (struct bpf_btf_info).
long Boundary::objectInfo(std::string_view attr)
{
    const uint32_t length = attrNumber(attr, 4);
    auto *info = reinterpret_cast<char *>(attrPointer(attr, 8));
    const RemoteFd *fd = m_fds.find(int(attrNumber(attr, 0)));
    if (!fd || length > bpfAttrLimit)
        return failed(fd ? E2BIG : EBADF);
    const std::string_view given(info, length);
    const bool blank = std::ranges::all_of(given, [](char byte) { return byte == 0; });

    Image image(attr.substr(0, 16));
    const uint32_t at = image.addInput(8, info, length);
    constexpr uint32_t btfEnd = 32; // btf, btf_size, id, name, name_len, kernel_btf
    if (fd->btf && length >= btfEnd) {
        image.addReturned(at + 8, info + 8, 8);
        image.addReturned(at + 24, info + 24, length - 24);
        if (attrPointer(given, 0))
            image.addOutput(at, reinterpret_cast<void *>(attrPointer(given, 0)), attrNumber(given, 8));
        if (attrPointer(given, 16))
            image.addOutput(at + 16, reinterpret_cast<void *>(attrPointer(given, 16)), attrNumber(given, 24),
                            true);
    } else if (blank) {
        image.addReturned(at, info, length);
    } else {
        return failed(EINVAL);
    }
    if (!image.fits())
        return failed(E2BIG);
    KernelCall call{WIRE_NR_BPF, {BPF_OBJ_GET_INFO_BY_FD, 0, 16}, 2, -1, {}};
    return finishCall(call, image, {}, false);
}

} // namespace radiosonde
