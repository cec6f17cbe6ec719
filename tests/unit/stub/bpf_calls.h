// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/unit/stub/stub_process.h"

#include <linux/bpf.h>

namespace radiosonde
{

// bpf(2) and perf_event_open(2) on the target, as the loader makes them: attributes in the call's image. Each
// returns the call's result. fds are numbers >= WIRE_FD_BASE that the caller chooses.
class BpfCalls
{
public:
    explicit BpfCalls(StubProcess &stub) : m_stub(stub) {}

    qint64 createMap(int fd, bpf_map_type type, quint32 keySize, quint32 valueSize, quint32 maximum);
    qint64 update(int map, const QByteArray &key, const QByteArray &value, bool quiet = false);
    qint64 remove(int map, const QByteArray &key);
    Answer lookup(int map, const QByteArray &key, quint32 valueSize);
    qint64 loadProgram(int fd, bpf_prog_type type, const QList<bpf_insn> &code, QByteArray *log = nullptr);
    qint64 attachRawTracepoint(int fd, int program, const QByteArray &name);
    qint64 openPerfOutput(int fd, int cpu, quint32 watermark);
    qint64 closeFd(int fd);

private:
    qint64 bpf(bpf_cmd command, const bpf_attr &attr, quint32 size, const QByteArray &tail,
               const QList<wire_relocation> &relocations, int wantFd = -1, bool quiet = false);

    StubProcess &m_stub;
};

// Programs for raw_tp/sys_enter that act on getppid(2) of this process alone. They count in `counters`, an
// array map with one value {u64 attempts, u64 failures}, and put out records of `size` bytes that begin with
// the attempt's number.
QList<bpf_insn> ringProgram(int counters, int ring, int size);
QList<bpf_insn> perfProgram(int counters, int perfArray, int size);

} // namespace radiosonde
