/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
#include "link.h"

#include <linux/fcntl.h>

#define IN 0
#define OUT 1
#define PIPE_SIZE (1 << 20)
#define KEPT (16u << 10) /* bytes of the receive buffer that stay resident */
#define TEXT_LIMIT (64u << 10)
#define LINE_READ 512
#define LAST_WORDS (1500ull * NS_PER_MS)         /* for END to be acknowledged on a line */
#define LINE_LIMIT ((uint32_t)LINK_RECEIVE_SIZE) /* of `received` */
#define PATIENCE_BEFORE_ACK (10000ull * NS_PER_MS)
#define LATE (250ull * NS_PER_MS) /* a wait on a machine that runs is not so much longer than asked for */

void linkOpen(struct link *link, size_t pageSize, uint32_t rate)
{
    link->lineDue = NEVER;
    link->onLine = rate != 0;
    lineOpen(&link->line, rate, LINE_FROM_STUB);
    link->pageSize = pageSize;
    link->heard = link->turned = monotonicNs();
    link->silence = PATIENCE_BEFORE_ACK;
    link->piece = UINT32_MAX;
    link->outFlags = (int)CALL3(STUB_NR_FCNTL, OUT, F_GETFL, 0);
    CALL3(STUB_NR_FCNTL, OUT, F_SETFL, link->outFlags | O_NONBLOCK);
    CALL3(STUB_NR_FCNTL, OUT, F_SETPIPE_SZ,
          PIPE_SIZE); /* fewer writes by halves; refused on what is no pipe */
}

static _Noreturn void leave(struct link *link, int status)
{
    /* A terminal's flags are shared with the shell that comes after. */
    CALL3(STUB_NR_FCNTL, OUT, F_SETFL, link->outFlags);
    exitProcess(status);
}

/* Bytes to read at a time: few, so that little is resident, but all of a long frame that has begun. */
static size_t appetite(const struct link *link)
{
    const uint32_t there = link->end - link->begin;
    const size_t room = LINK_RECEIVE_SIZE - link->end;
    size_t wanted = KEPT;
    struct wire_frame head;
    if (there >= sizeof head) {
        memcpy(&head, link->received + link->begin, sizeof head);
        if (head.length > KEPT && head.length <= WIRE_MAX_PAYLOAD && head.length + sizeof head > there)
            wanted = head.length + sizeof head - there;
    }
    return wanted < room ? wanted : room;
}

/* Bytes of a line, packets or not. Only whole packets count as heard. */
static void takeFromLine(struct link *link, const uint8_t *bytes, long count)
{
    for (; count > 0; count--) {
        if (!lineTake(&link->line, *bytes++, LINE_LIMIT - link->end))
            continue;
        link->heard = link->turned;
        memcpy(link->received + link->end, link->line.in + LINE_HEADER, link->line.length);
        link->end += link->line.length;
    }
}

static void fill(struct link *link)
{
    uint8_t raw[LINE_READ];
    uint8_t *to = link->onLine ? raw : link->received + link->end;
    const size_t room = link->onLine ? sizeof raw : appetite(link);
    const long got = CALL3(__NR_read, IN, to, room);
    if (got == -EINTR || got == -EAGAIN)
        return;
    if (got <= 0)
        leave(link, got < 0);
    link->turned = monotonicNs();
    if (link->onLine) {
        takeFromLine(link, raw, got);
    } else {
        link->end += (uint32_t)got;
        link->heard = link->turned;
    }
    if (link->end > link->touched)
        link->touched = link->end;
}

void linkReceive(struct link *link)
{
    if (link->begin > 0) {
        memcpy(link->received, link->received + link->begin, link->end - link->begin);
        link->end -= link->begin;
        link->begin = 0;
    }
    fill(link);
}

/* What of the time from `begin` to `end` does not count as silence, given that `pause` was waited for. */
static uint64_t standstill(uint64_t begin, uint64_t pause, uint64_t end)
{
    return end - begin > pause + LATE ? end - begin - LATE : 0;
}

void linkHeardNothing(struct link *link, uint64_t pause)
{
    const uint64_t now = monotonicNs();
    link->heard += standstill(link->turned, pause, now);
    link->turned = now;
    if (now - link->heard >= link->silence)
        linkFinish(link, WIRE_END_SILENCE);
}

int linkPeek(struct link *link, struct wire_frame *head, const uint8_t **payload)
{
    const uint32_t there = link->end - link->begin;
    if (there < sizeof *head)
        return 0;
    memcpy(head, link->received + link->begin, sizeof *head);
    if (head->length > WIRE_MAX_PAYLOAD)
        linkFinish(link, WIRE_END_PROTOCOL);
    *payload = link->received + link->begin + sizeof *head;
    return there - sizeof *head >= head->length;
}

void linkTake(struct link *link)
{
    struct wire_frame head;
    memcpy(&head, link->received + link->begin, sizeof head);
    link->begin += (uint32_t)sizeof head + head.length;
    if (link->begin < link->end)
        return;
    link->begin = link->end = 0;
    if (link->touched > KEPT) { /* a large image was here */
        dropPages(link->received + KEPT, link->touched - KEPT, link->pageSize);
        link->touched = 0;
    }
}

void linkSkipText(struct link *link)
{
    while (link->end - link->begin > 1 && link->received[link->begin + 1]) {
        link->begin++;
        if (++link->skipped > TEXT_LIMIT)
            linkFinish(link, WIRE_END_PROTOCOL);
    }
}

/* Waits until stdout takes bytes again, listening meanwhile. */
static void waitForRoom(struct link *link, uint64_t *deadline)
{
    struct pollfd fds[2] = {{OUT, POLLOUT, 0}, {IN, POLLIN, 0}};
    /* Acknowledgements come on a line also when no more of the stream fits. */
    const unsigned count = link->onLine || link->end < LINK_RECEIVE_SIZE ? 2 : 1;
    const uint64_t now = monotonicNs();
    if (now >= *deadline)
        leave(link, 1);
    const uint64_t pause = *deadline - now;
    if (pollFds(fds, count, pause) > 0 && count == 2 && fds[1].revents)
        fill(link);
    *deadline += standstill(now, pause, monotonicNs());
}

static void writeAll(struct link *link, struct iovec *parts, int count)
{
    uint64_t deadline = 0; /* the clock is read only when the host is slow */
    while (count > 0) {
        const long result = CALL3(__NR_writev, OUT, parts, count);
        if (result == -EAGAIN) {
            if (!deadline)
                deadline = monotonicNs() + link->silence;
            waitForRoom(link, &deadline);
        } else if (result < 0 && result != -EINTR) {
            leave(link, 1);
        } else if (result >= 0) {
            size_t left = (size_t)result;
            deadline = 0;
            while (count > 0 && left >= parts->iov_len) {
                left -= parts->iov_len;
                parts++;
                count--;
            }
            if (count > 0) {
                parts->iov_base = (uint8_t *)parts->iov_base + left;
                parts->iov_len -= left;
            }
        }
    }
}

static void sendPacket(struct link *link, uint8_t flags, uint8_t number)
{
    uint8_t bytes[LINE_WIRE_MOST];
    struct iovec part = {bytes, lineEncode(&link->line, flags, number, bytes)};
    link->line.answer &= LINE_NAK; /* each packet acknowledges */
    writeAll(link, &part, 1);
}

void linkTend(struct link *link, uint64_t now)
{
    struct line *line = &link->line;
    if (now >= link->lineDue) {
        line->again = 1;
        line->tries++;
    }
    if (line->again) {
        line->again = 0;
        line->sweep ^= LINE_SWEEP;
        for (uint8_t number = line->first; number != line->next; number++)
            sendPacket(link, LINE_DATA, number);
        link->lineDue = monotonicNs() + LINE_AGAIN_MS * NS_PER_MS;
    }
    if (line->answer) {
        const uint8_t flags = line->answer & LINE_NAK;
        line->answer = 0;
        sendPacket(link, flags, 0);
        /* Until it is known that raw bytes come through. */
        if (line->probes && !line->peerClean) {
            line->probes--;
            sendPacket(link, LINE_PROBE, 0);
        }
    }
    if (lineIsIdle(line))
        link->lineDue = NEVER;
}

/* Waits for the host's packets, or for the time to send ours again. */
static void waitOnLine(struct link *link)
{
    struct pollfd input = {IN, POLLIN, 0};
    const uint64_t now = monotonicNs();
    const uint64_t silent = link->heard + link->silence;
    const uint64_t until = link->lineDue < silent ? link->lineDue : silent;
    if (now >= silent)
        leave(link, 1);
    if (pollFds(&input, 1, until > now ? until - now : 0) > 0)
        fill(link);
    linkTend(link, monotonicNs());
}

static void cutPacket(struct link *link, int rest)
{
    if (!lineCut(&link->line, rest))
        return;
    sendPacket(link, LINE_DATA, (uint8_t)(link->line.next - 1));
    link->lineDue = monotonicNs() + LINE_AGAIN_MS * NS_PER_MS;
}

static void sendOnLine(struct link *link, const struct iovec *parts, int count)
{
    for (; count; count--, parts++) {
        const uint8_t *bytes = parts->iov_base;
        for (size_t left = parts->iov_len; left;) {
            const uint32_t taken = lineAppend(&link->line, bytes, (uint32_t)left);
            bytes += taken;
            left -= taken;
            if (!taken)
                waitOnLine(link);
            cutPacket(link, 0);
        }
    }
    cutPacket(link, 1);
}

void linkSend(struct link *link, struct wire_frame head, const struct iovec *parts, int count)
{
    struct iovec all[LINK_MAX_PARTS + 1] = {{&head, sizeof head}};
    head.length = 0;
    for (int i = 0; i < count; i++) {
        all[i + 1] = parts[i];
        head.length += (uint32_t)parts[i].iov_len;
    }
    link->frames++;
    link->bytes += sizeof head + head.length;
    if (link->onLine)
        sendOnLine(link, all, count + 1);
    else
        writeAll(link, all, count + 1);
}

void linkSendValue(struct link *link, int type, uint64_t seq, const void *value, uint32_t size)
{
    const struct iovec part = {(void *)value, size};
    linkSend(link, (struct wire_frame){0, (uint8_t)type, 0, 0, seq}, &part, 1);
}

void linkReply(struct link *link, uint64_t seq, int64_t result)
{
    const struct iovec part = {&result, sizeof result};
    linkSend(link, (struct wire_frame){0, WIRE_REPLY, WIRE_LAST, 0, seq}, &part, 1);
}

void linkFinish(struct link *link, enum wire_end reason)
{
    const uint64_t value = reason;
    if (reason == WIRE_END_SILENCE) {
        if (link->onLine)
            leave(link, 1);
        link->silence = 0; /* nobody is likely to listen: one attempt */
    }
    linkSendValue(link, WIRE_END, link->token, &value, sizeof value);
    const uint64_t last = monotonicNs() + LAST_WORDS;
    while (!lineIsIdle(&link->line) && monotonicNs() < last)
        waitOnLine(link);
    leave(link, reason != WIRE_END_QUIT);
}
