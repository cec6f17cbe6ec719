/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
#include "audit.h"

#include <linux/fcntl.h>

#define BYTES_MOST 128u
#define LINE_MOST 640u /* time, name, six numbers, the bytes at three characters each, the result */
#define DIGITS 20

long auditOpen(struct audit *audit, const char *path, uint32_t limit)
{
    const int flags = O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_NOFOLLOW | O_CLOEXEC;
    const long fd = CALL4(__NR_openat, AT_FDCWD, path, flags, 0600);
    if (fd < 0)
        return fd;
    audit->fd = (int)fd;
    audit->left = limit;
    return 0;
}

/* A space and the number in decimal, without a division: 32-bit ARM has none and no library here. */
static char *putNumber(char *to, int64_t number)
{
    uint64_t powers[DIGITS]; /* of ten, as far as needed */
    uint64_t left = (uint64_t)number;
    powers[0] = 1;
    *to++ = ' ';
    if (number < 0) {
        *to++ = '-';
        left = -left;
    }
    int last = 0;
    for (; last + 1 < DIGITS && powers[last] * 10 <= left; last++)
        powers[last + 1] = powers[last] * 10;
    for (; last >= 0; last--) {
        *to = '0';
        for (; left >= powers[last]; left -= powers[last])
            ++*to;
        to++;
    }
    return to;
}

/* Printable ones as they are, others as \XX. */
static char *putBytes(char *to, const uint8_t *bytes, uint32_t size)
{
    static const char digits[] = "0123456789abcdef";
    for (*to++ = ' '; size; size--, bytes++) {
        if (*bytes > ' ' && *bytes < 0x7f && *bytes != '\\') {
            *to++ = (char)*bytes;
            continue;
        }
        *to++ = '\\';
        *to++ = digits[*bytes >> 4];
        *to++ = digits[*bytes & 15];
    }
    return to;
}

void auditLine(struct audit *audit, const char *name, const uint64_t *numbers, unsigned count,
               const void *bytes, uint32_t size, int64_t result)
{
    char line[LINE_MOST];
    if (!audit->left)
        return;
    char *to = putNumber(line, (int64_t)monotonicNs());
    *to++ = ' ';
    while (*name)
        *to++ = *name++;
    while (count--)
        to = putNumber(to, (int64_t)*numbers++);
    if (size)
        to = putBytes(to, bytes, size < BYTES_MOST ? size : BYTES_MOST);
    *to++ = ' ';
    *to++ = '=';
    to = putNumber(to, result);
    *to++ = '\n';
    const uint32_t length = (uint32_t)(to - line - 1); /* without its first space */
    if (length > audit->left || CALL3(__NR_write, audit->fd, line + 1, length) < 0) {
        audit->left = 0; /* full */
    } else {
        audit->left -= length;
    }
}
