#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# check_binaries.sh BUILD: what the built programs carry. The heavy libraries stay in their workers: neither the program
# nor its window has LLVM or libbpf in it, linked or loaded, and the program, which must start in a few
# milliseconds, has no part of Qt that draws.
set -euo pipefail
build=${1:?usage: check_binaries.sh BUILD}
failures=0

complain() {
    echo "$*"
    failures=$((failures + 1))
}

# lacksLibraries PROGRAM PATTERN: none of the shared libraries that PROGRAM loads, directly or not, fits PATTERN.
lacksLibraries() {
    local loaded
    loaded=$(ldd "$1") || { complain "$1: ldd fails"; return; }
    loaded=$(grep -E "$2" <<<"$loaded" || true)
    [ -z "$loaded" ] || complain "$1 loads:"$'\n'"$loaded"
}

# lacksSymbols PROGRAM PATTERN: no symbol of PROGRAM, defined or wanted, fits PATTERN.
lacksSymbols() {
    local symbols
    symbols=$( { nm "$1"; nm -D "$1"; } 2>/dev/null | awk '{ print $NF }' | grep -E "$2" | sort -u | head -n 5 || true)
    [ -z "$symbols" ] || complain "$1 has symbols:"$'\n'"$symbols"
}

program=$build/bin/radiosonde
window=$build/libexec/radiosonde/radiosonde-window
for file in "$program" "$window"; do
    if [ ! -x "$file" ]; then
        complain "$file is missing"
        continue
    fi
    lacksLibraries "$file" 'libLLVM|libclang|libbpf|libelf'
    lacksSymbols "$file" '^_ZNK?(4llvm|5clang|3lld)|^(bpf_(object|program|map|link)__|btf__|LLVM[A-Z])'
done
[ ! -x "$program" ] || lacksLibraries "$program" 'libQt6(Gui|Widgets|Svg|OpenGL)|SyntaxHighlighting'

echo "$failures complaints"
[ "$failures" -eq 0 ]
