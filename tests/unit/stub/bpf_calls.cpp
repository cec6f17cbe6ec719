// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/stub/bpf_calls.h"

#include <cstddef>
#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace radiosonde
{

namespace
{

constexpr quint32 attrSize = 128;
#define ATTR_OFFSET(FIELD) quint32(offsetof(bpf_attr, FIELD))

QByteArray padded(QByteArray bytes)
{
    bytes.append((8 - bytes.size() % 8) % 8, '\0');
    return bytes;
}

} // namespace

qint64 BpfCalls::bpf(bpf_cmd command, const bpf_attr &attr, quint32 size, const QByteArray &tail,
                     const QList<wire_relocation> &relocations, int wantFd, bool quiet)
{
    const QByteArray image = QByteArray(reinterpret_cast<const char *>(&attr), attrSize) + tail;
    const Call call{.nr = WIRE_NR_BPF,
                    .wantFd = wantFd,
                    .pointerMask = 2,
                    .args = {quint64(command), 0, size},
                    .image = image,
                    .imageLength = quint32(image.size()),
                    .relocations = relocations,
                    .quiet = quiet};
    if (!quiet)
        return m_stub.call(call).result;
    QByteArray out;
    return appendCall(out, m_stub.nextSeq(), call) && m_stub.send(out) ? 0 : -1;
}

qint64 BpfCalls::createMap(int fd, bpf_map_type type, quint32 keySize, quint32 valueSize, quint32 maximum)
{
    bpf_attr attr{};
    attr.map_type = type;
    attr.key_size = keySize;
    attr.value_size = valueSize;
    attr.max_entries = maximum;
    return bpf(BPF_MAP_CREATE, attr, attrSize, {}, {}, fd);
}

qint64 BpfCalls::update(int map, const QByteArray &key, const QByteArray &value, bool quiet)
{
    bpf_attr attr{};
    attr.map_fd = quint32(map);
    const QByteArray first = padded(key);
    return bpf(BPF_MAP_UPDATE_ELEM, attr, 32, first + value,
               {{ATTR_OFFSET(key), attrSize}, {ATTR_OFFSET(value), attrSize + quint32(first.size())}}, -1,
               quiet);
}

qint64 BpfCalls::remove(int map, const QByteArray &key)
{
    bpf_attr attr{};
    attr.map_fd = quint32(map);
    return bpf(BPF_MAP_DELETE_ELEM, attr, 32, key, {{ATTR_OFFSET(key), attrSize}});
}

Answer BpfCalls::lookup(int map, const QByteArray &key, quint32 valueSize)
{
    bpf_attr attr{};
    attr.map_fd = quint32(map);
    const QByteArray image = QByteArray(reinterpret_cast<const char *>(&attr), attrSize) + padded(key);
    const quint32 value = quint32(image.size());
    return m_stub.call({.nr = WIRE_NR_BPF,
                        .pointerMask = 2,
                        .args = {BPF_MAP_LOOKUP_ELEM, 0, 32},
                        .image = image,
                        .imageLength = value + valueSize,
                        .relocations = {{ATTR_OFFSET(key), attrSize}, {ATTR_OFFSET(value), value}},
                        .outs = {{value, valueSize}}});
}

qint64 BpfCalls::loadProgram(int fd, bpf_prog_type type, const QList<bpf_insn> &code, QByteArray *log)
{
    constexpr quint32 logSize = 64 << 10;
    bpf_attr attr{};
    attr.prog_type = type;
    attr.insn_cnt = quint32(code.size());
    attr.log_level = log ? 1 : 0;
    attr.log_size = log ? logSize : 0;
    const QByteArray instructions(reinterpret_cast<const char *>(code.constData()), code.size() * 8);
    const QByteArray image =
        QByteArray(reinterpret_cast<const char *>(&attr), attrSize) + instructions + padded("GPL");
    const quint32 logAt = quint32(image.size());
    QList<wire_relocation> relocations{{ATTR_OFFSET(insns), attrSize}, {ATTR_OFFSET(license), logAt - 8}};
    if (log)
        relocations.append({ATTR_OFFSET(log_buf), logAt});
    const Answer answer = m_stub.call(
        {.nr = WIRE_NR_BPF,
         .wantFd = fd,
         .pointerMask = 2,
         .args = {BPF_PROG_LOAD, 0, attrSize},
         .image = image,
         .imageLength = logAt + (log ? logSize : 0),
         .relocations = relocations,
         .outs = log ? QList<wire_range>{{logAt, logSize | WIRE_OUT_STRING}} : QList<wire_range>{}});
    if (log)
        *log = answer.bytes;
    return answer.result;
}

qint64 BpfCalls::attachRawTracepoint(int fd, int program, const QByteArray &name)
{
    bpf_attr attr{};
    attr.raw_tracepoint.prog_fd = quint32(program);
    return bpf(BPF_RAW_TRACEPOINT_OPEN, attr, 16, name + '\0', {{ATTR_OFFSET(raw_tracepoint.name), attrSize}},
               fd);
}

qint64 BpfCalls::openPerfOutput(int fd, int cpu, quint32 watermark)
{
    perf_event_attr attr{};
    attr.type = PERF_TYPE_SOFTWARE;
    attr.size = sizeof attr;
    attr.config = PERF_COUNT_SW_BPF_OUTPUT;
    attr.sample_type = PERF_SAMPLE_RAW;
    attr.sample_period = 1;
    attr.watermark = 1;
    attr.wakeup_watermark = watermark;
    const QByteArray image(reinterpret_cast<const char *>(&attr), sizeof attr);
    const Answer opened =
        m_stub.call({.nr = WIRE_NR_PERF_EVENT_OPEN,
                     .wantFd = fd,
                     .pointerMask = 1,
                     .args = {0, quint64(-1), quint64(cpu), quint64(-1), PERF_FLAG_FD_CLOEXEC},
                     .image = image,
                     .imageLength = sizeof attr});
    if (opened.result < 0)
        return opened.result;
    const Answer enabled =
        m_stub.call({.nr = WIRE_NR_IOCTL, .args = {quint64(fd), PERF_EVENT_IOC_ENABLE, 0}});
    return enabled.result < 0 ? enabled.result : opened.result;
}

qint64 BpfCalls::closeFd(int fd)
{
    return m_stub.call({.nr = WIRE_NR_CLOSE, .args = {quint64(fd)}}).result;
}

// ---- programs ----

namespace
{

constexpr quint8 R0 = 0, R1 = 1, R2 = 2, R3 = 3, R4 = 4, R5 = 5, R6 = 6, R7 = 7, R8 = 8, R10 = 10;

bpf_insn insn(int code, quint8 dst, quint8 src, int offset, qint32 immediate)
{
    bpf_insn result{};
    result.code = quint8(code);
    result.dst_reg = dst & 0xf;
    result.src_reg = src & 0xf;
    result.off = qint16(offset);
    result.imm = immediate;
    return result;
}

bpf_insn move(quint8 dst, quint8 src)
{
    return insn(BPF_ALU64 | BPF_MOV | BPF_X, dst, src, 0, 0);
}
bpf_insn moveNumber(quint8 dst, qint32 number)
{
    return insn(BPF_ALU64 | BPF_MOV | BPF_K, dst, 0, 0, number);
}
bpf_insn add(quint8 dst, qint32 number)
{
    return insn(BPF_ALU64 | BPF_ADD | BPF_K, dst, 0, 0, number);
}
bpf_insn load(quint8 dst, quint8 src, int offset)
{
    return insn(BPF_LDX | BPF_MEM | BPF_DW, dst, src, offset, 0);
}
bpf_insn store(quint8 dst, int offset, quint8 src)
{
    return insn(BPF_STX | BPF_MEM | BPF_DW, dst, src, offset, 0);
}
bpf_insn helper(int number)
{
    return insn(BPF_JMP | BPF_CALL, 0, 0, 0, number);
}
bpf_insn jumpUnless(quint8 dst, qint32 number, int by)
{
    return insn(BPF_JMP | BPF_JNE | BPF_K, dst, 0, by, number);
}
bpf_insn jumpIf(quint8 dst, qint32 number, int by)
{
    return insn(BPF_JMP | BPF_JEQ | BPF_K, dst, 0, by, number);
}
bpf_insn fetchAdd(quint8 dst, int offset, quint8 src)
{
    return insn(BPF_STX | BPF_ATOMIC | BPF_DW, dst, src, offset, BPF_ADD | BPF_FETCH);
}

QList<bpf_insn> mapAddress(quint8 dst, int map)
{
    return {insn(BPF_LD | BPF_IMM | BPF_DW, dst, BPF_PSEUDO_MAP_FD, 0, map), insn(0, 0, 0, 0, 0)};
}

QList<bpf_insn> leave()
{
    return {moveNumber(R0, 0), insn(BPF_JMP | BPF_EXIT, 0, 0, 0, 0)};
}

// Goes on with r6 = ctx, r7 = the counters' value and r8 = this attempt's number, and leaves for all others.
QList<bpf_insn> onGetppid(int counters)
{
    QList<bpf_insn> code{move(R6, R1), helper(BPF_FUNC_get_current_pid_tgid),
                         insn(BPF_ALU64 | BPF_RSH | BPF_K, R0, 0, 0, 32), jumpIf(R0, getpid(), 2)};
    code += leave();
    code += {load(R1, R6, 8), jumpIf(R1, SYS_getppid, 2)};
    code += leave();
    code += {moveNumber(R1, 0), store(R10, -8, R1), move(R2, R10), add(R2, -8)};
    code += mapAddress(R1, counters);
    code += {helper(BPF_FUNC_map_lookup_elem), jumpUnless(R0, 0, 2)};
    code += leave();
    code += {move(R7, R0), moveNumber(R8, 1), fetchAdd(R7, 0, R8)};
    return code;
}

QList<bpf_insn> countFailure()
{
    return {moveNumber(R1, 1), fetchAdd(R7, 8, R1)};
}

} // namespace

QList<bpf_insn> ringProgram(int counters, int ring, int size)
{
    QList<bpf_insn> code = onGetppid(counters);
    code += mapAddress(R1, ring);
    code += {moveNumber(R2, size), moveNumber(R3, 0), helper(BPF_FUNC_ringbuf_reserve), jumpUnless(R0, 0, 4)};
    code += countFailure();
    code += leave();
    code += {store(R0, 0, R8), move(R1, R0), moveNumber(R2, 0), helper(BPF_FUNC_ringbuf_submit)};
    return code + leave();
}

QList<bpf_insn> perfProgram(int counters, int perfArray, int size)
{
    QList<bpf_insn> code = onGetppid(counters);
    code += moveNumber(R1, 0);
    for (int at = 8; at <= size; at += 8)
        code += store(R10, -at, R1);
    code += {store(R10, -size, R8), move(R1, R6)};
    code += mapAddress(R2, perfArray);
    code += {insn(BPF_ALU | BPF_MOV | BPF_K, R3, 0, 0, -1), // BPF_F_CURRENT_CPU, 32 bits
             move(R4, R10),
             add(R4, -size),
             moveNumber(R5, size),
             helper(BPF_FUNC_perf_event_output),
             jumpIf(R0, 0, 2)};
    code += countFailure();
    return code + leave();
}

} // namespace radiosonde
