// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

// What the loader asks of its worker about programs for user space (JobUprobes), and what it is told. The
// worker reads the target's files; it keeps the places that it found for JobAttach.
namespace radiosonde
{

struct UprobeProgram
{
    std::string name, section;
    void visit(auto &archive) { archive(name, section); }
};

struct UprobeJob
{
    std::vector<UprobeProgram> programs;
    std::string binary, symbol; // for sections that leave them out; may be empty
    void visit(auto &archive) { archive(programs, binary, symbol); }
};

enum class UprobeFailure : uint8_t {
    None,
    NoBinary,       // neither the section nor the user names one
    NoSymbol,       // likewise, a function or PROVIDER:NAME
    BadSymbol,      // `subject` is no name of a function
    BinaryMissing,  // `subject` is not on the target; `number` is an errno, 0: searched in the usual places
    ProcessMissing, // `number`
    NotMapped,      // process `number` has no file `subject` open as a library
    NoElf,          // `path` is no program
    BrokenElf,      // likewise, and damaged
    NoProgram,      // an object file or core dump
    OtherMachine,   // for another processor than the target's, or one that its kernel cannot stop
    SymbolMissing,  // `subject`; `names` are like it
    Stripped,       // likewise, and the file has no names at all
    NotCode,        // the place lies outside of the program's code
    Indirect,       // `subject` is chosen at run time; `names` may be what it is chosen from
    Thumb,          // `names` are functions in ARM code
    UsdtMissing,    // no probe `subject`; `names` are those that are there
    TooMany,        // more places than can be attached: `number`
};

struct UprobeOutcome
{
    std::string program;
    UprobeFailure failure = UprobeFailure::None;
    std::string subject;
    int64_t number = 0;
    std::vector<std::string> names;
    std::string via;  // where it goes, for people: "uprobe//usr/bin/x:main"
    std::string path; // of the file on the target
    uint32_t places = 0;
    // Of the first place, when the processor must execute its instruction apart:
    bool stepped = false;
    uint32_t machine = 0;    // EM_* of the file
    std::string instruction; // its bytes, or the first of them
    std::string mnemonic;
    std::string cheaper;                // a symbol to probe instead, as written in a section
    std::vector<std::string> arguments; // of USDT that cannot be followed, as in the note

    void visit(auto &archive)
    {
        archive(program, failure, subject, number, names, via, path, places, stepped, machine, instruction,
                mnemonic, cheaper, arguments);
    }
};

struct UprobeAnswer
{
    std::vector<UprobeOutcome> programs;
    void visit(auto &archive) { archive(programs); }
};

} // namespace radiosonde
