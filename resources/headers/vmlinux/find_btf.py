#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds the BTF of a kernel inside its boot image and writes it to a file: find_btf.py IMAGE OUTPUT.

A boot image is the kernel itself (arm64, riscv64) or a loader with a compressed kernel in it (x86, EFI zboot). The BTF
lies in either as plain bytes, so no ELF has to be rebuilt: the blob is recognised by its header.
"""
import lzma
import struct
import subprocess
import sys
import zlib

BTF_HEADER = struct.Struct("<HBBIIIII")
SMALLEST_KERNEL_BTF = 1 << 20  # bytes; what modules or a loader carry is far smaller


def btf_in(data):
    """The largest valid BTF blob in data, or None."""
    best = None
    at = data.find(b"\x9f\xeb\x01\x00")
    while at >= 0:
        if at + BTF_HEADER.size <= len(data):
            _, _, _, header, type_off, type_len, str_off, str_len = BTF_HEADER.unpack_from(data, at)
            size = header + str_off + str_len
            fits = header == BTF_HEADER.size and str_off >= type_off + type_len and at + size <= len(data)
            if fits and size >= SMALLEST_KERNEL_BTF and data[at + header + str_off] == 0:
                blob = data[at:at + size]
                best = blob if best is None or len(blob) > len(best) else best
        at = data.find(b"\x9f\xeb\x01\x00", at + 4)
    return best


def gunzip(data):
    return zlib.decompressobj(31).decompress(data)


def unxz(data):
    return lzma.LZMADecompressor().decompress(data)


def by_command(*command):
    # What follows the compressed kernel in the image makes the tool fail at the end: its output up to there counts.
    return lambda data: subprocess.run(command, input=data, capture_output=True, check=False).stdout


COMPRESSIONS = [
    (b"\x1f\x8b\x08", gunzip),
    (b"\xfd7zXZ\x00", unxz),
    (b"\x28\xb5\x2f\xfd", by_command("zstd", "-dcq")),
    (b"\x02\x21\x4c\x18", by_command("lz4", "-dcq")),
]


def unpacked(data):
    """Everything in data that decompresses to something of the size of a kernel."""
    for magic, decompress in COMPRESSIONS:
        at = data.find(magic)
        while at >= 0:
            try:
                plain = decompress(data[at:])
            except (zlib.error, lzma.LZMAError):
                plain = b""
            if len(plain) > SMALLEST_KERNEL_BTF:
                yield plain
            at = data.find(magic, at + 1)


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: find_btf.py IMAGE OUTPUT")
    with open(sys.argv[1], "rb") as image:
        data = image.read()
    btf = btf_in(data)
    for plain in () if btf else unpacked(data):
        btf = btf_in(plain)
        if btf:
            break
    if not btf:
        sys.exit(f"{sys.argv[1]}: no BTF found")
    with open(sys.argv[2], "wb") as output:
        output.write(btf)


main()
