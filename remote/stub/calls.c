/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
#include "calls.h"

#include <linux/fcntl.h>
#include <linux/mman.h>

#define FRAGMENT_SIZE (128u << 10)

/* One call, copied out of its frame: sending an answer may move on what the frame stands in. */
struct request
{
    struct wire_call call;
    struct wire_relocation relocations[WIRE_MAX_RELOCATIONS];
    struct wire_range outs[WIRE_MAX_OUTS];
    const uint8_t *tail; /* the image's bytes that the CALL itself carries */
    uint32_t tailLength;
};

/* Whole pages for `length` bytes of zeroes and the guard behind them. */
static uint8_t *mapGuarded(struct calls *calls, size_t length)
{
    const size_t page = calls->pageSize;
    const long result = mapPages(length + page, PROT_READ | PROT_WRITE,
                                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0, page);
    if (isError(result))
        linkFinish(calls->link, WIRE_END_MEMORY);
    CALL3(__NR_mprotect, (uint8_t *)result + length, page, PROT_NONE);
    return (uint8_t *)result;
}

static void takeImage(struct calls *calls, uint32_t length)
{
    const size_t page = calls->pageSize;
    const size_t usable = (length + page - 1) & ~(page - 1);
    if (usable > page) {
        calls->image.bytes = mapGuarded(calls, usable);
        calls->image.mapped = usable + page;
        return;
    }
    if (!calls->small)
        calls->small = mapGuarded(calls, page);
    calls->image.bytes = memset(calls->small, 0, length);
}

static void dropImage(struct calls *calls)
{
    if (calls->image.mapped)
        unmapPages(calls->image.bytes, calls->image.mapped);
    calls->image = (struct image){0};
}

void callsPart(struct calls *calls, const struct wire_frame *head, const uint8_t *payload)
{
    struct image *image = &calls->image;
    if (head->length > WIRE_MAX_IMAGE - image->sent)
        linkFinish(calls->link, WIRE_END_PROTOCOL);
    if (!image->bytes)
        takeImage(calls, WIRE_MAX_IMAGE); /* address space alone; pages come as they are written */
    memcpy(image->bytes + image->sent, payload, head->length);
    image->sent += head->length;
}

static int liesWithin(uint32_t offset, uint32_t length, uint32_t whole)
{
    return offset <= whole && length <= whole - offset;
}

/* Does the request keep to its own bounds? */
static int isSound(const struct request *request)
{
    const struct wire_call *call = &request->call;
    for (unsigned i = 0; i < call->relocations; i++) {
        const struct wire_relocation *relocation = &request->relocations[i];
        if (!liesWithin(relocation->at, 8, call->image_length) || relocation->to > call->image_length)
            return 0;
    }
    for (unsigned i = 0; i < call->outs; i++) {
        const uint32_t length = request->outs[i].length;
        if (!liesWithin(request->outs[i].offset, length & ~WIRE_OUT_STRING, call->image_length))
            return 0;
        if ((length & WIRE_OUT_STRING) && i + 1 < call->outs)
            return 0;
    }
    for (unsigned i = 0; i < 6; i++) {
        if ((call->pointer_mask >> i & 1) && call->arg[i] > call->image_length)
            return 0;
    }
    return call->nr < WIRE_NR_COUNT && call->pointer_mask < 64;
}

static int decode(struct request *request, const struct wire_frame *head, const uint8_t *payload,
                  uint32_t sent)
{
    struct wire_call *call = &request->call;
    if (head->length < sizeof *call)
        return 0;
    memcpy(call, payload, sizeof *call);
    if (call->relocations > WIRE_MAX_RELOCATIONS || call->outs > WIRE_MAX_OUTS)
        return 0;
    const uint32_t relocations = call->relocations * (uint32_t)sizeof(struct wire_relocation);
    const uint32_t outs = call->outs * (uint32_t)sizeof(struct wire_range);
    const uint32_t fixed = (uint32_t)sizeof *call + relocations + outs;
    if (head->length < fixed)
        return 0;
    memcpy(request->relocations, payload + sizeof *call, relocations);
    memcpy(request->outs, payload + sizeof *call + relocations, outs);
    request->tail = payload + fixed;
    request->tailLength = head->length - fixed;
    return call->image_length <= WIRE_MAX_IMAGE && call->sent_length <= call->image_length &&
           call->sent_length >= sent && call->sent_length - sent == request->tailLength && isSound(request);
}

static int isOurs(uint64_t fd)
{
    return fd < WIRE_FD_BASE || fd >= WIRE_FD_LIMIT;
}

/* -EBADF for an fd that the host has no business with; what bpf(2) is told in memory can only be a bpf
 * object. */
static long checkFds(const struct wire_call *call)
{
    if (call->want_fd >= WIRE_FD_LIMIT)
        return -EBADF;
    const unsigned touching = 1 << WIRE_NR_IOCTL | 1 << WIRE_NR_CLOSE | 1 << WIRE_NR_READ |
                              1 << WIRE_NR_SETSOCKOPT |
                              1 << WIRE_NR_DUP3; /* the fd of their first argument */
    if (touching >> call->nr & 1 && isOurs(call->arg[0]))
        return -EBADF;
    if (call->nr == WIRE_NR_DUP3 && isOurs(call->arg[1]))
        return -EBADF;
    return call->nr == WIRE_NR_SOCKET && call->want_fd < WIRE_FD_BASE ? -EBADF : 0;
}

static long invoke(const struct wire_call *call, uint8_t *image)
{
    static const uint16_t numbers[WIRE_NR_COUNT] = {
        [WIRE_NR_BPF] = __NR_bpf,       [WIRE_NR_PERF_EVENT_OPEN] = __NR_perf_event_open,
        [WIRE_NR_IOCTL] = __NR_ioctl,   [WIRE_NR_CLOSE] = __NR_close,
        [WIRE_NR_DUP3] = __NR_dup3,     [WIRE_NR_READ] = __NR_read,
        [WIRE_NR_SOCKET] = __NR_socket, [WIRE_NR_SETSOCKOPT] = __NR_setsockopt,
    };
    long args[6];
    for (unsigned i = 0; i < 6; i++)
        args[i] = call->pointer_mask >> i & 1 ? (long)(image + call->arg[i]) : (long)call->arg[i];
    long result = checkFds(call);
    if (!result)
        result = systemCall(numbers[call->nr], args[0], args[1], args[2], args[3], args[4], args[5]);
    if (call->want_fd < WIRE_FD_BASE || result < 0 || result == call->want_fd)
        return result;
    const long moved = CALL3(__NR_dup3, result, call->want_fd, O_CLOEXEC);
    CALL1(__NR_close, result);
    return moved;
}

static uint32_t stringLength(const uint8_t *bytes, uint32_t most)
{
    for (uint32_t i = 0; i < most; i++) {
        if (!bytes[i])
            return i + 1;
    }
    return most;
}

/* The result and all out ranges, in as many fragments as it takes. */
static void answer(struct calls *calls, uint64_t seq, int64_t result, const struct request *request)
{
    const unsigned count = request->call.outs;
    struct wire_frame head = {0, WIRE_REPLY, 0, 0, seq};
    const uint32_t most = calls->link->piece < FRAGMENT_SIZE ? calls->link->piece : FRAGMENT_SIZE;
    struct iovec parts[2] = {{&result, sizeof result}};
    for (unsigned i = 0; i < count; i++) {
        uint8_t *bytes = calls->image.bytes + request->outs[i].offset;
        uint32_t left = request->outs[i].length & ~WIRE_OUT_STRING;
        if (request->outs[i].length & WIRE_OUT_STRING)
            left = stringLength(bytes, left);
        do {
            const uint32_t length = left < most ? left : most;
            parts[1] = (struct iovec){bytes, length};
            bytes += length;
            left -= length;
            head.flags = i + 1 == count && !left ? WIRE_LAST : 0;
            linkSend(calls->link, head, parts, 2);
        } while (left);
    }
    if (!count)
        linkReply(calls->link, seq, result);
}

void callsRun(struct calls *calls, const struct wire_frame *head, const uint8_t *payload)
{
    static const char names[WIRE_NR_COUNT][11] = {"bpf",  "perf_event", "ioctl",  "close",
                                                  "dup3", "read",       "socket", "setsockopt"};
    struct request request;
    struct image *image = &calls->image;
    if (!decode(&request, head, payload, image->sent))
        linkFinish(calls->link, WIRE_END_PROTOCOL);
    if (!image->bytes && request.call.image_length)
        takeImage(calls, request.call.image_length);
    if (image->bytes)
        memcpy(image->bytes + image->sent, request.tail, request.tailLength);
    for (unsigned i = 0; i < request.call.relocations; i++) {
        const uint64_t address = (uintptr_t)(image->bytes + request.relocations[i].to);
        memcpy(image->bytes + request.relocations[i].at, &address, sizeof address);
    }
    const long result = invoke(&request.call, image->bytes);
    auditLine(&calls->link->audit, names[request.call.nr], request.call.arg, 6, image->bytes,
              request.call.sent_length, result);
    if (result < 0 || !(head->flags & WIRE_QUIET))
        answer(calls, head->seq, result, &request);
    dropImage(calls);
}
