/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
#include "remote/wire/line.h"

void *memcpy(void *to, const void *from, size_t size);

#define POLYNOMIAL 0x82f63b78u /* CRC-32C (RFC 3720, B.4), reflected */
#define PROBE_BYTES 256u
#define RAW_TRIES 2 /* of a packet, before text is tried */

void lineOpen(struct line *line, uint32_t rate, uint8_t self)
{
    uint32_t most = rate / 32;
    if (most < LINE_PAYLOAD_LEAST)
        most = LINE_PAYLOAD_LEAST;
    line->most = (uint16_t)(most < LINE_PAYLOAD_MOST ? most : LINE_PAYLOAD_MOST);
    line->self = self;
    line->probes = LINE_PROBES;
}

uint32_t lineSum(const uint8_t *bytes, uint32_t size)
{
    uint32_t sum = ~0u;
    while (size--) {
        sum ^= *bytes++;
        for (int bit = 0; bit < 8; bit++)
            sum = sum >> 1 ^ (sum & 1 ? POLYNOMIAL : 0);
    }
    return ~sum;
}

uint32_t lineAppend(struct line *line, const uint8_t *bytes, uint32_t size)
{
    uint16_t *filled = &line->size[line->next % LINE_WINDOW];
    const uint32_t room = (uint32_t)(line->most - *filled);
    if ((uint8_t)(line->next - line->first) >= LINE_WINDOW - 1)
        return 0;
    if (size > room)
        size = room;
    memcpy(line->out[line->next % LINE_WINDOW] + *filled, bytes, size);
    *filled = (uint16_t)(*filled + size);
    return size;
}

int lineCut(struct line *line, int rest)
{
    const uint16_t filled = line->size[line->next % LINE_WINDOW];
    if (filled < (rest ? 1 : line->most))
        return 0;
    line->next++;
    line->size[line->next % LINE_WINDOW] = 0;
    return 1;
}

static uint8_t *encodeText(const uint8_t *from, uint32_t size, uint8_t *to)
{
    uint32_t bits = 0, count = 0;
    while (size || count) {
        if (size) {
            bits = bits << 8 | *from++;
            count += 8;
            size--;
        } else {
            bits <<= 6 - count;
            count = 6;
        }
        for (; count >= 6; count -= 6)
            *to++ = (uint8_t)(LINE_DIGIT + (bits >> (count - 6) & 63));
    }
    return to;
}

static uint8_t *encodeRaw(const uint8_t *from, uint32_t size, uint8_t *to)
{
    for (; size; size--, from++) {
        const int special = *from >= LINE_TEXT_END && *from <= LINE_RAW_END;
        if (special)
            *to++ = LINE_ESCAPE;
        *to++ = (uint8_t)(special ? *from ^ 0x20 : *from);
    }
    return to;
}

uint32_t lineEncode(struct line *line, uint8_t flags, uint8_t number, uint8_t *to)
{
    uint8_t packet[LINE_HEADER + LINE_PAYLOAD_MOST + LINE_SUM];
    uint32_t size = LINE_HEADER;
    packet[0] = (uint8_t)(flags | line->self | line->sweep | (line->clean ? LINE_CLEAN : 0));
    packet[1] = flags & LINE_DATA ? number : line->next;
    packet[2] = line->expected;
    if (flags & LINE_DATA) {
        const uint16_t length = line->size[number % LINE_WINDOW];
        memcpy(packet + size, line->out[number % LINE_WINDOW], length);
        size += length;
    }
    /* From the highest down: what stops a line (0x13) comes before what sets it going again (0x11). */
    for (uint32_t i = PROBE_BYTES; flags & LINE_PROBE && i; i--)
        packet[size++] = (uint8_t)(i - 1);
    const uint32_t sum = lineSum(packet, size);
    memcpy(packet + size, &sum, LINE_SUM);
    size += LINE_SUM;
    const int raw = flags & LINE_PROBE || (line->peerClean && line->tries < RAW_TRIES);
    uint8_t *at = to;
    *at++ = raw ? LINE_RAW_END : LINE_TEXT_END; /* what was noise before ends here */
    at = raw ? encodeRaw(packet, size, at) : encodeText(packet, size, at);
    *at++ = raw ? LINE_RAW_END : LINE_TEXT_END;
    return (uint32_t)(at - to);
}

/* Both decode in place and return the length; one that no packet has where it is malformed. */
static uint32_t decodeText(uint8_t *bytes, uint32_t size)
{
    uint32_t bits = 0, count = 0, length = 0;
    for (uint32_t i = 0; i < size; i++) {
        const uint8_t digit = (uint8_t)(bytes[i] - LINE_DIGIT);
        if (digit > 63)
            return 0;
        bits = bits << 6 | digit;
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes[length++] = (uint8_t)(bits >> count);
        }
    }
    return length;
}

static uint32_t decodeRaw(uint8_t *bytes, uint32_t size)
{
    uint32_t length = 0;
    for (uint32_t i = 0; i < size; i++, length++)
        bytes[length] = bytes[i] == LINE_ESCAPE && i + 1 < size ? bytes[++i] ^ 0x20 : bytes[i];
    return length;
}

/* The oldest packets are acknowledged up to `ack`. */
static void acknowledge(struct line *line, uint8_t ack, uint8_t flags)
{
    const uint8_t done = (uint8_t)(ack - line->first);
    if (done > (uint8_t)(line->next - line->first))
        return;
    if (done)
        line->tries = 0;
    line->first = ack;
    if (flags & LINE_NAK && !lineIsIdle(line))
        line->again = 1;
}

static void accept(struct line *line, uint32_t size, uint32_t room)
{
    const uint8_t flags = line->in[0];
    line->peerClean |= flags & LINE_CLEAN;
    acknowledge(line, line->in[2], flags);
    if (flags & LINE_PROBE)
        line->clean = line->answer |= 1;
    const uint8_t ahead = (uint8_t)(line->in[1] - line->expected);
    if (ahead) { /* ones before it were lost, which is complained of once for each sweep; or it came already
                  */
        const uint8_t sweep = flags & LINE_SWEEP;
        if (ahead < LINE_WINDOW && (!line->gap || sweep != line->peerSweep))
            line->answer = line->gap = LINE_NAK;
        else if (flags & LINE_DATA)
            line->answer |= 1;
        line->peerSweep = sweep;
        return;
    }
    line->gap = 0;
    if (!(flags & LINE_DATA))
        return;
    if (size > room)
        return; /* it comes again */
    line->expected++;
    line->answer |= 1;
    line->length = (uint16_t)size;
}

int lineTake(struct line *line, uint8_t byte, uint32_t room)
{
    line->length = 0;
    if (byte != LINE_TEXT_END && byte != LINE_RAW_END) {
        if (line->filled < sizeof line->in)
            line->in[line->filled++] = byte;
        return 0;
    }
    const uint32_t encoded = line->filled;
    line->filled = 0;
    if (!encoded)
        return 0;
    const uint32_t size =
        byte == LINE_TEXT_END ? decodeText(line->in, encoded) : decodeRaw(line->in, encoded);
    uint32_t sum = 0;
    const uint32_t least = LINE_HEADER + LINE_SUM;
    /* What fills the buffer is longer than any packet. */
    const int fits = encoded < sizeof line->in && size >= least && size <= least + LINE_PAYLOAD_MOST;
    if (fits)
        memcpy(&sum, line->in + size - LINE_SUM, LINE_SUM);
    if (!fits || sum != lineSum(line->in, size - LINE_SUM)) {
        if (!line->gap)
            line->answer = line->gap = LINE_NAK;
        return 0;
    }
    if ((line->in[0] & LINE_FROM_STUB) == line->self)
        return 0; /* an echo */
    accept(line, size - least, room);
    return 1;
}
