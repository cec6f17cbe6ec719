// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/uprobe_finder.h"

#include "remote/loader/worker/uprobe_instruction.h"
#include "remote/loader/worker/usdt_notes.h"

#include <algorithm>
#include <elf.h>

namespace radiosonde
{

namespace
{

constexpr size_t maximumPlaces = 1024; // of one program; each is a descriptor on the target
constexpr uint64_t instructionBytes = 16;

uint16_t machineOf(const std::string &name)
{
    if (name == "x86_64")
        return EM_X86_64;
    if (name == "aarch64")
        return EM_AARCH64;
    return name.starts_with("riscv") ? EM_RISCV : name.starts_with("arm") ? EM_ARM : EM_NONE;
}

UprobeFailure failureOf(ElfFault fault)
{
    switch (fault) {
    case ElfFault::Unreadable:
        return UprobeFailure::BinaryMissing;
    case ElfFault::NoElf:
        return UprobeFailure::NoElf;
    case ElfFault::NoProgram:
        return UprobeFailure::NoProgram;
    case ElfFault::Broken:
        break;
    }
    return UprobeFailure::BrokenElf;
}

const char *prefixOf(const UprobeSection &section)
{
    if (section.kind == UprobeKind::Usdt)
        return "usdt/";
    if (section.multi)
        return section.kind == UprobeKind::Return ? "uretprobe.multi/" : "uprobe.multi/";
    return section.kind == UprobeKind::Return ? "uretprobe/" : "uprobe/";
}

std::string symbolOf(const UprobeSection &section)
{
    return section.kind == UprobeKind::Usdt ? section.provider + ':' + section.name : section.function;
}

} // namespace

struct UprobeFinder::Search
{
    UprobeSection section;
    UprobeOutcome &outcome;
    UprobePlan &plan;
    UprobeBinary *binary = nullptr;

    bool refuse(UprobeFailure failure, const std::string &subject = {}, int64_t number = 0) const
    {
        outcome.failure = failure;
        outcome.subject = subject;
        outcome.number = number;
        return false;
    }
};

UprobeFinder::UprobeFinder(Kernel &kernel) : m_kernel(kernel), m_machine(machineOf(kernel.target().machine))
{
}

UprobeOutcome UprobeFinder::find(const UprobeProgram &program, const UprobeJob &job, UprobePlan &plan)
{
    UprobeOutcome outcome;
    outcome.program = plan.program = program.name;
    Search search{parseUprobeSection(program.section).value_or(UprobeSection{}), outcome, plan};
    completeUprobeSection(search.section, job.binary, job.symbol);
    plan.atReturn = search.section.kind == UprobeKind::Return;
    plan.usdt = search.section.kind == UprobeKind::Usdt;
    plan.multi = search.section.multi;
    if (!findBinary(search))
        return outcome;
    outcome.path = plan.path = search.binary->path();
    outcome.via = prefixOf(search.section) + plan.path + ':' + symbolOf(search.section);
    const bool found = plan.usdt ? findUsdt(search) : plan.multi ? findPattern(search) : findFunction(search);
    if (found) {
        outcome.places = uint32_t(plan.places.size());
        describeInstruction(search);
    }
    return outcome;
}

bool UprobeFinder::findBinary(Search &search)
{
    if (search.section.binary.empty())
        return search.refuse(UprobeFailure::NoBinary);
    const BinaryName binary = parseBinaryName(search.section.binary);
    search.plan.process = binary.process;
    if (binary.process == 0)
        return openFirst(search, candidatePaths(m_kernel, binary.name));
    if (binary.name.empty()) {
        const std::string own = "/proc/" + std::to_string(binary.process) + "/exe";
        return openFirst(search, {own}) || (search.outcome.failure == UprobeFailure::BinaryMissing &&
                                            search.refuse(UprobeFailure::ProcessMissing, {}, binary.process));
    }
    const auto path = mappedFile(m_kernel, binary.process, binary.name);
    if (!path && path.error() == ENOENT)
        return search.refuse(UprobeFailure::NotMapped, binary.name, binary.process);
    return path ? openFirst(search, {*path})
                : search.refuse(UprobeFailure::ProcessMissing, {}, binary.process);
}

// The first that is there and made for this machine; else what is wrong with the last that is there.
bool UprobeFinder::openFirst(Search &search, const std::vector<std::string> &paths)
{
    search.refuse(UprobeFailure::BinaryMissing, search.section.binary, 0);
    for (const std::string &path : paths) {
        std::unique_ptr<UprobeBinary> &binary = m_binaries[path];
        if (!binary) {
            auto opened = UprobeBinary::open(m_kernel, path);
            if (!opened && opened.error().fault == ElfFault::Unreadable && paths.size() > 1)
                continue;
            search.outcome.path = path;
            if (!opened) {
                search.refuse(failureOf(opened.error().fault), path, opened.error().error);
                continue;
            }
            binary = *std::move(opened);
        }
        const uint16_t machine = binary->file().machine;
        if (machine == m_machine || (m_machine == EM_X86_64 && machine == EM_386)) {
            search.binary = binary.get();
            search.outcome.failure = UprobeFailure::None;
            search.outcome.subject.clear();
            search.outcome.number = 0;
            return true;
        }
        search.refuse(UprobeFailure::OtherMachine, path, machine);
    }
    return false;
}

bool UprobeFinder::addPlace(Search &search, uint64_t address, UprobePlace place)
{
    const ElfFile &file = search.binary->file();
    const auto offset = fileOffset(file, address, PF_X);
    if (!offset)
        return search.refuse(UprobeFailure::NotCode, symbolOf(search.section));
    place.offset = *offset;
    if (search.plan.usdt && search.plan.process != 0)
        place.address = mappedAddress(m_kernel, search.plan.process, search.plan.path, *offset).value_or(0);
    else if (file.type == ET_EXEC)
        place.address = address;
    search.plan.places.push_back(std::move(place));
    return true;
}

bool UprobeFinder::findFunction(Search &search)
{
    UprobeBinary &binary = *search.binary;
    if (search.section.function.empty())
        return search.refuse(UprobeFailure::NoSymbol);
    const auto name = parseFunctionName(search.section.function);
    if (!name)
        return search.refuse(UprobeFailure::BadSymbol, search.section.function);
    if (name->address) {
        const bool thumb = binary.file().machine == EM_ARM &&
                           isThumbAt(binary.symbols(UprobeBinary::Full), *name->address).value_or(false);
        return thumb ? refuseThumb(search, *name->address) : addPlace(search, *name->address, {});
    }
    std::vector<ElfFunction> functions;
    for (const UprobeBinary::Table table : UprobeBinary::tables) {
        functions = findFunctions(binary.symbols(table), *name, binary.file().machine);
        if (!functions.empty())
            break;
    }
    if (functions.empty())
        return refuseMissing(search, *name);
    for (const ElfFunction &function : functions) {
        if (function.indirect) {
            search.outcome.names = similarFunctions(binary.symbols(UprobeBinary::Full), name->name);
            return search.refuse(UprobeFailure::Indirect, name->name);
        }
        if (function.thumb)
            return refuseThumb(search, function.address);
        if (!addPlace(search, function.address + name->offset, {}))
            return false;
    }
    return true;
}

bool UprobeFinder::findPattern(Search &search)
{
    UprobeBinary &binary = *search.binary;
    if (search.section.function.empty())
        return search.refuse(UprobeFailure::NoSymbol);
    std::vector<ElfFunction> functions;
    for (const UprobeBinary::Table table : UprobeBinary::tables) {
        for (ElfFunction &function : matchFunctions(binary.symbols(table), search.section.function,
                                                    binary.file().machine, maximumPlaces + 1))
            functions.push_back(std::move(function));
    }
    std::ranges::sort(functions, {}, &ElfFunction::address);
    const auto same = std::ranges::unique(functions, {}, &ElfFunction::address);
    functions.erase(same.begin(), same.end());
    const bool anyThumb = std::ranges::any_of(functions, &ElfFunction::thumb);
    const uint64_t first = functions.empty() ? 0 : functions.front().address;
    std::erase_if(functions, [](const ElfFunction &function) { return function.thumb; });
    if (functions.empty())
        return anyThumb ? refuseThumb(search, first)
                        : refuseMissing(search, {search.section.function, {}, 0, {}});
    if (functions.size() > maximumPlaces)
        return search.refuse(UprobeFailure::TooMany, search.section.function, maximumPlaces);
    return std::ranges::all_of(
        functions, [&](const ElfFunction &function) { return addPlace(search, function.address, {}); });
}

bool UprobeFinder::findUsdt(Search &search)
{
    UprobeBinary &binary = *search.binary;
    const UprobeSection &section = search.section;
    if (section.provider.empty() || section.name.empty())
        return search.refuse(UprobeFailure::NoSymbol);
    for (const UsdtPlace &found : readUsdtPlaces(binary.file(), binary.source())) {
        if (found.provider != section.provider || found.name != section.name) {
            search.outcome.names.push_back(found.provider + ':' + found.name);
            continue;
        }
        UprobePlace place;
        place.arguments = parseUsdtArguments(found.arguments, binary.file().machine, m_machine);
        place.semaphore = found.semaphore ? fileOffset(binary.file(), found.semaphore, PF_W).value_or(0) : 0;
        for (const UsdtArgument &argument : place.arguments) {
            if (argument.kind == UsdtArgumentKind::Unknown)
                search.outcome.arguments.push_back(argument.text);
        }
        if (!addPlace(search, found.address, std::move(place)))
            return false;
        const uint64_t offset = search.plan.places.back().offset;
        if (binary.file().machine == EM_ARM &&
            isThumbNop(binary.source().read(offset, 2).value_or(std::string())))
            return refuseThumb(search, found.address);
        if (search.plan.places.size() > maximumPlaces)
            return search.refuse(UprobeFailure::TooMany, symbolOf(section), maximumPlaces);
    }
    if (search.plan.places.empty())
        return search.refuse(UprobeFailure::UsdtMissing, symbolOf(section));
    search.outcome.names.clear();
    return true;
}

bool UprobeFinder::refuseMissing(Search &search, const FunctionName &name)
{
    bool any = false;
    for (const UprobeBinary::Table table : UprobeBinary::tables) {
        const ElfSymbolTable &symbols = search.binary->symbols(table);
        any |= !symbols.symbols.empty();
        std::ranges::move(similarFunctions(symbols, name.name), std::back_inserter(search.outcome.names));
    }
    return search.refuse(any ? UprobeFailure::SymbolMissing : UprobeFailure::Stripped,
                         search.section.function);
}

bool UprobeFinder::refuseThumb(Search &search, uint64_t address)
{
    constexpr size_t suggestions = 3;
    for (const UprobeBinary::Table table : {UprobeBinary::Full, UprobeBinary::Dynamic}) {
        if (search.outcome.names.empty())
            search.outcome.names = armFunctions(search.binary->symbols(table), address, suggestions);
    }
    return search.refuse(UprobeFailure::Thumb, symbolOf(search.section));
}

void UprobeFinder::describeInstruction(Search &search)
{
    UprobeBinary &binary = *search.binary;
    const std::string bytes =
        binary.source().read(search.plan.places.front().offset, instructionBytes).value_or(std::string());
    const InstructionFacts facts = firstInstruction(bytes, binary.file().machine);
    search.outcome.stepped =
        facts.stepped && !search.plan.usdt; // a nop always, and nobody can choose another place
    search.outcome.machine = binary.file().machine;
    search.outcome.instruction = bytes.substr(0, facts.length ? facts.length : 4);
    search.outcome.mnemonic = facts.name;
    const auto name = parseFunctionName(search.section.function);
    if (facts.cheaperOffset && !search.plan.usdt && !search.plan.multi && !search.plan.atReturn && name &&
        !name->address)
        search.outcome.cheaper = name->name + '+' + std::to_string(name->offset + facts.cheaperOffset);
}

UprobeAnswer findUprobes(const UprobeJob &job, Kernel &kernel, std::vector<UprobePlan> &plans)
{
    UprobeFinder finder(kernel);
    UprobeAnswer answer;
    plans.clear();
    for (const UprobeProgram &program : job.programs) {
        UprobePlan plan;
        answer.programs.push_back(finder.find(program, job, plan));
        if (answer.programs.back().failure == UprobeFailure::None)
            plans.push_back(std::move(plan));
    }
    return answer;
}

} // namespace radiosonde
