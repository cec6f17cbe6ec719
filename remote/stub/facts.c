/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
#include "facts.h"

#include "rights.h"

#include <linux/elf.h>
#include <linux/time.h>
#include <linux/utsname.h>

#define NOTES_SIZE 2048
#define CPUS_SIZE 256
#define BUILD_ID_NAME "GNU"
#ifndef NT_GNU_BUILD_ID
#define NT_GNU_BUILD_ID 3
#endif

/* "0-3,8-11": how many that is. */
static uint32_t countCpus(void)
{
    char text[CPUS_SIZE];
    const long length = readFile("/sys/devices/system/cpu/possible", text, sizeof text - 1);
    if (length <= 0)
        return 1;
    text[length] = 0;
    uint32_t count = 0;
    const char *at = text;
    while (*at >= '0' && *at <= '9') {
        const uint32_t first = parseNumber(&at);
        uint32_t last = first;
        if (*at == '-') {
            at++;
            last = parseNumber(&at);
        }
        count += last - first + 1;
        at += *at == ',';
    }
    return count ? count : 1;
}

static uint32_t padded(uint32_t size)
{
    return (size + 3) & ~3u;
}

static void findBuildId(struct wire_hello *hello)
{
    uint8_t notes[NOTES_SIZE];
    struct elf32_note note; /* the same for 64 bits */
    const long length = readFile("/sys/kernel/notes", notes, sizeof notes);
    const uint8_t *at = notes;
    while (length > 0 && at + sizeof note <= notes + length) {
        memcpy(&note, at, sizeof note);
        at += sizeof note;
        const size_t left = (size_t)(notes + length - at);
        if (note.n_namesz > left || note.n_descsz > left ||
            padded(note.n_namesz) + padded(note.n_descsz) > left)
            return;
        if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == sizeof BUILD_ID_NAME &&
            !memcmp(at, BUILD_ID_NAME, sizeof BUILD_ID_NAME) && note.n_descsz <= sizeof hello->build_id) {
            memcpy(hello->build_id, at + padded(note.n_namesz), note.n_descsz);
            hello->build_id_size = note.n_descsz;
            return;
        }
        at += padded(note.n_namesz) + padded(note.n_descsz);
    }
}

void factsCollect(struct wire_hello *hello, size_t pageSize)
{
    hello->magic = WIRE_MAGIC;
    hello->version = WIRE_VERSION;
    hello->pointer_size = sizeof(void *);
    hello->page_size = (uint32_t)pageSize;
    hello->capabilities = rightsEffective();
    hello->pid = (int32_t)CALL1(__NR_getpid, 0);
    hello->cpus = countCpus();
    findBuildId(hello);
    readFile("/proc/sys/kernel/random/boot_id", hello->boot_id, sizeof hello->boot_id);
    CALL1(__NR_uname, hello->sysname); /* six fields of 65 bytes there as here */
    hello->monotonic = monotonicNs();
    hello->realtime = clockNs(CLOCK_REALTIME);
}

int factsKernelIsWider(const struct wire_hello *hello)
{
    /* "aarch64", or "armv8l" under a 32-bit personality; a 32-bit kernel on such a CPU says armv7l. */
    return sizeof(void *) == 4 &&
           (!memcmp(hello->machine, "aarch64", 7) || !memcmp(hello->machine, "armv8", 5));
}
