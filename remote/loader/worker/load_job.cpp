// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/load_job.h"

#include "remote/loader/worker/kernel_types.h"
#include "remote/loader/worker/libbpf_words.h"
#include "remote/loader/worker/object_settings.h"
#include "remote/loader/worker/uprobe_attach.h"

#include <algorithm>
#include <bpf/btf.h>
#include <cerrno>
#include <utility>

namespace radiosonde
{

namespace
{

std::string sectionOrName(bpf_map *map, const std::vector<JobVariable> &variables, bpf_object *object)
{
    if (!bpf_map__is_internal(map))
        return bpf_map__name(map);
    for (const JobVariable &variable : variables) {
        if (findMap(object, variable.map) == map)
            return variable.map;
    }
    return bpf_map__name(map);
}

void describeMaps(bpf_object *object, LoadAnswer &answer, const std::vector<uint32_t> &sizes)
{
    bpf_map *map = nullptr;
    size_t index = 0;
    bpf_object__for_each_map(map, object)
    {
        const uint32_t entries = bpf_map__max_entries(map);
        const bool ring = bpf_map__type(map) == BPF_MAP_TYPE_RINGBUF;
        answer.maps.push_back({sectionOrName(map, answer.variables, object), bpf_map__fd(map),
                               uint32_t(bpf_map__type(map)), bpf_map__key_size(map), bpf_map__value_size(map),
                               entries, ring && index < sizes.size() && entries > sizes[index]});
        ++index;
    }
}

std::vector<uint32_t> mapSizes(bpf_object *object)
{
    std::vector<uint32_t> sizes;
    bpf_map *map = nullptr;
    bpf_object__for_each_map(map, object)
    {
        sizes.push_back(bpf_map__max_entries(map));
    }
    return sizes;
}

// The refused program's lines; its call named them by offsets into the strings of the object's BTF.
std::vector<JobLine> sourceLines(const bpf_object *object, const RefusedProgram &refused)
{
    constexpr unsigned columnBits = 10;
    std::vector<JobLine> lines;
    const btf *types = bpf_object__btf(object);
    for (const bpf_line_info &line : refused.lines) {
        const char *file = types ? btf__str_by_offset(types, line.file_name_off) : nullptr;
        lines.push_back({line.insn_off, file ? file : "", line.line_col >> columnBits,
                         line.line_col & ((1u << columnBits) - 1)});
    }
    return lines;
}

void explainFailure(int error, const bpf_object *object, Boundary &boundary, const LibbpfWords &words,
                    LoadAnswer &answer)
{
    answer.number = error;
    if (const auto &failure = boundary.kernel().failure()) {
        answer.failure = LoadFailure::Posted;
        answer.subject = failure->what;
        answer.number = failure->error;
        return;
    }
    answer.log = words.log();
    answer.subject = words.failed("prog");
    answer.failure = LoadFailure::Program;
    if (answer.subject.empty()) {
        answer.subject = words.failed("map");
        answer.failure = answer.subject.empty() ? LoadFailure::Other : LoadFailure::Map;
    }
    if (answer.failure == LoadFailure::Program && boundary.refused())
        answer.lines = sourceLines(object, *boundary.refused());
}

} // namespace

OpenAnswer ObjectSource::open(OpenJob job, RemoteFiles &files)
{
    LibbpfWords words;
    OpenAnswer answer;
    m_job = std::move(job);
    m_opened.reset();
    m_opened = take();
    answer.error = m_opened ? 0 : errno;
    if (m_opened) {
        GivenTypes types = givenTypes(m_job, m_opened.get());
        answer.error = types.error;
        answer.badTypes = types.error != 0;
        files.giveTypes(std::move(types.bytes));
    }
    answer.words = words.takeWords();
    answer.version = libbpf_version_string();
    bpf_program *program = nullptr;
    while (m_opened && (program = bpf_object__next_program(m_opened.get(), program))) {
        answer.programs.push_back(
            {bpf_program__name(program), bpf_program__section_name(program), bpf_program__autoload(program)});
    }
    return answer;
}

std::unique_ptr<bpf_object, ObjectCloser> ObjectSource::take()
{
    if (m_opened)
        return std::move(m_opened);
    LIBBPF_OPTS(bpf_object_open_opts, options);
    options.object_name = m_job.name.c_str();
    options.btf_custom_path = bringsTypes(m_job) ? givenTypesPath : nullptr;
    return std::unique_ptr<bpf_object, ObjectCloser>(
        bpf_object__open_mem(m_job.object.data(), m_job.object.size(), &options));
}

LoadAnswer loadObject(const LoadJob &job, const std::vector<UprobePlan> &uprobes, ObjectSource &source,
                      Boundary &boundary, std::unique_ptr<LoadedObject> &loaded)
{
    LoadAnswer answer;
    LibbpfWords words;
    loaded.reset();
    boundary.forgetRefused();
    boundary.kernel().forgetFailure();
    const uint32_t before = boundary.kernel().roundTrips();

    auto fresh = std::make_unique<LoadedObject>();
    fresh->object = source.take();
    bpf_object *object = fresh->object.get();
    if (!object) {
        answer.failure = LoadFailure::BadObject;
        answer.number = errno;
    } else if (const std::vector<uint32_t> sizes = mapSizes(object); applySettings(object, job, answer)) {
        answer.variables = objectVariables(object);
        prepareUprobes(object, uprobes, boundary.kernel());
        const int result = bpf_object__load(object);
        if (result != 0 || boundary.kernel().failure())
            explainFailure(-result, object, boundary, words, answer);
        else
            describeMaps(object, answer, sizes);
        if (answer.failure == LoadFailure::None)
            loaded = std::move(fresh);
    }
    answer.words = words.takeWords();
    answer.roundTrips = boundary.kernel().roundTrips() - before;
    return answer;
}

} // namespace radiosonde
