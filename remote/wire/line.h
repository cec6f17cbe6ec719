/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
/*
 * The stream of frames over a line that loses, flips and inserts bytes, or takes not all of them: a
 * console's. Packets with a checksum, numbered, acknowledged, sent again; out of them comes the stream as it
 * was put in. C11 for both ends; pure: no I/O, no clock, no memory but the structure's own. docs/protocol.md
 * draws it.
 */
#ifndef RADIOSONDE_LINE_H
#define RADIOSONDE_LINE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define LINE_TEXT_END 0x7c /* ends a packet in text, which every line carries */
#define LINE_RAW_END 0x7e  /* ends a packet in raw bytes */
#define LINE_ESCAPE 0x7d   /* in raw ones: the next byte stands for itself ^ 0x20 */
#define LINE_DIGIT 0x30    /* of text: the first of 64 characters in a row */

#define LINE_HEADER 3u /* flags, seq, ack */
#define LINE_SUM 4u
#define LINE_PAYLOAD_MOST 480u
#define LINE_PAYLOAD_LEAST 48u
#define LINE_WINDOW 8u /* packets under way */
/* Bytes of an encoded packet, at most: all of them escaped, and two ends. */
#define LINE_WIRE_MOST ((LINE_HEADER + LINE_PAYLOAD_MOST + LINE_SUM) * 2 + 2)

#define LINE_AGAIN_MS 400u /* without an acknowledgement: what is under way is sent again */
#define LINE_PROBES 4u

enum {
    LINE_DATA = 1,        /* has a number and a payload */
    LINE_CLEAN = 2,       /* a probe came whole: raw bytes reach the sender of this */
    LINE_PROBE = 4,       /* its payload, of all bytes, is no part of the stream */
    LINE_NAK = 8,         /* a packet was damaged or left out: send again from `ack` on */
    LINE_SWEEP = 16,      /* changes each time that all under way is sent again */
    LINE_FROM_STUB = 128, /* so that an echo is no packet */
};

struct line
{
    uint8_t self;             /* LINE_FROM_STUB or 0 */
    uint8_t first, next;      /* numbers of the oldest packet under way, and of the next to be made */
    uint8_t expected;         /* number of the next to come */
    uint8_t clean, peerClean; /* raw bytes come through from there; from here */
    uint8_t tries;            /* times in a row that nothing was acknowledged in time */
    uint8_t probes;           /* still to be sent */
    /* What the owner has to do, and clears. */
    uint8_t again;            /* send all that is under way again */
    uint8_t answer;           /* send an acknowledgement, with its bits that are LINE_NAK */
    uint8_t sweep, peerSweep; /* LINE_SWEEP or 0: ours; of the packets when LINE_NAK was said */
    uint8_t gap;              /* LINE_NAK was said, what it asks for has not come */
    uint16_t most;            /* bytes of payload in a packet */
    uint16_t filled;          /* of `in` */
    uint16_t length;          /* of the payload that came last */
    uint16_t size[LINE_WINDOW];
    uint8_t out[LINE_WINDOW][LINE_PAYLOAD_MOST];
    uint8_t in[LINE_WIRE_MOST];
};

/* `rate`: bytes that the line carries in a second; a window is a quarter of a second of it. */
void lineOpen(struct line *line, uint32_t rate, uint8_t self);

static inline int lineIsIdle(const struct line *line)
{
    return line->first == line->next; /* all is acknowledged */
}

/* Appends to the packet being filled as much as it takes. Returns 0 while the window is full. */
uint32_t lineAppend(struct line *line, const uint8_t *bytes, uint32_t size);

/* Is a packet full, or, with `rest`, anything in it? Then it gets its number, to be encoded and sent. */
int lineCut(struct line *line, int rest);

/* The packet of that number into `to`, which has LINE_WIRE_MOST bytes; without LINE_DATA in `flags` one that
 * has none, and tells of all that were made. Returns how many bytes it takes. */
uint32_t lineEncode(struct line *line, uint8_t flags, uint8_t number, uint8_t *to);

/* Takes a byte. True at the end of a packet that is whole; line->length bytes of the stream stand at
 * line->in + LINE_HEADER when it is the one that is expected and they fit into `room`, else 0. */
int lineTake(struct line *line, uint8_t byte, uint32_t room);

uint32_t lineSum(const uint8_t *bytes, uint32_t size); /* CRC-32C */

#ifdef __cplusplus
}
#endif

#endif
