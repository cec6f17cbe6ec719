// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/tracepoint_types.h"

#include "remote/loader/tracepoint_format.h"

#include <algorithm>
#include <cerrno>
#include <map>
#include <set>
#include <string_view>

namespace radiosonde
{

namespace
{

constexpr std::string_view contextPrefix = "trace_event_raw_";
using Formats = std::map<std::string, TracepointFormat, std::less<>>; // by "category/name"

// Which structure of the program's own types stands for which tracepoint.
using Contexts = std::map<std::string, const TracepointFormat *>;

// "tracepoint/syscalls/sys_enter_openat" -> "syscalls/sys_enter_openat".
std::string_view tracepointOf(std::string_view section)
{
    if (section.starts_with('?'))
        section.remove_prefix(1);
    for (const std::string_view prefix : {"tracepoint/", "tp/"}) {
        if (section.starts_with(prefix))
            return section.substr(prefix.size());
    }
    return {};
}

const btf_type *plain(const btf *types, uint32_t id)
{
    const btf_type *type = btf__type_by_id(types, id);
    for (int depth = 0; type && depth < 32 && (btf_is_mod(type) || btf_is_typedef(type)); ++depth)
        type = btf__type_by_id(types, type->type);
    return type;
}

// The structure that the program's only parameter points to, or null.
const btf_type *contextOf(const btf *types, const char *program)
{
    const int id = btf__find_by_name_kind(types, program, BTF_KIND_FUNC);
    const btf_type *function = id > 0 ? btf__type_by_id(types, uint32_t(id)) : nullptr;
    const btf_type *prototype = function ? btf__type_by_id(types, function->type) : nullptr;
    if (!prototype || !btf_is_func_proto(prototype) || btf_vlen(prototype) != 1)
        return nullptr;
    const btf_type *pointer = plain(types, btf_params(prototype)->type);
    const btf_type *context = pointer && btf_is_ptr(pointer) ? plain(types, pointer->type) : nullptr;
    return context && btf_is_struct(context) ? context : nullptr;
}

size_t sharedFields(const btf *types, const btf_type *record, const TracepointFormat &format)
{
    size_t shared = 0;
    const btf_member *member = btf_members(record);
    for (int i = 0; i < btf_vlen(record); ++i, ++member) {
        std::string_view name = btf__name_by_offset(types, member->name_off);
        if (name.starts_with("__data_loc_"))
            name.remove_prefix(std::string_view("__data_loc_").size());
        shared += size_t(std::ranges::count(format.fields, name, &TracepointField::name));
    }
    return shared;
}

const TracepointFormat *nearestFormat(const btf *types, const btf_type *record, const Formats &formats)
{
    const TracepointFormat *nearest = nullptr;
    size_t most = 0;
    for (const auto &[name, format] : formats) {
        if (const size_t shared = sharedFields(types, record, format); shared > most) {
            nearest = &format;
            most = shared;
        }
    }
    return nearest;
}

Contexts findContexts(const bpf_object *object, const Formats &formats)
{
    Contexts contexts;
    const btf *types = bpf_object__btf(object);
    if (!types)
        return contexts;
    const bpf_program *program = nullptr;
    while ((program = bpf_object__next_program(object, const_cast<bpf_program *>(program)))) {
        const auto format = formats.find(tracepointOf(bpf_program__section_name(program)));
        const btf_type *context = contextOf(types, bpf_program__name(program));
        if (format != formats.end() && context)
            contexts.try_emplace(btf__name_by_offset(types, context->name_off), &format->second);
    }
    for (uint32_t id = 1; id < btf__type_cnt(types); ++id) {
        const btf_type *type = btf__type_by_id(types, id);
        const std::string name = btf__name_by_offset(types, type->name_off);
        if (!btf_is_struct(type) || !name.starts_with(contextPrefix) || contexts.contains(name))
            continue;
        if (const TracepointFormat *format = nearestFormat(types, type, formats))
            contexts.emplace(name, format);
    }
    return contexts;
}

// Adds the types of fields; numbers of BTF or, negative, errors.
class ContextWriter
{
public:
    explicit ContextWriter(btf *kernel) : m_kernel(kernel) {}

    int addContext(const std::string &name, const TracepointFormat &format);

private:
    struct Placed
    {
        std::string name;
        int type = 0;
        uint32_t offset = 0, end = 0;
    };

    int integer(uint32_t size, bool isSigned);
    int pointer();
    int scalar(std::string_view type, uint32_t size, bool isSigned);
    int fieldType(const TracepointField &field);
    int entry(const TracepointFormat &format);
    int addStructure(const std::string &name, const std::vector<Placed> &members);
    Placed place(const TracepointField &field);

    btf *m_kernel;
    std::map<std::pair<uint32_t, bool>, int> m_integers;
    int m_pointer = 0;
};

int ContextWriter::integer(uint32_t size, bool isSigned)
{
    int &id = m_integers[{size, isSigned}];
    if (id <= 0) {
        const std::string name = (isSigned ? "s" : "u") + std::to_string(size * 8);
        id = btf__add_int(m_kernel, name.c_str(), size, isSigned ? BTF_INT_SIGNED : 0);
    }
    return id;
}

int ContextWriter::pointer()
{
    if (m_pointer <= 0)
        m_pointer = btf__add_ptr(m_kernel, 0);
    return m_pointer;
}

// CO-RE tells pointers, enumerations and structures from numbers, nothing else.
int ContextWriter::scalar(std::string_view type, uint32_t size, bool isSigned)
{
    const bool isPower = size == 1 || size == 2 || size == 4 || size == 8;
    if (type.ends_with('*'))
        return pointer();
    if (type.starts_with("enum ") && isPower)
        return btf__add_enum(m_kernel, nullptr, size);
    if (type.starts_with("struct ") || type.starts_with("union ") || !isPower)
        return btf__add_struct(m_kernel, nullptr, size);
    return integer(size, isSigned);
}

// Bytes of an element where the kernel wrote the length as an expression, by its usual names; 0: unknown.
uint32_t elementSize(std::string_view type, uint32_t pointerSize)
{
    constexpr std::pair<std::string_view, uint32_t> sizes[] = {{"char", 1},
                                                               {"unsigned char", 1},
                                                               {"u8", 1},
                                                               {"__u8", 1},
                                                               {"s8", 1},
                                                               {"bool", 1},
                                                               {"short", 2},
                                                               {"u16", 2},
                                                               {"__u16", 2},
                                                               {"__be16", 2},
                                                               {"int", 4},
                                                               {"unsigned int", 4},
                                                               {"u32", 4},
                                                               {"__u32", 4},
                                                               {"__be32", 4},
                                                               {"u64", 8},
                                                               {"__u64", 8},
                                                               {"long long", 8},
                                                               {"unsigned long long", 8}};
    if (type.ends_with('*') || type == "long" || type == "unsigned long")
        return pointerSize;
    const auto found = std::ranges::find(sizes, type, [](const auto &entry) { return entry.first; });
    return found == std::end(sizes) ? 0 : found->second;
}

int ContextWriter::fieldType(const TracepointField &field)
{
    if (!field.isArray)
        return scalar(field.type, field.size, field.isSigned);
    uint32_t size = elementSize(field.type, uint32_t(btf__pointer_size(m_kernel)));
    if (field.count && *field.count > 0 && field.size % *field.count == 0)
        size = field.size / *field.count;
    if (size == 0 || field.size % size != 0)
        size = 1;
    const int element = scalar(field.type, size, field.isSigned);
    const int index = integer(4, false);
    return element < 0 || index < 0 ? std::min(element, index)
                                    : btf__add_array(m_kernel, index, element, field.size / size);
}

ContextWriter::Placed ContextWriter::place(const TracepointField &field)
{
    // what the macros of include/trace/trace_events.h make of a field of variable length
    for (const std::string_view keyword : {"__data_loc", "__rel_loc"}) {
        if (field.type.starts_with(keyword))
            return {std::string(keyword) + '_' + field.name, integer(4, false), field.offset,
                    field.offset + 4};
    }
    return {field.name, fieldType(field), field.offset, field.offset + field.size};
}

int ContextWriter::addStructure(const std::string &name, const std::vector<Placed> &members)
{
    uint32_t size = 0;
    for (const Placed &member : members) {
        if (member.type < 0)
            return member.type;
        size = std::max(size, member.end);
    }
    const int id = btf__add_struct(m_kernel, name.c_str(), size);
    for (const Placed &member : members) {
        if (id < 0)
            break;
        if (const int error =
                btf__add_field(m_kernel, member.name.c_str(), member.type, member.offset * 8, 0))
            return error;
    }
    return id;
}

int ContextWriter::entry(const TracepointFormat &format)
{
    if (const int known = btf__find_by_name_kind(m_kernel, "trace_entry", BTF_KIND_STRUCT); known > 0)
        return known;
    std::vector<Placed> members;
    for (const TracepointField &field : format.common)
        members.push_back(place(field));
    return addStructure("trace_entry", members);
}

int ContextWriter::addContext(const std::string &name, const TracepointFormat &format)
{
    if (btf__find_by_name_kind(m_kernel, name.c_str(), BTF_KIND_STRUCT) > 0)
        return 0;
    const int head = entry(format);
    const int64_t headSize = head > 0 ? btf__resolve_size(m_kernel, uint32_t(head)) : 0;
    if (head < 0 || headSize < 0)
        return head < 0 ? head : int(headSize);
    std::vector<Placed> members{{"ent", head, 0, uint32_t(headSize)}};
    for (const TracepointField &field : format.fields)
        members.push_back(place(field));
    return std::min(0, addStructure(name, members));
}

} // namespace

int addTracepointTypes(btf *kernel, const bpf_object *object, const std::vector<NamedBytes> &formats)
{
    Formats parsed;
    for (const NamedBytes &format : formats) {
        if (const auto fields = parseTracepointFormat(format.bytes))
            parsed.emplace(format.name, *fields);
    }
    ContextWriter writer(kernel);
    for (const auto &[name, format] : findContexts(object, parsed)) {
        if (const int error = writer.addContext(name, *format))
            return error;
    }
    return 0;
}

} // namespace radiosonde
