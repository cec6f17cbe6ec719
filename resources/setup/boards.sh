# SPDX-License-Identifier: GPL-3.0-or-later
# ./dev board and ./dev boards: virtual boards by hand, and the tests on all of them. Sourced by dev; each board that runs has a folder in $state/boards.
# shellcheck shell=bash disable=SC2154

boardScript=$root/resources/boards/board.sh

boardHelp() {
    cat <<'X'
usage: ./dev board start [--background] NAME   boots a board, made first where needed; it ends with Ctrl-C, or `stop`
       ./dev board stop NAME                   ends one that runs in the background
       ./dev board ssh NAME [COMMAND]          logs in to one that runs; with BOARD_SSHD=1 by OpenSSH, not dropbear
       ./dev board list                        all boards, and which are made and run

NAME is an architecture and a suite of Debian, such as arm64-bullseye; bookworm may be left away.
X
}

# boardName NAME: with the suite
boardName() {
    case $1 in
    *-*) echo "$1" ;;
    *) echo "$1-bookworm" ;;
    esac
}

board() {
    local command=${1:-help} background=
    [ $# -eq 0 ] || shift
    [ "${1:-}" != --background ] || { background=yes; shift; }
    case "$command" in
    start) boardStart "$(boardName "${1:?board}")" "$background" ;;
    stop) boardStop "$(boardName "${1:?board}")" ;;
    ssh) boardSsh "$@" ;;
    list) boardList ;;
    *) boardHelp ;;
    esac
}

# Whether the board in this folder runs.
boardRuns() { [ -e "$1/pid" ] && lives "$(cat "$1/pid")"; }

# Not kill -0, which a process that nobody has waited for answers, too.
lives() { [ -e "/proc/$1/exe" ]; }

boardStart() {
    local folder=$state/boards/$1 pid
    ensurePackages board || true
    ! boardRuns "$folder" || fail "the board $1 runs already: ./dev board stop $1"
    rm -rf "$folder"
    mkdir -p "$folder"
    # The board ends when its standard input does; this one never does by itself.
    mkfifo "$folder/input"
    setsid "$boardScript" run "$1" "$folder" <>"$folder/input" >"$folder/steps" 2>"$folder/errors" &
    pid=$!
    echo $pid >"$folder/pid"
    # shellcheck disable=SC2064 # now, not then
    trap "boardStop '$1'; exit 1" INT TERM
    boardWait "$folder" "$pid"
    boardTell "$1" "$folder"
    [ -z "$2" ] || return 0
    say "Ctrl-C ends it"
    wait $pid || true
}

# boardWait FOLDER PID: shows what is being done until the board can be logged in to
boardWait() {
    local shown=0 count
    until grep -q '^ready ' "$1/steps"; do
        lives "$2" || { tail -n 3 "$1/errors" >&2; fail "there is no board"; }
        count=$(wc -l <"$1/steps")
        [ "$count" = "$shown" ] ||
            sed -n "$((shown + 1)),${count}{s/^step - /      /;s/^step \([0-9]*\)/\1 %/;p}" "$1/steps" >&2
        shown=$count
        sleep 0.2
    done
}

boardTell() {
    local port sshdPort release
    read -r _ port sshdPort release _ < <(grep '^ready ' "$2/steps")
    cat <<X
$1 runs Linux $release
  shell        $2/ssh
  dropbear     ssh://root@127.0.0.1:$port
  OpenSSH      ssh://root@127.0.0.1:$sshdPort
  key          $2/key
  its own key  $2/hostkey.pub
  image        $("$boardScript" path "$1")
X
}

boardStop() {
    local folder=$state/boards/$1 pid
    boardRuns "$folder" || return 0
    pid=$(cat "$folder/pid")
    kill -TERM -- "-$pid" 2>/dev/null || kill -TERM "$pid" 2>/dev/null || true
    while lives "$pid"; do sleep 0.1; done
    rm -rf "$folder"
}

boardSsh() {
    local folder
    folder=$state/boards/$(boardName "${1:?board}")
    shift
    boardRuns "$folder" || fail "that board does not run"
    exec "$folder/ssh" "$@"
}

boardList() {
    local name kernel now
    while read -r name kernel _; do
        [ "$name" != '#' ] || continue
        now='not made'
        [ ! -e "$("$boardScript" path "$name")" ] || now=made
        ! boardRuns "$state/boards/$name" || now=runs
        printf '%-16s Linux %-5s %s\n' "$name" "$kernel" "$now"
    done <resources/boards/boards.txt
}

# runBoards [NAME...]: the tests of boards on each, two at a time; with all of them docs/compatibility.md is new.
runBoards() {
    local lines=$state/boards.table name failed=
    setUp build test board
    compile radiosonde radiosonde-compiler radiosonde-loader board_probes board_facts board_user
    : >"$lines.new"
    [ $# -eq 0 ] || cp "$lines" "$lines.new" 2>/dev/null || true
    [ $# -gt 0 ] || mapfile -t < <(awk '$1 != "#" { print $1 }' resources/boards/boards.txt)
    rm -f "$state"/boards.failed.*
    for name in "${@:-${MAPFILE[@]}}"; do
        testBoard "$(boardName "$name")" "$lines.new" &
        # An emulator waits for its ssh server, and the desk for it: two share two processors well.
        while [ "$(jobs -rp | wc -l)" -ge 2 ]; do sleep 0.5; done
    done
    wait
    mv "$lines.new" "$lines"
    python3 resources/setup/compatibility.py "$lines" | tee docs/compatibility.md
    for name in "$state"/boards.failed.*; do
        [ ! -e "$name" ] || failed="$failed ${name##*.}"
    done
    [ -z "$failed" ] || fail "not everything is right on$failed"
}

# testBoard NAME LINES: all tests that run on every board, on one boot of it. What they say comes when they have ended.
testBoard() {
    local log=$state/boards.$1.log up=$state/boards.up begun=$SECONDS test
    "$root/tests/boards/fixture.sh" up "$boardScript" "$up" "$1" >"$log" 2>&1 || touch "$state/boards.failed.$1"
    for test in probes facts user; do
        RADIOSONDE_BOARD=$1 RADIOSONDE_BOARD_TABLE=$2 RADIOSONDE_TEST_BOARDS=$up QT_QPA_PLATFORM=offscreen \
            QTEST_FUNCTION_TIMEOUT=3600000 \
            tests/run_qtest.sh "$build/tests/board_$test" >>"$log" 2>&1 || touch "$state/boards.failed.$1"
    done
    "$root/tests/boards/fixture.sh" down "$boardScript" "$up" "$1" >>"$log" 2>&1
    cat "$log"
    say "$1: $((SECONDS - begun)) s"
}
