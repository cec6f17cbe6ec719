#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""compare_btf.py OURS OTHERS LEAST: compares the layouts that two files of raw BTF tell.

Every struct, union, enum and typedef that both have by name must agree: sizes, the bit offset and width of every
member (those of anonymous members too, under their path), types of members by name as far as C tells them apart,
lengths of arrays, values of enumerators. At least LEAST records must be shared. Prints what differs.
"""
import struct
import sys

INT, PTR, ARRAY, STRUCT, UNION, ENUM, FWD, TYPEDEF, VOLATILE, CONST, RESTRICT = range(1, 12)
FUNC, FUNC_PROTO, VAR, DATASEC, FLOAT, DECL_TAG, TYPE_TAG, ENUM64 = range(12, 20)


class Btf:
    def __init__(self, path):
        data = open(path, "rb").read()
        magic, _, _, header, types, types_size, texts, texts_size = struct.unpack_from("<HBBIIIII", data)
        assert magic == 0xEB9F, path
        self.texts = data[header + texts : header + texts + texts_size]
        self.types = [None]
        at, end = header + types, header + types + types_size
        while at < end:
            name, info, size = struct.unpack_from("<III", data, at)
            kind, length, flag = info >> 24 & 0x1F, info & 0xFFFF, info >> 31
            words = {INT: 1, ARRAY: 3, STRUCT: 3 * length, UNION: 3 * length, ENUM: 2 * length, VAR: 1,
                     FUNC_PROTO: 2 * length, DATASEC: 3 * length, DECL_TAG: 1, ENUM64: 3 * length}.get(kind, 0)
            rest = struct.unpack_from("<%dI" % words, data, at + 12)
            self.types.append((kind, self.text(name), size, flag, rest))
            at += 12 + 4 * words
        assert at == end, path

    def text(self, offset):
        return self.texts[offset : self.texts.index(b"\0", offset)].decode()

    def named(self):
        """(word, name) -> number; of names with several types only those that agree count."""
        words = {STRUCT: "struct", UNION: "union", ENUM: "enum", ENUM64: "enum", TYPEDEF: "typedef"}
        found = {}
        for number, entry in enumerate(self.types[1:], 1):
            if entry[0] in words and entry[1]:
                found.setdefault((words[entry[0]], entry[1]), number)
        return found

    def plain(self, number):
        while number and self.types[number][0] in (VOLATILE, CONST, RESTRICT, TYPE_TAG, TYPEDEF):
            number = self.types[number][2]
        return number

    def shape(self, number):
        """What a member's type is, as far as layouts go."""
        number = self.plain(number)
        if not number:
            return "void"
        kind, name, size, _, rest = self.types[number]
        if kind == ARRAY:
            return [rest[2], self.shape(rest[0])]
        if kind == PTR:
            return "pointer to " + self.pointee(size)
        if kind in (STRUCT, UNION):
            return ("struct " if kind == STRUCT else "union ") + (name or "of %d" % size)
        if kind == INT:
            encoding, bits = rest[0] >> 24 & 0xF, rest[0] & 0xFF
            return "int %d %d %d" % (size, bits, encoding & 5)
        if kind in (ENUM, ENUM64):
            return "enum %s %d" % (name, size)
        return "kind %d %s" % (kind, name)

    def pointee(self, number):
        number = self.plain(number)
        if not number:
            return "void"
        kind, name, size, _, _ = self.types[number]
        if kind == INT:  # compilers have several names for one
            return "int %d" % size
        return name if kind in (STRUCT, UNION, FWD, ENUM, ENUM64) and name else "kind %d" % kind

    def members(self, number, base=0, path=""):
        kind, _, _, flag, rest = self.types[number]
        for i in range(0, len(rest), 3):
            name, place = self.text(rest[i]), rest[i + 2]
            offset, width = (place & 0xFFFFFF, place >> 24) if flag else (place, 0)
            yield path + name, base + offset, width, self.shape(rest[i + 1])
            inner = self.plain(rest[i + 1])
            if inner and self.types[inner][0] in (STRUCT, UNION) and not self.types[inner][1]:
                yield from self.members(inner, base + offset, path + name + ".")

    def describe(self, number):
        kind, _, size, flag, rest = self.types[number]
        if kind in (STRUCT, UNION):
            return size, list(self.members(number))
        if kind == ENUM:
            sign = 0x80000000
            return size, [(self.text(rest[i]), (rest[i + 1] ^ sign) - sign if flag else rest[i + 1])
                          for i in range(0, len(rest), 2)]
        if kind == ENUM64:
            return size, [(self.text(rest[i]), rest[i + 1] | rest[i + 2] << 32) for i in range(0, len(rest), 3)]
        return self.shape(number)


def main():
    ours, others, least = Btf(sys.argv[1]), Btf(sys.argv[2]), int(sys.argv[3])
    mine, theirs = ours.named(), others.named()
    shared = sorted(set(mine) & set(theirs))
    records = members = wrong = 0
    for key in shared:
        a, b = ours.describe(mine[key]), others.describe(theirs[key])
        if key[0] in ("struct", "union"):
            records += 1
            members += len(a[1])
        if a != b:
            wrong += 1
            if wrong <= 20:
                print("differs:", *key)
                if isinstance(a, tuple):
                    print("  size", a[0], b[0])
                    for x, y in zip(a[1], b[1]):
                        if x != y:
                            print("  ", x, y)
                            break
                else:
                    print("  ", a, b)
    missing = sorted(" ".join(key) for key in set(theirs) - set(mine))
    print("%d types shared, %d records with %d members, %d differ, %d only there: %s"
          % (len(shared), records, members, wrong, len(missing), ", ".join(missing[:20])))
    if wrong or records < least:
        sys.exit(1)


main()
