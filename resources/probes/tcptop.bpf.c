// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
/**
 * tcptop - TCP traffic by connection
 * @category Network
 * How many bytes each process sent and received over each TCP connection, for each interval.
 *
 * Sent counts what the program handed over, received what it took; the kernel's own packets do not count.
 */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#define IPV4 2  // AF_INET
#define IPV6 10 // AF_INET6

/// This process only; 0 for all
const volatile __u32 pid = 0;
/// The tracer's own process, left out
/// @hide
const volatile __u32 radiosonde_tgid = 0;

struct connection
{
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
};

struct traffic
{
    /// @title Sent
    __u64 sent_bytes;
    /// @title Received
    __u64 received_bytes;
};

/// TCP traffic
/// @view top interval sort=sent_bytes
struct
{
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 10240);
    __type(key, struct connection);
    __type(value, struct traffic);
} connections SEC(".maps");

char LICENSE[] SEC("license") = "GPL";

// An IPv4 address as IPv6 writes it: ::ffff:a.b.c.d.
static __always_inline void map_address(__u8 *to, __be32 address)
{
    to[10] = to[11] = 0xff;
    __builtin_memcpy(to + 12, &address, 4);
}

static __always_inline bool set_connection(struct connection *connection, struct sock *socket)
{
    __u16 family = BPF_CORE_READ(socket, __sk_common.skc_family);

    if (family == IPV6) {
        BPF_CORE_READ_INTO((struct in6_addr *)connection->saddr, socket, __sk_common.skc_v6_rcv_saddr);
        BPF_CORE_READ_INTO((struct in6_addr *)connection->daddr, socket, __sk_common.skc_v6_daddr);
    } else if (family == IPV4) {
        map_address(connection->saddr, BPF_CORE_READ(socket, __sk_common.skc_rcv_saddr));
        map_address(connection->daddr, BPF_CORE_READ(socket, __sk_common.skc_daddr));
    } else {
        return false;
    }
    connection->lport = BPF_CORE_READ(socket, __sk_common.skc_num);
    connection->rport = bpf_ntohs(BPF_CORE_READ(socket, __sk_common.skc_dport));
    return true;
}

static __always_inline int count(struct sock *socket, __u64 sent, __u64 received)
{
    static const struct traffic zeros;
    struct connection key = {};
    struct traffic *traffic;
    __u32 tgid = bpf_get_current_pid_tgid() >> 32;

    if (tgid == radiosonde_tgid || (pid && tgid != pid) || !set_connection(&key, socket))
        return 0;
    key.pid = tgid;
    bpf_get_current_comm(key.comm, sizeof(key.comm));
    traffic = bpf_map_lookup_elem(&connections, &key);
    if (!traffic) {
        bpf_map_update_elem(&connections, &key, &zeros, BPF_NOEXIST);
        traffic = bpf_map_lookup_elem(&connections, &key);
        if (!traffic)
            return 0;
    }
    __sync_fetch_and_add(&traffic->sent_bytes, sent);
    __sync_fetch_and_add(&traffic->received_bytes, received);
    return 0;
}

/// @alternative traffic fentry
SEC("fentry/tcp_sendmsg")
int BPF_PROG(send_fentry, struct sock *socket, struct msghdr *message, size_t size)
{
    return count(socket, size, 0);
}

/// @alternative traffic fentry
SEC("fentry/tcp_cleanup_rbuf")
int BPF_PROG(receive_fentry, struct sock *socket, int copied)
{
    return copied > 0 ? count(socket, 0, copied) : 0;
}

/// @alternative traffic kprobe
SEC("kprobe/tcp_sendmsg")
int BPF_KPROBE(send_kprobe, struct sock *socket, struct msghdr *message, size_t size)
{
    return count(socket, size, 0);
}

/// @alternative traffic kprobe
SEC("kprobe/tcp_cleanup_rbuf")
int BPF_KPROBE(receive_kprobe, struct sock *socket, int copied)
{
    return copied > 0 ? count(socket, 0, copied) : 0;
}
