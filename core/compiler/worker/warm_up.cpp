// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/worker/warm_up.h"

#include "core/compiler/worker/code_generation.h"
#include "core/compiler/worker/compile_job.h"
#include "core/compiler/worker/slice.h"

namespace radiosonde
{

namespace
{

constexpr char program[] = R"(#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_tracing.h>
struct item {
	__u64 count;
	char name[16];
};
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 16);
	__type(key, __u32);
	__type(value, struct item);
} items SEC(".maps");
const volatile __u64 limit = 3;
SEC("raw_tp/sys_enter")
int on_call(void *ctx)
{
	__u32 key = bpf_get_current_pid_tgid() >> 32;
	struct item none = {}, *item = bpf_map_lookup_elem(&items, &key);
	if (!item) {
		bpf_map_update_elem(&items, &key, &none, BPF_ANY);
		return 0;
	}
	for (int i = 0; i < 8; i++)
		if (item->count > limit)
			item->name[i]++;
	__sync_fetch_and_add(&item->count, 1);
	return 0;
}
char LICENSE[] SEC("license") = "GPL";
)";

constexpr const char *neededNames[] = {"__u8",  "__u16", "__u32",  "__u64",  "__s8",   "__s16",  "__s32",
                                       "__s64", "bool",  "__be16", "__be32", "__wsum", "__sum16"};

// Types without structures.
std::string plainSlice(const DeclarationIndex &index)
{
    std::vector<std::uint32_t> offsets;
    for (const char *name : neededNames)
        if (const int declaration = index.definitionOfName(name); declaration >= 0)
            offsets.push_back(index.declarations()[std::size_t(declaration)].begin);
    for (const char *name : {"BPF_ANY", "BPF_MAP_TYPE_HASH"})
        if (const int declaration = index.definitionOfName(name); declaration >= 0)
            offsets.push_back(index.declarations()[std::size_t(declaration)].begin);
    return makeSlice(index, offsets);
}

} // namespace

void warmUp(Architecture architecture, const KernelHeader &kernel)
{
    WorkerRequest request;
    request.operation = WorkerOperation::Check;
    request.architecture = architecture;
    request.fileName = QStringLiteral("warm_up.bpf.c");
    request.source = program;
    runCompileJob(request, kernel);

    SourceFiles files;
    files.request = &request;
    const std::string slice = plainSlice(kernel.index);
    files.kernelHeader = slice;
    files.withSites = false;
    generateCode(files);
}

} // namespace radiosonde
