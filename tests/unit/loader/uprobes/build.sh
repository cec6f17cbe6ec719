#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# build.sh FOLDER CLANG CC CXX: the programs of the uprobe tests, into FOLDER.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
clang=$2 cc=$3 cxx=$4
mkdir -p "$1"
cd "$1"
flags="-O2 -fno-inline -Wall -Wextra -Werror"

# shellcheck disable=SC2086 # flags are words
{
    "$clang" $flags -fPIE -pie -rdynamic -Wl,--build-id "$here/work.c" -o work-pie
    "$clang" $flags -fno-pie -no-pie "$here/work.c" -o work-fixed
    # lld gives each segment an address of its own: file offsets and addresses differ
    "$clang" $flags -fPIE -pie -fuse-ld=lld "$here/work.c" -o work-lld
    "$cc" $flags -shared -fPIC "$here/library.c" -Wl,--version-script,"$here/library.map" \
        -Wl,-soname,libwork.so.1 -o libwork.so.1
    "$cc" $flags -DWORK_LIBRARY "$here/work.c" -L. -l:libwork.so.1 -Wl,-rpath,"$PWD" -o work-library
    "$cxx" $flags "$here/classes.cpp" -o classes
    "$clang" --target=arm-linux-gnueabihf -mthumb -nostdlib -static -fuse-ld=lld -x c -Wl,-e,f -o thumb - <<X
int f(void) { return 1; }
X
}
cp work-pie work-stripped
strip -s work-stripped

id=$(readelf -n work-pie | sed -n 's/.*Build ID: //p')
mkdir -p "sysroot/.build-id/$(echo "$id" | cut -c1-2)"
cp work-pie "sysroot/.build-id/$(echo "$id" | cut -c1-2)/$(echo "$id" | cut -c3-).debug"
touch built
