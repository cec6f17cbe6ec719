/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
/* Reading entries of a bpf map. Negative errno on failure. */
#ifndef STUB_MAPS_H
#define STUB_MAPS_H

#include "system.h"

long mapNextKey(int fd, const void *key, void *next); /* key NULL: the first */
long mapLookup(int fd, const void *key, void *value);
long mapDelete(int fd, const void *key);

/* Up to *count entries; then *count are there. -ENOENT: these were the last. cursor NULL: from the start. */
long mapBatch(int fd, int clear, const void *cursor, void *next, void *keys, void *values, uint32_t *count);

/* 0 when elements of the map are as long as told, -EINVAL when not. A kernel that can't tell (before 4.13) is
 * believed. */
long mapCheck(int fd, uint32_t keySize, uint32_t valueSize, uint32_t cpus);

#endif
