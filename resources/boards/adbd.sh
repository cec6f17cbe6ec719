# SPDX-License-Identifier: GPL-3.0-or-later
# Debian's adbd, for boards that are reached over adb. Sourced by board.sh.
# shellcheck shell=bash disable=SC2154,SC2034

# The suite that has it. It brings its own C library, so that it runs on boards of any suite.
adbd_suite=trixie

# make_adbd: adbd and the libraries that it needs for $arch, in $adbd; made where that has not been done. `run` in it
# starts it from wherever the folder was copied to; it listens on port 5555.
make_adbd() {
    adbd=$cache/adbd-$arch-$(cd "$here" && cat archive.sh adbd.sh | sha256sum | cut -c1-12)
    mkdir -p "$cache"
    exec 9> "$cache/adbd.lock"
    flock 9
    [ -e "$adbd/run" ] || make_new_adbd
    exec 9>&-
}

make_new_adbd() {
    local programs suite=$adbd_suite
    rm -rf "$cache/making-adbd".* "$cache/adbd-$arch"-*
    work=$(mktemp -d "$cache/making-adbd.XXXXXX")
    open_archive "$work/archive"
    programs=$(with_libraries adbd android-libbase android-libboringssl android-libcutils android-liblog)
    [ -n "$(field adbd Version)" ] || fail 77 "the archive that this machine uses has no adbd for $arch"
    # shellcheck disable=SC2086 # lists
    download "Downloading Debian's packages" $programs
    say_step - 'Unpacking'
    # shellcheck disable=SC2086
    unpack "$work/packages" $programs
    mkdir -p "$work/adbd/lib"
    cp -L "$(find "$work/packages" -name adbd -type f -path '*bin*' -o -name adbd -type f -path '*platform-tools*' | sed -n 1p)" "$work/adbd/adbd"
    find "$work/packages" -name 'lib*.so.[0-9]*' | while read -r file; do
        cp -L "$file" "$work/adbd/lib/${file##*/}"
    done
    cp -L "$(find "$work/packages" -name 'ld-linux*' | sed -n 1p)" "$work/adbd/lib/ld.so"
    write_adbd_run > "$work/adbd/run"
    chmod 755 "$work/adbd/run" "$work/adbd/adbd" "$work/adbd/lib/ld.so"
    mv "$work/adbd" "$adbd"
    discard_work
}

write_adbd_run() {
    cat <<-'X'
	#!/bin/sh
	d=$(dirname "$0")
	exec "$d/lib/ld.so" --library-path "$d/lib" "$d/adbd" "$@"
	X
}
