#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# run_qtest.sh [--may-skip] PROGRAM [ARGUMENT...]: runs a QtTest program for CTest and tells of skipped functions.
# Ends as the program ends, but for a program that succeeded and
#   - skipped a function where RADIOSONDE_NO_SKIP=1 forbids it (and --may-skip does not allow it): 1
#   - skipped all of its functions: 77, CTest's "Skipped".
# RADIOSONDE_SKIP_LOG names a file that takes one line for each skipped function, with the reason.
set -u

may_skip=
if [ "${1:-}" = --may-skip ]; then
    may_skip=yes
    shift
fi
name=$(basename "$1")

skips=$(mktemp)
trap 'rm -f "$skips"' EXIT
# QtTest says "SKIP   : Class::function() reason" and, last, "Totals: 7 passed, 0 failed, 1 skipped, ...". The passed
# ones include initTestCase and cleanupTestCase.
"$@" | awk -v skips="$skips" '
    { print; fflush() }
    /^SKIP   : / { sub(/^SKIP   : /, ""); print > skips }
    /^Totals: /  { passed += $2 - 2 }
    END          { exit passed > 0 ? 0 : 3 }'
status=("${PIPESTATUS[@]}")

[ "${status[0]}" -eq 0 ] || exit "${status[0]}"
[ -s "$skips" ] || exit 0
if [ -n "${RADIOSONDE_SKIP_LOG:-}" ]; then
    sed "s/^/$name: /" "$skips" >>"$RADIOSONDE_SKIP_LOG"
fi
if [ "${RADIOSONDE_NO_SKIP:-}" = 1 ] && [ -z "$may_skip" ]; then
    echo "$name: skipped functions count as failures here (RADIOSONDE_NO_SKIP=1)"
    exit 1
fi
[ "${status[1]}" -eq 0 ] || exit 77
