// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/header_job.h"

#include <algorithm>
#include <bpf/btf.h>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <memory>

namespace radiosonde
{

namespace
{

constexpr const char *head =
    "#ifndef __VMLINUX_H__\n"
    "#define __VMLINUX_H__\n\n"
    "#ifndef BPF_NO_PRESERVE_ACCESS_INDEX\n"
    "#pragma clang attribute push (__attribute__((preserve_access_index)), apply_to = record)\n"
    "#endif\n\n";
constexpr const char *tail = "\n#ifndef BPF_NO_PRESERVE_ACCESS_INDEX\n"
                             "#pragma clang attribute pop\n"
                             "#endif\n\n"
                             "#endif\n";

constexpr size_t mostText = 48 << 20; // ten times what a kernel has

void append(void *context, const char *format, va_list arguments)
{
    auto &text = *static_cast<std::string *>(context);
    char piece[4096];
    const int length = std::vsnprintf(piece, sizeof piece, format, arguments);
    if (length > 0 && text.size() < mostText)
        text.append(piece, std::min(size_t(length), sizeof piece - 1));
}

} // namespace

HeaderAnswer kernelHeader(const HeaderJob &job)
{
    HeaderAnswer answer;
    const std::unique_ptr<btf, decltype(&btf__free)> types(
        job.types.empty() ? btf__load_vmlinux_btf() : btf__new(job.types.data(), uint32_t(job.types.size())),
        btf__free);
    if (!types) {
        answer.error = errno;
        return answer;
    }
    answer.text = head;
    const std::unique_ptr<btf_dump, decltype(&btf_dump__free)> dump(
        btf_dump__new(types.get(), append, &answer.text, nullptr), btf_dump__free);
    if (!dump) {
        answer.error = errno;
        return answer;
    }
    for (uint32_t id = 1; id < btf__type_cnt(types.get()) && answer.error == 0; ++id)
        answer.error = -btf_dump__dump_type(dump.get(), id);
    answer.text += tail;
    return answer;
}

} // namespace radiosonde
