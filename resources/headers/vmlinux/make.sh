#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# make.sh [ARCH...]: makes the full kernel headers that probes compile against, one ARCH.h.zst for each of x86_64,
# arm64, arm and riscv64, from the kernels of Debian 13. Run it again to move to a newer kernel; the results are kept in
# the repository because the debug package that the one for arm needs is a download of 600 MB.
#
# The types come from the kernel's own BTF; Debian's kernel for 32-bit ARM carries none, so there they come from the
# DWARF of its debug package. Packages are fetched from the archive that this machine uses, through a private apt
# root: nothing is installed and no foreign architecture is added to the machine.
#
# Needs: apt, dpkg-deb, python3, bpftool, zstd, and pahole for arm. Environment: WORK, a folder for downloads and
# intermediate files (a temporary one otherwise); SUITE, trixie.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
suite=${SUITE:-trixie}
work=${WORK:-$(mktemp -d)}
apt=$work/apt
[ -n "${WORK:-}" ] || trap 'rm -rf "$work"' EXIT
PATH=$PATH:/usr/sbin:/sbin

# Debian's name for each architecture of ours, and the kernel flavour with all of tracing, block, fs and net in it
declare -A debian=([x86_64]=amd64 [arm64]=arm64 [arm]=armhf [riscv64]=riscv64)
declare -A flavour=([x86_64]=amd64 [arm64]=arm64 [arm]=armmp [riscv64]=riscv64)

make_apt_root() {
    mkdir -p "$apt"/{state/lists/partial,cache/archives/partial,parts,debs}
    : > "$apt/status"
    cat > "$apt/apt.conf" <<-X
	APT::Architecture "amd64";
	APT::Architectures { "amd64"; "arm64"; "armhf"; "riscv64"; };
	APT::Sandbox::User "root";
	Dir::State "$apt/state";
	Dir::State::status "$apt/status";
	Dir::Cache "$apt/cache";
	Dir::Etc::sourcelist "/dev/null";
	Dir::Etc::sourceparts "$apt/parts";
	X
    # the machine's own archive (the first stanza of its sources) for another suite
    awk 'BEGIN{RS="";ORS="\n\n"} /Types:/ && !/security/ && !n++' /etc/apt/sources.list.d/debian.sources |
        sed -E "s/^Types:.*/Types: deb/; s/^Suites:.*/Suites: $suite/; s/^Components:.*/Components: main/; /^Architectures:/d" \
            > "$apt/parts/$suite.sources"
    [ -s "$apt/parts/$suite.sources" ] || { echo "no archive in /etc/apt/sources.list.d/debian.sources" >&2; exit 1; }
}

# apt with its caches on: container images switch them off, and then each query takes seconds
private_apt() {
    local tool=$1
    shift
    APT_CONFIG=$apt/apt.conf "apt-$tool" \
        -o Dir::Cache::pkgcache=pkgcache.bin -o Dir::Cache::srcpkgcache=srcpkgcache.bin "$@"
}

# field PACKAGE FIELD: a field of the newest version of a package
field() {
    private_apt cache show "$1" | sed -n "s/^$2: //p" | sed -n 1p
}

# fetch PACKAGE: downloads PACKAGE (name:architecture) once and prints the path of the .deb
fetch() {
    local version file
    version=$(field "$1" Version)
    [ -n "$version" ] || { echo "no package $1 in $suite" >&2; return 1; }
    file=$apt/debs/${1%%:*}_${version//:/%3a}_${1##*:}.deb
    [ -s "$file" ] || (cd "$apt/debs" && private_apt get -q download "$1=$version" >&2)
    echo "$file"
}

# btf_from_image ARCH DIR: the BTF inside the kernel image of ARCH's package
btf_from_image() {
    local meta=linux-image-${flavour[$1]} package
    package=$(field "$meta:${debian[$1]}" Depends | sed -E 's/[ ,].*//')
    dpkg-deb -x "$(fetch "$package:${debian[$1]}")" "$2"
    python3 "$here/find_btf.py" "$2"/boot/vmlinu[xz]-* "$2/btf"
}

# btf_from_dwarf ARCH DIR: BTF made from the unstripped kernel in ARCH's debug package
btf_from_dwarf() {
    local meta=linux-image-${flavour[$1]}-dbg package vmlinux
    package=$(field "$meta:${debian[$1]}" Depends | sed -E 's/[ ,].*//')
    vmlinux=$(dpkg-deb --fsys-tarfile "$(fetch "$package:${debian[$1]}")" |
        tar -C "$2" -xv --wildcards './usr/lib/debug/boot/vmlinux-*')
    pahole --btf_encode_detached="$2/btf" "$2/$vmlinux"
}

make_header() {
    local dir=$work/$1
    rm -rf "$dir"
    mkdir -p "$dir"
    case $1 in
        arm) btf_from_dwarf "$1" "$dir" ;;
        *) btf_from_image "$1" "$dir" ;;
    esac
    bpftool btf dump file "$dir/btf" format c > "$dir/$1.h"
    zstd -19 -q -f "$dir/$1.h" -o "$here/$1.h.zst"
    echo "$1: $(wc -l < "$dir/$1.h") lines, $(stat -c %s "$here/$1.h.zst") bytes compressed"
}

make_apt_root
private_apt get -q update >&2
for arch in "${@:-x86_64 arm64 riscv64 arm}"; do
    for one in $arch; do
        [ -n "${debian[$one]:-}" ] || { echo "unknown architecture $one" >&2; exit 64; }
        make_header "$one"
    done
done
