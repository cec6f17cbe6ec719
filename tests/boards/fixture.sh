#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# fixture.sh up|down BOARD.SH FOLDER NAME: a board for all tests of one run of ctest, in FOLDER/NAME (running_board.h). It
# ends with the process that started this script, however that ends. A machine that cannot have the board is no
# failure here: the tests themselves say what is missing.
set -euo pipefail
script=$2
folder=$3/$4
name=$4
ctest=$PPID

lives() { [ -e "/proc/$1/exe" ]; }

end() {
    local pid
    pid=$(cat "$folder/pid" 2>/dev/null) || return 0
    kill -TERM -- "-$pid" 2>/dev/null || true
    while lives "$pid"; do sleep 0.1; done
    rm -rf "$folder"
}

up() {
    end
    mkdir -p "$folder"
    # The board ends when its standard input does. ctest waits for whoever holds its own output.
    setsid "$script" run "$name" "$folder" >"$folder/steps" 2>"$folder/errors" \
        < <(exec 2>/dev/null; while lives "$ctest"; do sleep 1; done) &
    echo $! >"$folder/pid"
    until grep -q '^ready ' "$folder/steps"; do
        lives $! || break
        sleep 0.2
    done
    lives $! && return
    local status=0
    wait $! || status=$?
    cat "$folder/errors"
    rm -rf "$folder"
    [ $status = 77 ]
}

case $1 in
    up) up ;;
    down) end ;;
esac
