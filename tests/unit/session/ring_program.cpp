// SPDX-License-Identifier: GPL-3.0-or-later
#include "ring_program.h"

#include "remote/session/session.h"
#include "remote/wire/frames.h"

#include <cstring>

#include <linux/bpf.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace radiosonde
{

namespace
{

constexpr qint32 payloadBytes = 56;
constexpr qint16 counterKey = -64; // places on the program's stack
constexpr qint16 event = -56;

long bpf(int command, bpf_attr &attributes)
{
    return syscall(SYS_bpf, command, &attributes, sizeof attributes);
}

int createMap(quint32 type, quint32 keySize, quint32 valueSize, quint32 entries)
{
    bpf_attr attributes{};
    attributes.map_type = type;
    attributes.key_size = keySize;
    attributes.value_size = valueSize;
    attributes.max_entries = entries;
    return int(bpf(BPF_MAP_CREATE, attributes));
}

quint32 mapId(int fd)
{
    bpf_map_info info{};
    bpf_attr attributes{};
    attributes.info.bpf_fd = quint32(fd);
    attributes.info.info_len = sizeof info;
    attributes.info.info = quint64(reinterpret_cast<quintptr>(&info));
    return bpf(BPF_OBJ_GET_INFO_BY_FD, attributes) == 0 ? info.id : 0;
}

// bpf_ringbuf_output of 56 zeroed bytes; where it fails, the counter goes up by one.
int loadProgram(int ring, int counter)
{
    const bpf_insn program[] = {
        {BPF_ALU64 | BPF_MOV | BPF_K, 1, 0, 0, 0},
        {BPF_STX | BPF_MEM | BPF_DW, 10, 1, event, 0},
        {BPF_STX | BPF_MEM | BPF_DW, 10, 1, event + 8, 0},
        {BPF_STX | BPF_MEM | BPF_DW, 10, 1, event + 16, 0},
        {BPF_STX | BPF_MEM | BPF_DW, 10, 1, event + 24, 0},
        {BPF_STX | BPF_MEM | BPF_DW, 10, 1, event + 32, 0},
        {BPF_STX | BPF_MEM | BPF_DW, 10, 1, event + 40, 0},
        {BPF_STX | BPF_MEM | BPF_DW, 10, 1, event + 48, 0},
        {BPF_STX | BPF_MEM | BPF_DW, 10, 1, counterKey, 0},
        {BPF_LD | BPF_IMM | BPF_DW, 1, BPF_PSEUDO_MAP_FD, 0, ring},
        {0, 0, 0, 0, 0},
        {BPF_ALU64 | BPF_MOV | BPF_X, 2, 10, 0, 0},
        {BPF_ALU64 | BPF_ADD | BPF_K, 2, 0, 0, event},
        {BPF_ALU64 | BPF_MOV | BPF_K, 3, 0, 0, payloadBytes},
        {BPF_ALU64 | BPF_MOV | BPF_K, 4, 0, 0, 0},
        {BPF_JMP | BPF_CALL, 0, 0, 0, BPF_FUNC_ringbuf_output},
        {BPF_JMP | BPF_JEQ | BPF_K, 0, 0, 8, 0},
        {BPF_LD | BPF_IMM | BPF_DW, 1, BPF_PSEUDO_MAP_FD, 0, counter},
        {0, 0, 0, 0, 0},
        {BPF_ALU64 | BPF_MOV | BPF_X, 2, 10, 0, 0},
        {BPF_ALU64 | BPF_ADD | BPF_K, 2, 0, 0, counterKey},
        {BPF_JMP | BPF_CALL, 0, 0, 0, BPF_FUNC_map_lookup_elem},
        {BPF_JMP | BPF_JEQ | BPF_K, 0, 0, 2, 0},
        {BPF_ALU64 | BPF_MOV | BPF_K, 1, 0, 0, 1},
        {BPF_STX | BPF_ATOMIC | BPF_DW, 0, 1, 0, BPF_ADD},
        {BPF_ALU64 | BPF_MOV | BPF_K, 0, 0, 0, 0},
        {BPF_JMP | BPF_EXIT, 0, 0, 0, 0},
    };
    bpf_attr attributes{};
    attributes.prog_type = BPF_PROG_TYPE_SOCKET_FILTER;
    attributes.insn_cnt = sizeof program / sizeof program[0];
    attributes.insns = quint64(reinterpret_cast<quintptr>(program));
    attributes.license = quint64(reinterpret_cast<quintptr>("GPL"));
    return int(bpf(BPF_PROG_LOAD, attributes));
}

Result<> openById(Session &session, quint32 id, int fd, const Interruptor &interruptor)
{
    bpf_attr attributes{};
    attributes.map_id = id;
    Call call;
    call.nr = WIRE_NR_BPF;
    call.wantFd = fd;
    call.pointerMask = 1 << 1;
    call.args = {BPF_MAP_GET_FD_BY_ID, 0, sizeof attributes};
    call.image = QByteArrayView(reinterpret_cast<const char *>(&attributes), sizeof attributes);
    call.imageLength = sizeof attributes;
    QByteArray frame;
    if (!appendCall(frame, 0, call))
        return fail(ErrorKind::Internal, QStringLiteral("no such call"));
    const auto reply = session.call(WIRE_CALL, 0, frame.sliced(sizeof(wire_frame)), interruptor);
    if (!reply)
        return std::unexpected(reply.error());
    if (reply->result != fd)
        return fail(ErrorKind::Refused, QString::fromLocal8Bit(std::strerror(int(-reply->result))));
    return {};
}

} // namespace

RingProgram::RingProgram(quint32 ringBytes)
    : m_ring(createMap(BPF_MAP_TYPE_RINGBUF, 0, 0, ringBytes)),
      m_counter(createMap(BPF_MAP_TYPE_ARRAY, sizeof(quint32), sizeof(quint64), 1)),
      m_program(loadProgram(m_ring, m_counter))
{
}

RingProgram::~RingProgram()
{
    for (const int fd : {m_program, m_counter, m_ring}) {
        if (fd >= 0)
            close(fd);
    }
}

bool RingProgram::emit(quint32 count) const
{
    char packet[64] = {};
    bpf_attr attributes{};
    attributes.test.prog_fd = quint32(m_program);
    attributes.test.data_in = quint64(reinterpret_cast<quintptr>(packet));
    attributes.test.data_size_in = sizeof packet;
    attributes.test.repeat = count;
    return bpf(BPF_PROG_TEST_RUN, attributes) == 0;
}

quint64 RingProgram::lost() const
{
    const quint32 key = 0;
    quint64 value = 0;
    bpf_attr attributes{};
    attributes.map_fd = quint32(m_counter);
    attributes.key = quint64(reinterpret_cast<quintptr>(&key));
    attributes.value = quint64(reinterpret_cast<quintptr>(&value));
    bpf(BPF_MAP_LOOKUP_ELEM, attributes);
    return value;
}

Result<> RingProgram::shareWith(Session &session, int fd, const Interruptor &interruptor) const
{
    return openById(session, mapId(m_ring), fd, interruptor);
}

Result<> RingProgram::shareCounterWith(Session &session, int fd, const Interruptor &interruptor) const
{
    return openById(session, mapId(m_counter), fd, interruptor);
}

} // namespace radiosonde
