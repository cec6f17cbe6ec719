// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
/**
 * tcplife - TCP connections that ended
 * @category Network
 * Each TCP connection when it closes: who held it, between which addresses, for how long, and how many bytes
 * went each way.
 *
 * The process is that which opened or closed it, or was running when its last packet came.
 */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#define IPV6 10 // AF_INET6
#define TCP 6   // IPPROTO_TCP

/// This process only; 0 for all
const volatile __u32 pid = 0;
/// Connections from or to this port of this machine only; 0 for all
const volatile __u16 local_port = 0;
/// Connections to this port of the other side only; 0 for all
const volatile __u16 remote_port = 0;

struct event
{
    __u64 ts;
    __u32 pid;
    char comm[16];
    /// @title Local
    __u8 saddr[16];
    /// @title Port
    __u16 lport;
    /// @title Remote
    __u8 daddr[16];
    /// @title Port
    __u16 rport;
    /// Bytes sent, acknowledged by the other side
    /// @title Sent
    __u64 tx_bytes;
    /// Bytes received
    /// @title Received
    __u64 rx_bytes;
    /// From the first packet of the connection to its end
    /// @title Duration
    /// @unit ns
    __u64 duration_ns;
};

/// TCP connections that ended
/// @view events
struct
{
    __uint(type, BPF_MAP_TYPE_RINGBUF);
    __uint(max_entries, 1 << 20);
} connections SEC(".maps");

struct life
{
    __u64 start;
    __u32 pid;
    char comm[16];
};

// Connections under way, by socket.
struct
{
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 16384);
    __type(key, __u64);
    __type(value, struct life);
} lives SEC(".maps");

char LICENSE[] SEC("license") = "GPL";

static __always_inline void note_process(struct life *life)
{
    life->pid = bpf_get_current_pid_tgid() >> 32;
    bpf_get_current_comm(life->comm, sizeof(life->comm));
}

// An IPv4 address as IPv6 writes it: ::ffff:a.b.c.d.
static __always_inline void map_address(__u8 *to, __be32 address)
{
    to[10] = to[11] = 0xff;
    __builtin_memcpy(to + 12, &address, 4);
}

static __always_inline void set_addresses(struct event *event, struct sock *socket)
{
    if (BPF_CORE_READ(socket, __sk_common.skc_family) == IPV6) {
        BPF_CORE_READ_INTO((struct in6_addr *)event->saddr, socket, __sk_common.skc_v6_rcv_saddr);
        BPF_CORE_READ_INTO((struct in6_addr *)event->daddr, socket, __sk_common.skc_v6_daddr);
        return;
    }
    map_address(event->saddr, BPF_CORE_READ(socket, __sk_common.skc_rcv_saddr));
    map_address(event->daddr, BPF_CORE_READ(socket, __sk_common.skc_daddr));
}

static __always_inline void ends(struct sock *socket, struct life *life)
{
    struct tcp_sock *tcp = (struct tcp_sock *)socket;
    __u16 rport = bpf_ntohs(BPF_CORE_READ(socket, __sk_common.skc_dport));
    // skc_num is 0 by now: the port has been given back
    __u16 lport = bpf_ntohs(BPF_CORE_READ((struct inet_sock *)socket, inet_sport));
    struct event *event;

    if ((pid && life->pid != pid) || (local_port && lport != local_port) ||
        (remote_port && rport != remote_port))
        return;
    event = bpf_ringbuf_reserve(&connections, sizeof(*event), 0);
    if (!event)
        return;
    __builtin_memset(event, 0, sizeof(*event));
    event->ts = bpf_ktime_get_ns();
    event->pid = life->pid;
    __builtin_memcpy(event->comm, life->comm, sizeof(event->comm));
    event->lport = lport;
    event->rport = rport;
    event->tx_bytes = BPF_CORE_READ(tcp, bytes_acked);
    event->rx_bytes = BPF_CORE_READ(tcp, bytes_received);
    event->duration_ns = event->ts - life->start;
    set_addresses(event, socket);
    bpf_ringbuf_submit(event, 0);
}

static __always_inline int changes(struct sock *socket, int to)
{
    __u64 key = (__u64)socket;
    struct life *life = bpf_map_lookup_elem(&lives, &key);
    struct life fresh = {};

    if (!life && to != TCP_CLOSE && to < TCP_FIN_WAIT1) {
        fresh.start = bpf_ktime_get_ns();
        note_process(&fresh);
        bpf_map_update_elem(&lives, &key, &fresh, BPF_ANY);
        return 0;
    }
    if (!life)
        return 0; // it began before the run
    if (to == TCP_SYN_SENT || to == TCP_FIN_WAIT1 || to == TCP_LAST_ACK)
        note_process(life);
    if (to != TCP_CLOSE)
        return 0;
    ends(socket, life);
    bpf_map_delete_elem(&lives, &key);
    return 0;
}

static __always_inline bool is_tcp(struct sock *socket)
{
    return BPF_CORE_READ(socket, sk_protocol) == TCP && BPF_CORE_READ(socket, __sk_common.skc_state) != TCP_LISTEN;
}

/// @alternative states tp_btf
SEC("tp_btf/inet_sock_set_state")
int BPF_PROG(state_btf, struct sock *socket, int from, int to)
{
    return is_tcp(socket) && to != TCP_LISTEN ? changes(socket, to) : 0;
}

/// @alternative states raw_tp
SEC("raw_tp/inet_sock_set_state")
int BPF_PROG(state_raw, struct sock *socket, int from, int to)
{
    return is_tcp(socket) && to != TCP_LISTEN ? changes(socket, to) : 0;
}
