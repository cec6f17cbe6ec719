// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/bpf_arguments.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <linux/bpf.h>
#include <span>
#include <vector>

namespace radiosonde
{

namespace
{

bool isPerCpu(uint32_t mapType)
{
    return mapType == BPF_MAP_TYPE_PERCPU_HASH || mapType == BPF_MAP_TYPE_PERCPU_ARRAY ||
           mapType == BPF_MAP_TYPE_LRU_PERCPU_HASH || mapType == BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE;
}

uint64_t valueExtent(const RemoteFd &map, uint32_t cpus)
{
    return isPerCpu(map.mapType) ? ((uint64_t(map.valueSize) + 7) & ~uint64_t(7)) * cpus : map.valueSize;
}

// The kernel reads as many entries of fd_array as the instructions name.
uint64_t fdArrayExtent(std::string_view attr)
{
    const auto *instruction = reinterpret_cast<const bpf_insn *>(attrPointer(attr, 8));
    int64_t last = -1;
    for (uint32_t left = instruction ? attrNumber(attr, 4) : 0; left > 0; --left, ++instruction) {
        const bool map =
            instruction->code == (BPF_LD | BPF_IMM | BPF_DW) &&
            (instruction->src_reg == BPF_PSEUDO_MAP_IDX || instruction->src_reg == BPF_PSEUDO_MAP_IDX_VALUE);
        const bool kernelFunction =
            instruction->code == (BPF_JMP | BPF_CALL) && instruction->src_reg == BPF_PSEUDO_KFUNC_CALL;
        if (map)
            last = std::max<int64_t>(last, instruction->imm);
        if (kernelFunction)
            last = std::max<int64_t>(last, instruction->off);
    }
    return uint64_t(last + 1) * sizeof(int);
}

uint64_t extentOf(const Pointer &pointer, std::string_view attr, const RemoteFd &map, uint32_t cpus)
{
    switch (pointer.extent) {
    case Extent::Counted:
        return uint64_t(attrNumber(attr, pointer.count)) * pointer.unit;
    case Extent::Scaled:
        return uint64_t(attrNumber(attr, pointer.count)) * attrNumber(attr, pointer.unit);
    case Extent::String:
        return std::strlen(reinterpret_cast<const char *>(attrPointer(attr, pointer.at))) + 1;
    case Extent::Key:
        return map.keySize;
    case Extent::Value:
        return valueExtent(map, cpus);
    case Extent::FdArray:
        return fdArrayExtent(attr);
    case Extent::Strings:
        return uint64_t(attrNumber(attr, pointer.count)) * sizeof(uint64_t);
    case Extent::Text:
        return attrNumber(attr, pointer.count);
    }
    return 0;
}

// An array of pointers to strings, and the strings. Kernels that take such arrays have 64-bit pointers.
void addStrings(Image &image, uint32_t at, const char *const *strings, uint32_t count)
{
    const std::vector<uint64_t> pointers(count);
    const uint32_t array = image.addInput(at, pointers.data(), pointers.size() * sizeof(uint64_t));
    for (uint32_t i = 0; i < count && i <= WIRE_MAX_RELOCATIONS; ++i)
        image.addInput(array + i * uint32_t(sizeof(uint64_t)), strings[i], std::strlen(strings[i]) + 1);
}

bool isZero(std::string_view bytes)
{
    return std::ranges::all_of(bytes, [](char byte) { return byte == 0; });
}

} // namespace

uint32_t attrNumber(std::string_view attr, size_t at)
{
    uint32_t value = 0;
    std::memcpy(&value, attr.data() + at, sizeof value);
    return value;
}

uint64_t attrPointer(std::string_view attr, size_t at)
{
    uint64_t value = 0;
    std::memcpy(&value, attr.data() + at, sizeof value);
    return value;
}

int gatherArguments(const BpfCommand &command, std::string_view attr, size_t size, const FdTable &fds,
                    uint32_t cpus, Image &image)
{
    if (size > command.end && !isZero(attr.substr(command.end, size - command.end)))
        return E2BIG;
    const RemoteFd *map = fds.find(int(attrNumber(attr, 0)));
    for (const Pointer &pointer : std::span(command.pointers).first(command.pointerCount)) {
        const uint64_t address = attrPointer(attr, pointer.at);
        if (address == 0)
            continue;
        const uint64_t extent = extentOf(pointer, attr, map ? *map : RemoteFd{}, cpus);
        if (extent > Image::limit)
            return E2BIG;
        auto *memory = reinterpret_cast<void *>(address);
        if (pointer.extent == Extent::Strings)
            addStrings(image, pointer.at, static_cast<const char *const *>(memory),
                       uint32_t(extent / sizeof(uint64_t)));
        else if (pointer.out)
            image.addOutput(pointer.at, memory, extent, pointer.extent == Extent::Text);
        else
            image.addInput(pointer.at, memory, extent);
    }
    return image.fits() ? 0 : E2BIG;
}

} // namespace radiosonde
