// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
// Datagrams to one port of this machine, counted by a socket filter.
#include "vmlinux.h"
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#define ETHERNET 14 // bytes before the IP header
#define UDP 17

const volatile __u16 port = 0;

/// @view table total
struct
{
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 16);
    __type(key, __u16);
    __type(value, __u64);
} datagrams SEC(".maps");

char LICENSE[] SEC("license") = "GPL";

// Over the loopback device each packet passes twice: out and in.
SEC("socket")
int filter(struct __sk_buff *packet)
{
    __u16 to = 0, key = port;
    __u8 protocol = 0;
    __u64 *count, one = 1;

    if (packet->pkt_type == 4) // PACKET_OUTGOING
        return 0;
    bpf_skb_load_bytes(packet, ETHERNET + 9, &protocol, sizeof(protocol));
    bpf_skb_load_bytes(packet, ETHERNET + 20 + 2, &to, sizeof(to));
    if (protocol != UDP || bpf_ntohs(to) != port)
        return 0;
    count = bpf_map_lookup_elem(&datagrams, &key);
    if (count)
        __sync_fetch_and_add(count, 1);
    else
        bpf_map_update_elem(&datagrams, &key, &one, BPF_ANY);
    return -1;
}
