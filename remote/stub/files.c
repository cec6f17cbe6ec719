/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
#include "files.h"

#include <linux/fs.h>

#define PATH_SIZE 4096

static struct file *freeSlot(const struct files *files)
{
    for (unsigned i = 0; i < FILES_MAX; i++) {
        if (!files->file[i].active)
            return (struct file *)&files->file[i];
    }
    return NULL;
}

int filesHaveRoom(const struct files *files)
{
    return freeSlot(files) != NULL;
}

static long seekTo(int fd, uint64_t offset)
{
    if (!offset)
        return 0;
#ifdef __NR__llseek
    uint64_t position;
    return CALL6(__NR__llseek, fd, offset >> 32, offset, &position, SEEK_SET, 0);
#else
    const long result = CALL3(__NR_lseek, fd, offset, SEEK_SET);
    return result < 0 ? result : 0;
#endif
}

void filesOpen(struct files *files, const struct wire_frame *head, const uint8_t *payload)
{
    struct wire_readfile request;
    char path[PATH_SIZE];
    const uint32_t length = head->length - (uint32_t)sizeof request;
    if (head->length < sizeof request || length >= PATH_SIZE)
        linkFinish(files->link, WIRE_END_PROTOCOL);
    memcpy(&request, payload, sizeof request);
    memcpy(path, payload + sizeof request, length);
    path[length] = 0;

    const long fd = openFile(path);
    const long result = fd < 0 ? fd : seekTo((int)fd, request.offset);
    auditLine(&files->link->audit, "file", &request.offset, 2, path, length, result);
    if (result >= 0) {
        const uint64_t most = request.maximum ? request.maximum : UINT64_MAX;
        *freeSlot(files) = (struct file){1, (int)fd, head->seq, most, 0};
        return;
    }
    if (fd >= 0)
        CALL1(__NR_close, fd);
    linkReply(files->link, head->seq, result);
}

/* Fills the chunk: the files of /proc give less than a page at a time. */
static long readChunk(struct files *files, struct file *file, uint32_t most)
{
    uint32_t filled = 0;
    while (filled < most && filled < file->left) {
        const uint64_t room = most - filled;
        const size_t size = (size_t)(room < file->left - filled ? room : file->left - filled);
        const long got = CALL3(__NR_read, file->fd, files->chunk + filled, size);
        if (got == -EINTR)
            continue;
        if (got < 0)
            return got;
        if (got == 0)
            break;
        filled += (uint32_t)got;
    }
    return (long)filled;
}

static void step(struct files *files, struct file *file)
{
    const uint32_t most = files->link->piece < FILES_CHUNK ? files->link->piece : FILES_CHUNK;
    const long got = readChunk(files, file, most);
    if (got > 0) {
        const struct iovec part = {files->chunk, (size_t)got};
        linkSend(files->link, (struct wire_frame){0, WIRE_CHUNK, 0, 0, file->seq}, &part, 1);
        file->sent += (uint64_t)got;
        file->left -= (uint64_t)got;
    }
    if (got == (long)most && file->left)
        return; /* a shorter one was the last */
    CALL1(__NR_close, file->fd);
    file->active = 0;
    linkReply(files->link, file->seq, got < 0 ? got : (int64_t)file->sent);
}

int filesStep(struct files *files)
{
    int more = 0;
    for (unsigned i = 0; i < FILES_MAX; i++) {
        if (!files->file[i].active)
            continue;
        files->dirty = 1;
        step(files, &files->file[i]);
        more |= files->file[i].active;
    }
    if (files->dirty && !more) {
        dropPages(files->chunk, FILES_CHUNK, files->pageSize);
        files->dirty = 0;
    }
    return more;
}
