#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_includes.py ROOT QT_HEADERS: do the includes of the sources go in the allowed directions?

The rules are those of the folders: core knows neither remote, views nor app; remote and views do not know each other;
LLVM stands in the compile worker only, libbpf in the load worker only; core and remote draw nothing and core opens
no sockets; the stub is freestanding. QT_HEADERS is Qt's include folder (with QtCore, QtGui, ... in it): it tells
which module a class belongs to.
"""
import pathlib
import re
import sys

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
# The text of a probe in a source has includes of its own.
RAW_STRING = re.compile(r'R"([^()\\\s]{0,16})\(.*?\)\1"', re.DOTALL)
SUFFIXES = {".c", ".cpp", ".h"}
FOLDERS = ("core", "remote", "views", "app")

# What a file in the folder must not include from the project. The first folder that fits counts for each rule.
FORBIDDEN_FOLDERS = {
    "core": ("remote/", "views/", "app/"),
    "remote": ("views/", "app/"),
    "views": ("remote/", "app/"),
}

# Libraries that have one place each.
LIBRARIES = (
    (re.compile(r"^(clang|llvm|lld|clang-c|llvm-c)/"), "core/compiler/", "LLVM"),
    (re.compile(r"^bpf/"), "remote/loader/", "libbpf"),
    (re.compile(r"^libssh/"), "remote/transport/", "libssh"),
)

FORBIDDEN_QT = {
    "core": ("QtGui", "QtWidgets", "QtNetwork", "QtSvg", "QtSerialPort"),
    "remote": ("QtGui", "QtWidgets", "QtSvg"),
}

# The stub's own headers stand beside its sources.
STUB_MAY_INCLUDE = re.compile(r"^([a-z_]+\.h$|remote/wire/|linux/|asm/|asm-generic/)")
STUB_MUST_NOT_INCLUDE = re.compile(r"^(std(io|lib)|string|errno|unistd|fcntl|signal|poll|time|dirent|sched)\.h$")


def qt_module(name, qt_headers):
    """The Qt module that a header belongs to, or None for what is not Qt's."""
    module, slash, _ = name.partition("/")
    if slash and module.startswith("Qt"):
        return module
    if not re.match(r"^(Q[A-Z]|q[a-z])", name):
        return None
    for module in ("QtCore", "QtGui", "QtWidgets", "QtNetwork", "QtSvg", "QtSerialPort", "QtTest"):
        if (qt_headers / module / name).exists():
            return module
    return None


def violations(path, quote, name, qt_headers):
    """The reasons why the file at path (relative to the root) must not include name."""
    folder = path.split("/")[0]
    if quote == '"' and name.startswith(FORBIDDEN_FOLDERS.get(folder, ())):
        yield f"{folder} must not know {name.split('/')[0]}"
    for pattern, place, library in LIBRARIES:
        if pattern.match(name) and not path.startswith(place):
            yield f"{library} belongs to {place} only"
    module = qt_module(name, qt_headers)
    if module in FORBIDDEN_QT.get(folder, ()):
        yield f"{folder} must not use {module}"
    if path.startswith("remote/stub/") and path.endswith(".c") and (
        not STUB_MAY_INCLUDE.match(name) or STUB_MUST_NOT_INCLUDE.match(name)
    ):
        yield "the stub is freestanding: the wire's layout and kernel headers only"


def main():
    root, qt_headers = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    if not (qt_headers / "QtCore" / "QString").exists():
        sys.exit(f"no Qt headers in {qt_headers}")
    found, files = [], 0
    for folder in FOLDERS:
        for file in sorted(root.joinpath(folder).rglob("*")):
            if file.suffix not in SUFFIXES:
                continue
            files += 1
            path = file.relative_to(root).as_posix()
            text = RAW_STRING.sub('""', file.read_text(encoding="utf-8"))
            for quote, name in INCLUDE.findall(text):
                found += [f"{path}: {name}: {reason}" for reason in violations(path, quote, name, qt_headers)]
    print("\n".join(found))
    print(f"{files} files, {len(found)} includes against the layers")
    return 1 if found or not files else 0


if __name__ == "__main__":
    sys.exit(main())
