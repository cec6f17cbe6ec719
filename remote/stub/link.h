/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
/* The stream of frames on stdin and stdout. */
#ifndef STUB_LINK_H
#define STUB_LINK_H

#include "audit.h"
#include "remote/wire/line.h"
#include "remote/wire/wire.h"

#define LINK_RECEIVE_SIZE (WIRE_MAX_PAYLOAD + sizeof(struct wire_frame) + (64u << 10))
#define LINK_MAX_PARTS 4 /* pieces of one payload */

struct link
{
    uint64_t heard;         /* monotonic ns of the last bytes from the host */
    uint64_t silence;       /* ns without any that end the stub; also without any accepted by it */
    uint64_t turned;        /* monotonic ns at the end of the main loop's last turn */
    uint64_t frames, bytes; /* sent */
    uint64_t token;
    uint64_t window; /* `bytes` up to which dumps, files and buffers may send; later than HELLO_ACK */
    uint32_t piece;  /* most bytes of a span, a chunk or a fragment */
    struct audit audit;
    uint32_t begin, end; /* of what stands undecoded in `received` */
    int outFlags;        /* of stdout before, to be restored */
    size_t pageSize;
    uint32_t touched;  /* high-water mark of `received` */
    uint32_t skipped;  /* bytes of text before the first frame */
    int onLine;        /* packets of `line` carry the stream */
    uint64_t lineDue;  /* monotonic ns: what is under way is sent again; NEVER */
    uint8_t *received; /* LINK_RECEIVE_SIZE bytes: the longest frame always fits */
    struct line line;
};

/* `rate`: bytes in a second of a line that is not to be trusted, 0 of a link that is. */
void linkOpen(struct link *link, size_t pageSize, uint32_t rate);

/* Acknowledges and sends again what is due on a line. Not while a frame is being sent. */
void linkTend(struct link *link, uint64_t now);

/* Reads what stdin has; the stub exits at its end. Call when no frame is being handled. */
void linkReceive(struct link *link);

/* Nothing came in a turn of the main loop, which waited `pause` ns for it: ends the stub once the silence has
 * lasted. Only time in which the host could be heard counts. A turn that took notably longer than its pause
 * was a long call of the kernel's, or the machine stood still (an emulator without a processor, a suspended
 * board): then the way of the host's words - network, ssh server, pipe - stood still as well, and what was
 * sent in time is about to come. Such a turn counts a little, so that a machine that is always late ends,
 * too. */
void linkHeardNothing(struct link *link, uint64_t pause);

/* The next whole frame, without taking it: its payload stays in place, also while answers are sent, until
 * linkTake. A frame that is longer than allowed ends the stub. */
int linkPeek(struct link *link, struct wire_frame *head, const uint8_t **payload);
void linkTake(struct link *link);

/* Drops text at the front, meant for a shell in case there had been one: it has no NUL, and the second byte
 * of HELLO_ACK is one. Too much of it ends the stub. */
void linkSkipText(struct link *link);

/* Sends a whole frame. Never blocks for good: the stub exits when the host takes no byte for the time of
 * silence, counted likewise. What the host says meanwhile is read, so that both ends can't wait for each
 * other. */
void linkSend(struct link *link, struct wire_frame head, const struct iovec *parts, int count);
void linkSendValue(struct link *link, int type, uint64_t seq, const void *value, uint32_t size);
void linkReply(struct link *link, uint64_t seq, int64_t result);

/* Sends END with its reason and exits. */
_Noreturn void linkFinish(struct link *link, enum wire_end reason);

#endif
