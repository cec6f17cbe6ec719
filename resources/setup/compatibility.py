#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""compatibility.py LINES: docs/compatibility.md from what the tests on boards noted (tests/boards/board_table.h)."""
import sys

BOARDS = [f"{arch}-{suite}" for arch in ("arm64", "armhf", "amd64") for suite in ("bullseye", "bookworm", "trixie")]
PROBES = ["filetop", "biolatency", "opensnoop", "execsnoop"]
LINKS = {"dropbear": "dropbear", "openssh": "OpenSSH", "adb": "adb", "cmd": "cmd:ssh", "serial": "serial"}
ALTERNATIVES = ["fentry", "tp_btf", "kprobe", "raw_tp", "tracepoint"]

INTRODUCTION = """# Compatibility

Written by `./dev boards`, which runs the probes of the library on nine [virtual boards](boards.md): over ssh with each
of their servers, over adb, through the ssh program as a command, and over a serial line to the arm64 boards. Beside each
run a workload there does a known number of reads and writes, block requests, opens or executions.

"counted" is what the probe has seen of the workload; "rows" are the rows, buckets or events in all. These runs use the
alternative that the loader chose by what really attaches.
"""


def read(path):
    """The last noted entry of each run."""
    entries = {}
    for line in open(path, encoding="utf-8"):
        fields = line.rstrip("\n").split("|")
        if len(fields) == 8:
            board, release, probe, alternative, link, via, rows, counts = fields
            entries[board, probe, alternative, link] = (release, via, rows, counts)
    return entries


def hooks(via):
    return "<br>".join(f"`{hook}`" for hook in via.split(", "))


def without(board, link):
    """Why there is no run: the other processors' kernels are not tried over a serial line."""
    return "not tried" if link == "serial" and not board.startswith("arm64") else "not run"


def chosen(entries, probe):
    lines = [f"## {probe}\n", "| board | kernel | attached via | rows | " +
             " | ".join(f"counted, {name}" for name in LINKS.values()) + " |",
             "|---" * (4 + len(LINKS)) + "|"]
    for board in BOARDS:
        runs = [entries.get((board, probe, "chosen", link)) for link in LINKS]
        release, via, rows, _ = next((run for run in runs if run), ("not run", "", "not run", ""))
        counts = " | ".join(run[3] if run else without(board, link) for link, run in zip(LINKS, runs))
        lines.append(f"| {board} | {release} | {hooks(via) if via else 'not run'} | {rows} | {counts} |")
    return "\n".join(lines) + "\n"


def each(entries):
    lines = ["## Each alternative\n", "What was counted with it; \"no\" where the kernel does not take it, \"left out\" where the "
             "probe does not have it for the processor.\n",
             "| probe, alternative | " + " | ".join(BOARDS) + " |", "|---" * (len(BOARDS) + 1) + "|"]
    for probe in PROBES:
        for alternative in ALTERNATIVES:
            if not any(key[1:3] == (probe, alternative) for key in entries):
                continue
            cells = []
            for board in BOARDS:
                entry = entries.get((board, probe, alternative, "dropbear"))
                ran = (board, probe, "chosen", "dropbear") in entries
                missing = "left out" if ran else "not run"
                cells.append(missing if not entry else "no" if entry[1] == "none" and entry[3] != "failed" else entry[3])
            lines.append(f"| {probe} {alternative} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def others(entries):
    """What is no probe of the library: a line for each thing that tests on all boards have looked at."""
    lines = ["## Programs of one's own\n", "Facts that programs written for 64-bit kernels read, beside the same facts from `/proc` there; "
             "functions and USDT probes of a program, with the values that it passed.\n",
             "| what | " + " | ".join(BOARDS) + " |", "|---" * (len(BOARDS) + 1) + "|"]
    for what in dict.fromkeys(key[1] for key in entries if key[1] not in PROBES):
        cells = [entries.get((board, what, "chosen", "dropbear"), (None,) * 4)[3] for board in BOARDS]
        lines.append(f"| {what} | " + " | ".join(cell or "does not apply" for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def main():
    entries = read(sys.argv[1])
    print("\n".join([INTRODUCTION] + [chosen(entries, probe) for probe in PROBES] + [each(entries), others(entries)]), end="")


main()
