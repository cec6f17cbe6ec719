#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# header_oracle.sh ARCH SOURCE OBJECT BTF FOLDER...: compiles SOURCE, a list of kernel headers, as the kernel of
# FOLDER... would be and lets pahole make BTF of the debug information: what ours is compared with. The flags are
# those of the kernel's own Makefiles, written down once more on purpose.
set -euo pipefail
arch=$1 source=$2 object=$3 btf=$4
shift 4
case $arch in
    arm) flags=(--target=arm-linux-gnueabi -march=armv7-a -mfloat-abi=soft -marm -D__LINUX_ARM_ARCH__=7) folder=arm ;;
    arm64) flags=(--target=aarch64-linux-gnu -mgeneral-regs-only -DKASAN_SHADOW_SCALE_SHIFT=3) folder=arm64 ;;
    x86_64) flags=(--target=x86_64-linux-gnu -mno-sse -mcmodel=kernel -DCC_USING_FENTRY) folder=x86 ;;
esac
for name in "arch/$folder/include" "arch/$folder/include/generated" include "arch/$folder/include/uapi" \
    "arch/$folder/include/generated/uapi" include/uapi include/generated/uapi; do
    for root in "$@"; do
        [ ! -d "$root/$name" ] || flags+=("-I$root/$name")
    done
done
for name in compiler-version kconfig compiler_types; do
    for root in "$@"; do
        [ ! -e "$root/include/linux/$name.h" ] || flags+=(-include "$root/include/linux/$name.h")
    done
done
flags+=(-std=gnu11 -nostdinc -isystem "$(clang-19 -print-resource-dir)/include" -fshort-wchar -fno-strict-aliasing -w)
clang-19 "${flags[@]}" -D__KERNEL__ -DMODULE \
    '-DKBUILD_MODNAME="probe"' '-DKBUILD_BASENAME="probe"' '-DKBUILD_MODFILE="probe"' \
    -g -O0 -fstandalone-debug -fno-eliminate-unused-debug-types -c "$source" -o "$object"
pahole -J --btf_encode_detached "$btf" "$object"
