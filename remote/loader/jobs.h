// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// What the loader asks of its worker and what it is told. Frames on the socket between them bear the header
// of remote/wire: WIRE_CALL, WIRE_CALL_PART and WIRE_READFILE go up to be sent on to the target, their
// WIRE_REPLY comes back; the types below start a job and end it. One job at a time.
namespace radiosonde
{

enum JobFrame : uint8_t {
    JobTarget = 128, // TargetJob; has no answer
    JobOpen,         // OpenJob -> OpenAnswer; the worker keeps the object's bytes
    JobLoad,         // LoadJob -> LoadAnswer, of the object that was opened
    JobPerf,         // PerfJob -> PerfAnswer
    JobAttach,       // AttachJob -> AttachAnswer
    JobDetach,       // no payload -> DetachAnswer
    JobUnload,       // no payload, no payload back
    JobHeader,       // HeaderJob -> HeaderAnswer
    JobProbe,        // ProbeJob -> ProbeAnswer
    JobUprobes,      // UprobeJob -> UprobeAnswer (uprobe_messages.h); before JobLoad of the same object
    JobDone = 192,   // any job's answer
};

inline constexpr uint32_t jobMaximumPayload = 64u << 20; // of any frame between the two, bytes
// A WIRE_READFILE of this and a raw build-id asks for the host's own copy of a program: it is answered with a
// descriptor. No path of a target begins so.
inline constexpr std::string_view hostCopyPrefix = "build-id:";
inline constexpr int jobSocket = 3; // the worker's end

// Facts of the target that libbpf asks its own machine for.
struct TargetJob
{
    uint32_t cpus = 1; // possible
    uint32_t pageSize = 4096;
    std::string sysname, nodename, release, version, machine; // as uname(2) on the target
    bool pipelined = true; // calls that seldom fail are posted without waiting

    void visit(auto &archive)
    {
        archive(cpus, pageSize, sysname, nodename, release, version, machine, pipelined);
    }
};

struct NamedBytes
{
    std::string name, bytes;
    void visit(auto &archive) { archive(name, bytes); }
};

struct NamedNumber
{
    std::string name;
    uint32_t number = 0;
    void visit(auto &archive) { archive(name, number); }
};

struct OpenJob
{
    std::string name; // of the object, for the names of its internal maps
    std::string object;
    std::string types;                   // raw BTF to relocate against; empty: the target's own
    std::vector<NamedBytes> tracepoints; // "category/name" and format text of contexts that the types lack
    uint32_t pointerSize = 8;            // of the target, bytes
    void visit(auto &archive) { archive(name, object, types, tracepoints, pointerSize); }
};

struct LoadJob
{
    std::vector<NamedBytes> globals;
    std::vector<std::string> disabled, enabled; // programs, against what their sections say
    std::vector<NamedNumber> mapSizes;
    uint32_t minimumRingBytes = 0;

    void visit(auto &archive) { archive(globals, disabled, enabled, mapSizes, minimumRingBytes); }
};

struct JobMap
{
    std::string name;
    int32_t fd = -1;
    uint32_t type = 0, keySize = 0, valueSize = 0, maxEntries = 0;
    bool enlarged = false;
    void visit(auto &archive) { archive(name, fd, type, keySize, valueSize, maxEntries, enlarged); }
};

struct JobVariable
{
    std::string name, map;
    uint32_t offset = 0, size = 0;
    void visit(auto &archive) { archive(name, map, offset, size); }
};

struct JobProgram
{
    std::string name, section;
    bool chosen = false; // is loaded when nobody says otherwise: its section does not begin with '?'
    void visit(auto &archive) { archive(name, section, chosen); }
};

struct OpenAnswer
{
    int32_t error = 0;     // errno of libbpf
    bool badTypes = false; // it is the job's types that libbpf cannot read
    std::string words;
    std::vector<JobProgram> programs; // all of the object, in its order
    std::string version;              // libbpf's
    void visit(auto &archive) { archive(error, badTypes, words, programs, version); }
};

// Which line of the source an instruction of the refused program came from.
struct JobLine
{
    uint32_t instruction = 0;
    std::string file;
    uint32_t line = 0, column = 0;
    void visit(auto &archive) { archive(instruction, file, line, column); }
};

enum class LoadFailure : uint8_t {
    None,
    BadObject,     // none is open, or libbpf cannot open it again
    UnknownGlobal, // `subject` is not in the object
    GlobalSize,    // `subject` has another size; `number` is it
    UnknownMap,    // `subject`
    Map,           // the map `subject` could not be made: `number` is the errno
    Program,       // the program `subject` was refused: errno, `log`, `lines`
    Posted,        // a posted call failed: load again in a worker that does not post
    Other,         // `number` is the errno, `words` say what libbpf knows
};

struct LoadAnswer
{
    LoadFailure failure = LoadFailure::None;
    std::string subject;
    int32_t number = 0;
    std::string words; // libbpf's warnings, a line each
    std::string log;   // the verifier's
    std::vector<JobLine> lines;
    std::vector<JobMap> maps;
    std::vector<JobVariable> variables;
    uint32_t roundTrips = 0;

    void visit(auto &archive)
    {
        archive(failure, subject, number, words, log, lines, maps, variables, roundTrips);
    }
};

struct PerfJob
{
    std::string map;
    uint32_t bytes = 0; // of each CPU's buffer: a power of two of pages
    void visit(auto &archive) { archive(map, bytes); }
};

struct JobPerfEvent
{
    uint32_t cpu = 0;
    int32_t fd = -1;
    void visit(auto &archive) { archive(cpu, fd); }
};

struct PerfAnswer
{
    int32_t error = 0; // errno of what failed first
    std::string words;
    std::vector<JobPerfEvent> events;
    void visit(auto &archive) { archive(error, words, events); }
};

struct AttachJob
{
    std::vector<NamedNumber> frequencies; // samples a second of perf_event programs; others: 99
    void visit(auto &archive) { archive(frequencies); }
};

struct AttachOutcome
{
    std::string program;
    int32_t error = 0;                   // errno, 0: attached
    std::string words;                   // libbpf's warnings
    int32_t iterator = -1, reading = -1; // an iterator's link, and a number that is free for what it makes
    void visit(auto &archive) { archive(program, error, words, iterator, reading); }
};

struct AttachAnswer
{
    std::vector<AttachOutcome> programs; // those that are loaded
    void visit(auto &archive) { archive(programs); }
};

struct HeaderJob
{
    std::string types; // raw BTF; empty: the target's own
    void visit(auto &archive) { archive(types); }
};

struct DetachAnswer
{
    uint64_t missed = 0; // runs of all programs that the kernel left out (bpf_prog_info.recursion_misses)
    void visit(auto &archive) { archive(missed); }
};

struct HeaderAnswer
{
    int32_t error = 0;
    std::string text;
    void visit(auto &archive) { archive(error, text); }
};

struct ProbeJob
{
    std::vector<std::string> names; // "kprobe", "fentry", "map:hash"...
    void visit(auto &archive) { archive(names); }
};

struct ProbeOutcome
{
    std::string name;
    int32_t error = 0; // errno, 0: works
    std::string step;  // where it failed: "load", "attach", "find"
    void visit(auto &archive) { archive(name, error, step); }
};

struct ProbeAnswer
{
    std::vector<ProbeOutcome> outcomes;
    void visit(auto &archive) { archive(outcomes); }
};

} // namespace radiosonde
