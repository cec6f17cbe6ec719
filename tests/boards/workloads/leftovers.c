// SPDX-License-Identifier: GPL-3.0-or-later

// leftovers: what of BPF is in this kernel, by its own listing: a line "program ID", "map ID" or "link ID"
// each.

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <linux/bpf.h>

static int list(int command, const char *kind)
{
    union bpf_attr attr;
    unsigned int id = 0;
    for (;;) {
        memset(&attr, 0, sizeof attr);
        attr.start_id = id;
        if (syscall(SYS_bpf, command, &attr, sizeof attr) != 0)
            break;
        id = attr.next_id;
        printf("%s %u\n", kind, id);
    }
    if (errno == ENOENT)
        return 0;
    perror(kind);
    return 1;
}

int main(void)
{
    return list(BPF_PROG_GET_NEXT_ID, "program") | list(BPF_MAP_GET_NEXT_ID, "map") |
           list(BPF_LINK_GET_NEXT_ID, "link");
}
