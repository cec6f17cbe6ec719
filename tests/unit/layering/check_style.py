#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_style.py ROOT: what every file of the project keeps to, besides its formatting.

A licence line at the top, no file longer than 600 lines, no path of somebody's own machine, nothing left unfinished.
"""
import pathlib
import re
import sys

CODE = {".c", ".cpp", ".h", ".py", ".sh", ".cmake"}
TEXT = CODE | {".md", ".txt", ".json", ".qrc", ".svg", ".desktop", ".xml", ".ts", ".css"}
SKIPPED_FOLDERS = re.compile(r"^(\.git|\.deps|\.cache|build[^/]*)/")
NO_LICENCE_LINE = {".md", ".json", ".svg", ".ts", ".qrc"}
LONGEST = 600

LICENCE = "SPDX-License-Identifier: GPL-3.0-or-later"
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b")
PRIVATE_PATH = re.compile(r"(^|[\s\"'=(])(/home/[a-z]|/Users/[A-Za-z])")


def is_code(file):
    return file.suffix in CODE or file.name in ("dev", "CMakeLists.txt") or file.parent.name == ".ci"


def complaints(file, text, root):
    """What is wrong with one file, as (line number, reason)."""
    lines = text.splitlines()
    in_tests = "tests" in file.relative_to(root).parts  # made-up data may name a made-up home
    head = lines[1:2] if text.startswith("#!") else lines[:1]
    if is_code(file) and not (head and LICENCE in head[0]):
        yield 1, f"the first line must say '{LICENCE}'"
    if is_code(file) and len(lines) > LONGEST:
        yield LONGEST, f"{len(lines)} lines; {LONGEST} are the most"
    for number, line in enumerate(lines, 1):
        if is_code(file) and UNFINISHED.search(line):
            yield number, "marked as unfinished"
        if (not in_tests and PRIVATE_PATH.search(line)) or (len(root.parts) > 2 and f"{root}/" in line):
            yield number, "a path of one machine"


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    found, files = [], 0
    for file in sorted(root.rglob("*")):
        path = file.relative_to(root).as_posix()
        if SKIPPED_FOLDERS.match(path + "/") or not file.is_file() or not (file.suffix in TEXT or is_code(file)):
            continue
        files += 1
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            found.append(f"{path}: not UTF-8")
            continue
        found += [f"{path}:{line}: {reason}" for line, reason in complaints(file, text, root)]
    print("\n".join(found))
    print(f"{files} files, {len(found)} complaints")
    return 1 if found or not files else 0


if __name__ == "__main__":
    sys.exit(main())
