#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# board.sh run NAME [FOLDER] makes the board NAME where that has not been done, boots it and keeps it running
# board.sh make NAME         makes it
# board.sh path NAME         where it is kept once it is made
# board.sh tools NAME        the packages that are missing here, one a line
# board.sh adbd NAME         makes adbd for the board's processor where that has not been done, and tells its folder
# board.sh fetch NAME FOLDER PACKAGE...   unpacks packages of the board's suite and processor into FOLDER
#
# A board is Debian's kernel of a suite under QEMU, always emulated so that it runs wherever the tests do, with a root
# of busybox, dropbear (port 22) and OpenSSH's sshd (port 2222) of the same suite. /mnt is a small ext4 disk, /overlay
# an overlay on it, /dev/vdb a spare disk; what is written to them is gone when the board ends, so that any number of
# boards run from one image. Boards are reached on this machine's loopback only and reach nothing themselves.
#
# `run` lasts as long as its standard input stays open; then, and when it is killed in any way, the board ends. FOLDER,
# a temporary one where none is given, takes what belongs to this one boot: `ssh` in it runs its arguments on the board
# as root, `key` is the key to log in with, `hostkey.pub` the board's own, `console.log` what it said, `adbport` holds the
# port here that leads to the board's 5555, where an adbd listens that is started there, `serialport` the terminal here
# that leads to its second serial port, where nothing runs yet. Lines on standard output:
#     step PERCENT TEXT                          what is being done; PERCENT of it, or -
#     ready PORT SSHDPORT RELEASE FOLDER         the board can be logged in to; uname -r of it
#
# Images are made from Debian's packages, once, and kept in ~/.cache/radiosonde/boards. The packages come from the
# archive that this machine uses, through a private apt root: nothing is installed.
#
# Status: 0 ended in order; 75 the archive can't be reached; 77 this machine cannot have the board; 64 usage; 1 any
# other failure. The reason is the last line on standard error, behind "board: ".
set -euo pipefail

here=$(dirname "$(readlink -f "$0")")
PATH=$PATH:/usr/sbin:/sbin
cache=${XDG_CACHE_HOME:-$HOME/.cache}/radiosonde/boards

export LC_ALL=C # what the programs say is read below
exec 3>&1 >&2 # standard output carries nothing but the lines above

say_step() { echo "step $1 $2" >&3; }

# fail STATUS REASON
fail() {
    echo "board: $2" >&2
    exit "$1"
}

# shellcheck source-path=SCRIPTDIR
. "$here/archive.sh"
. "$here/adbd.sh"
. "$here/image.sh"
. "$here/emulator.sh"

# The packages that bring what is missing here for a board of $arch.
missing_packages() {
    local tool package only
    while read -r tool package only; do
        [ "$tool" != '#' ] || continue
        [ -z "$only" ] || [ "$only" = "$arch" ] || continue
        command -v "$tool" > /dev/null || echo "$package"
    done < "$here/tools.txt" | sort -u
}

check_tools() {
    local missing
    missing=$(missing_packages | xargs)
    [ -z "$missing" ] || fail 77 "missing packages: $missing"
}

# describe NAME: sets name, arch, suite, kernel_package. The suite may be left away.
describe() {
    name=$1
    case $name in *-*) ;; *) name=$name-bookworm ;; esac
    kernel_package=$(awk -v name="$name" '$1 == name { print $3 }' "$here/boards.txt")
    [ -n "$kernel_package" ] || fail 64 "there is no board '$1'"
    arch=${name%%-*}
    suite=${name#*-}
    # An image is of use to the version of the scripts that made it.
    board=$cache/$name-$(cd "$here" && cat archive.sh boards.txt image.sh init | sha256sum | cut -c1-12)
}

# fetch_into FOLDER PACKAGE...
fetch_into() {
    local folder=$1
    shift
    work=$(mktemp -d)
    trap discard_work EXIT
    open_archive "$work/archive"
    download "Downloading Debian's packages" "$@"
    unpack "$folder" "$@"
}

[ $# -ge 2 ] || { sed -n '3,8s/^# //p' "$0" >&2; exit 64; }
describe "$2"
case $1 in
    run)
        check_tools
        shift 2
        run_board "$@"
        ;;
    make)
        check_tools
        trap discard_work EXIT
        make_image
        ;;
    path) echo "$board" >&3 ;;
    adbd)
        trap discard_work EXIT
        make_adbd
        echo "$adbd" >&3
        ;;
    tools) missing_packages >&3 ;;
    fetch)
        folder=${3:?folder}
        shift 3
        fetch_into "$folder" "$@"
        ;;
    *) fail 64 "there is no command '$1'" ;;
esac
