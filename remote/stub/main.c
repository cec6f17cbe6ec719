/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
/* The stub: one process, one loop. docs/protocol.md says what it does; nothing else does it. */
#include "calls.h"
#include "dumps.h"
#include "facts.h"
#include "files.h"
#include "rights.h"
#include "stats.h"
#include "streams.h"

#include <linux/auxvec.h>
#include <linux/fcntl.h>
#include <linux/mman.h>
#include <linux/time.h>

#define SILENCE_LEAST 100u /* ms */
#define PAGE_SIZE_LEAST 4096

struct stub
{
    int greeted;
    uint64_t statsPeriod, statsDue; /* ns; NEVER */
    struct link link;
    struct calls calls;
    struct files files;
    struct streams streams;
    struct dumps dumps;
};

/* `path`: behind HELLO_ACK. A relative one stands beside the folder that the stub was deployed to. */
static void openLog(struct link *link, uint32_t limit, const uint8_t *path, uint32_t length)
{
    /* A copy is what takes the NUL. */
    char text[WIRE_MAX_LOG_PATH + 1] = "";
    memcpy(text, path, length);
    if (limit && auditOpen(&link->audit, text, limit) < 0)
        linkFinish(link, WIRE_END_LOG);
}

static void greet(struct stub *stub, const struct wire_hello_ack *ack, const uint8_t *path, uint32_t length)
{
    if (ack->version != WIRE_VERSION)
        linkFinish(&stub->link, WIRE_END_VERSION);
    openLog(&stub->link, ack->log_limit, path, length);
    rightsMountTracefs();
    if (rightsDrop(ack->keep) < 0)
        linkFinish(&stub->link, WIRE_END_PROTOCOL);
    const uint32_t silence = ack->silence_ms > SILENCE_LEAST ? ack->silence_ms : SILENCE_LEAST;
    stub->link.silence = (uint64_t)silence * NS_PER_MS;
    stub->link.token = ack->token;
    if (ack->piece)
        stub->link.piece = ack->piece > WIRE_PIECE_LEAST ? ack->piece : WIRE_PIECE_LEAST;
    stub->statsPeriod = (uint64_t)ack->stats_ms * NS_PER_MS;
    stub->statsDue = ack->stats_ms ? monotonicNs() + stub->statsPeriod : NEVER;
    streamsCredit(&stub->streams, ack->credit);
    stub->greeted = 1;
}

static void pong(struct stub *stub, uint64_t seq, uint64_t host)
{
    const struct wire_pong answer = {host, monotonicNs(), clockNs(CLOCK_REALTIME)};
    linkSendValue(&stub->link, WIRE_PONG, seq, &answer, sizeof answer);
}

static _Noreturn void quit(struct stub *stub)
{
    if (stub->statsPeriod)
        statsSend(&stub->link, &stub->streams, monotonicNs());
    linkFinish(&stub->link, WIRE_END_QUIT);
}

static void streamRequest(struct stub *stub, const struct wire_frame *head, const struct wire_stream_add *add)
{
    long result = -EEXIST;
    if (head->type == WIRE_STREAM_FLUSH)
        result = streamsFlush(&stub->streams, head->stream, head->seq);
    else if (head->type == WIRE_STREAM_DEL && dumpsHas(&stub->dumps, head->stream))
        result = dumpsDelete(&stub->dumps, head->stream);
    else if (head->type == WIRE_STREAM_DEL)
        result = streamsDelete(&stub->streams, head->stream);
    else if (!dumpsHas(&stub->dumps, head->stream) && !streamsHas(&stub->streams, head->stream))
        result = streamsAdd(&stub->streams, head, add);
    const uint64_t numbers[2] = {head->type, head->stream};
    auditLine(&stub->link.audit, "stream", numbers, 2, add, head->length, result);
    if (result <= 0)
        linkReply(&stub->link, head->seq, result);
}

static void dumpRequest(struct stub *stub, const struct wire_frame *head, const struct wire_dump *request)
{
    if (request->interval_ms && streamsHas(&stub->streams, head->stream))
        linkReply(&stub->link, head->seq, -EEXIST);
    else
        dumpsAdd(&stub->dumps, head, request);
}

/* The payloads of fixed length, aligned. */
union fixed
{
    struct wire_hello_ack ack;
    struct wire_dump dump;
    struct wire_stream_add add;
    uint64_t number;
};

/* Does the frame stand at its place and is it as long as its type is? */
static int isExpected(const struct stub *stub, const struct wire_frame *head)
{
    static const uint8_t lengths[WIRE_QUIT + 1] = {
        [WIRE_DUMP] = sizeof(struct wire_dump),
        [WIRE_RING_ADD] = sizeof(struct wire_stream_add),
        [WIRE_PERF_ADD] = sizeof(struct wire_stream_add),
        [WIRE_CREDIT] = sizeof(uint64_t),
        [WIRE_PING] = sizeof(uint64_t),
    };
    if (head->type == 0 || head->type > WIRE_QUIT || (head->type == WIRE_HELLO_ACK) == stub->greeted)
        return 0;
    if (head->type == WIRE_HELLO_ACK) /* with a path behind it */
        return head->length - sizeof(struct wire_hello_ack) <= WIRE_MAX_LOG_PATH;
    const int isFree = head->type == WIRE_CALL || head->type == WIRE_CALL_PART || head->type == WIRE_READFILE;
    return isFree || head->length == lengths[head->type];
}

/* False: the frame has to wait. */
static int handle(struct stub *stub, const struct wire_frame *head, const uint8_t *payload)
{
    union fixed fixed;
    if (!isExpected(stub, head))
        linkFinish(&stub->link, WIRE_END_PROTOCOL);
    memcpy(&fixed, payload, head->length < sizeof fixed ? head->length : sizeof fixed);
    switch (head->type) {
    case WIRE_HELLO_ACK:
        greet(stub, &fixed.ack, payload + sizeof fixed.ack, head->length - (uint32_t)sizeof fixed.ack);
        break;
    case WIRE_CALL:
        callsRun(&stub->calls, head, payload);
        break;
    case WIRE_CALL_PART:
        callsPart(&stub->calls, head, payload);
        break;
    case WIRE_READFILE:
        if (!filesHaveRoom(&stub->files))
            return 0;
        filesOpen(&stub->files, head, payload);
        break;
    case WIRE_DUMP:
        dumpRequest(stub, head, &fixed.dump);
        break;
    case WIRE_CREDIT:
        if (head->stream == WIRE_CREDIT_WINDOW)
            stub->link.window += fixed.number;
        else
            streamsCredit(&stub->streams, fixed.number);
        break;
    case WIRE_PING:
        pong(stub, head->seq, fixed.number);
        break;
    case WIRE_QUIT:
        quit(stub);
    default:
        streamRequest(stub, head, &fixed.add);
    }
    return 1;
}

/* Frames that stand in the link, one after the other. Stops at one that has to wait for a file to be
 * done. */
static void handleFrames(struct stub *stub)
{
    struct wire_frame head;
    const uint8_t *payload;
    if (!stub->greeted)
        linkSkipText(&stub->link);
    while (linkPeek(&stub->link, &head, &payload) && handle(stub, &head, payload))
        linkTake(&stub->link);
}

/* Frames may also have come while answers were sent: then stdin has nothing more to tell. */
static int hasFrames(struct stub *stub)
{
    struct wire_frame head;
    const uint8_t *payload;
    return linkPeek(&stub->link, &head, &payload);
}

static uint64_t earlier(uint64_t left, uint64_t right)
{
    return left < right ? left : right;
}

/* All that is due now. Returns when the next thing is: monotonic ns, 0 at once. */
APART static uint64_t work(struct stub *stub)
{
    handleFrames(stub);
    const uint64_t now = monotonicNs();
    uint64_t due = NEVER; /* with a full window: CREDIT brings us back */
    if (stub->link.bytes < stub->link.window) {
        due = dumpsStep(&stub->dumps, now);
        streamsDrain(&stub->streams, now);
        due = earlier(due, stub->streams.due);
        if (filesStep(&stub->files))
            due = 0;
    }
    if (now >= stub->statsDue) {
        statsSend(&stub->link, &stub->streams, now);
        stub->statsDue = now + stub->statsPeriod;
    }
    linkTend(&stub->link, now);
    if (hasFrames(stub))
        return 0;
    return earlier(earlier(due, stub->statsDue), stub->link.lineDue);
}

static void waitForWork(struct stub *stub, uint64_t due)
{
    struct pollfd fds[2] = {{0, POLLIN, 0}, {stub->streams.epoll, POLLIN, 0}};
    const uint64_t now = due ? monotonicNs() : 0;
    const uint64_t until = earlier(due, stub->link.heard + stub->link.silence);
    const uint64_t pause = until > now ? until - now : 0;
    const long ready = pollFds(fds, 2, pause);
    if (ready > 0 && fds[0].revents)
        linkReceive(&stub->link);
    else
        linkHeardNothing(&stub->link, pause);
    if (ready > 0 && fds[1].revents)
        streamsWoken(&stub->streams);
}

static size_t pageSizeOf(const unsigned long *stack)
{
    const unsigned long *at = stack + 1 + stack[0] + 1; /* argc, argv, NULL */
    while (*at)
        at++; /* the environment */
    for (at++; at[0] != AT_NULL; at += 2) {
        if (at[0] == AT_PAGESZ)
            return at[1];
    }
    return PAGE_SIZE_LEAST;
}

/* `stub FILE FOLDER [RATE]`, as whoever deployed it says: it is removed from there as soon as it runs. */
static void unlinkSelf(const unsigned long *stack)
{
    if (stack[0] < 3)
        return;
    CALL3(__NR_unlinkat, AT_FDCWD, stack[2], 0);
    CALL1(__NR_chdir, stack[3]);
    CALL1(__NR_chdir, ".."); /* where a log may be made */
    CALL3(__NR_unlinkat, AT_FDCWD, stack[3], AT_REMOVEDIR);
}

/* Address space for the longest of all; only the pages in use are resident. */
static void takeBuffers(struct stub *stub, size_t pageSize)
{
    const size_t known = DUMPS_KNOWN * sizeof(uint64_t);
    const long place =
        mapPages(LINK_RECEIVE_SIZE + 2 * WIRE_MAX_PAYLOAD + FILES_CHUNK + known, PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0, pageSize);
    if (isError(place))
        exitProcess(1);
    stub->dumps.known = (uint64_t *)place;
    stub->files.chunk = (uint8_t *)place + known;
    stub->dumps.batch = stub->files.chunk + FILES_CHUNK;
    stub->dumps.chunk = stub->dumps.batch + WIRE_MAX_PAYLOAD;
    stub->link.received = stub->dumps.chunk + WIRE_MAX_PAYLOAD;
}

/* From start/<arch>.S, with the stack as the kernel laid it out. */
_Noreturn void stubMain(const unsigned long *stack);

void stubMain(const unsigned long *stack)
{
    static struct stub theStub;
    struct stub *stub = &theStub;
#ifndef __x86_64__
    __asm__("" : "+r"(stub)); /* a register from here on: shorter than the address each time */
#endif
    struct wire_hello hello = {0};
    const size_t pageSize = pageSizeOf(stack);
    unlinkSelf(stack);
    CALL1(__NR_personality, 0); /* PER_LINUX: the kernel shall tell its own architecture */
    rightsIgnoreSignals();
    rightsRaiseLimits();
    factsCollect(&hello, pageSize);
    const char *rate = stack[0] > 3 ? (const char *)stack[4] : "";
    takeBuffers(stub, pageSize);
    linkOpen(&stub->link, pageSize, parseNumber(&rate));
    stub->statsDue = NEVER;
    stub->calls.link = &stub->link;
    stub->calls.pageSize = pageSize;
    stub->files.link = &stub->link;
    stub->files.pageSize = pageSize;
    stub->dumps.link = &stub->link;
    stub->dumps.cpus = hello.cpus;
    stub->dumps.pageSize = pageSize;
    streamsOpen(&stub->streams, &stub->link, pageSize, factsKernelIsWider(&hello));
    linkSendValue(&stub->link, WIRE_HELLO, 0, &hello, sizeof hello);
    for (;;)
        waitForWork(stub, work(stub));
}
