// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/syscall_filter.h"

#include <cerrno>
#include <cstddef>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <vector>

namespace radiosonde
{

namespace
{

#if defined(__x86_64__)
constexpr unsigned machine = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr unsigned machine = AUDIT_ARCH_AARCH64;
#elif defined(__riscv)
constexpr unsigned machine = AUDIT_ARCH_RISCV64;
#else
#error "The load worker's sandbox is not known on this machine"
#endif

// Memory, descriptors that it has, time, and the ways to end.
constexpr unsigned allowed[] = {
    SYS_read,         SYS_write,           SYS_writev,       SYS_readv,
    SYS_pread64,      SYS_recvmsg,         SYS_lseek,        SYS_close,
    SYS_fstat,        SYS_munmap,          SYS_mremap,       SYS_brk,
    SYS_madvise,      SYS_ftruncate,       SYS_memfd_create, SYS_dup3,
    SYS_futex,        SYS_clock_gettime,   SYS_gettimeofday, SYS_getrandom,
    SYS_getpid,       SYS_gettid,          SYS_rt_sigreturn, SYS_rt_sigprocmask,
    SYS_rt_sigaction, SYS_restart_syscall, SYS_exit,         SYS_exit_group,
};

// Reaching for any of these is no accident.
constexpr unsigned deadly[] = {
    SYS_bpf,
    SYS_perf_event_open,
    SYS_openat,
    SYS_openat2,
    SYS_open_by_handle_at,
    SYS_socket,
    SYS_socketpair,
    SYS_connect,
    SYS_execve,
    SYS_execveat,
    SYS_clone,
    SYS_clone3,
    SYS_ptrace,
    SYS_process_vm_readv,
    SYS_process_vm_writev,
    SYS_pidfd_getfd,
    SYS_io_uring_setup,
    SYS_userfaultfd,
    SYS_kill,
    SYS_mount,
    SYS_unshare,
    SYS_setns,
    SYS_seccomp,
#ifdef SYS_open
    SYS_open,
    SYS_creat,
    SYS_fork,
    SYS_vfork,
#endif
};

constexpr unsigned kill = SECCOMP_RET_KILL_PROCESS;
constexpr unsigned allow = SECCOMP_RET_ALLOW;
constexpr unsigned missing = SECCOMP_RET_ERRNO | ENOSYS;

class Program
{
public:
    void load(size_t offset) { put(BPF_LD | BPF_W | BPF_ABS, unsigned(offset)); }
    void loadArgument(int index)
    {
        load(offsetof(seccomp_data, args) + 8u * unsigned(index));
    } // its low half
    void answer(unsigned verdict) { put(BPF_RET | BPF_K, verdict); }
    void answerIfEqual(unsigned value, unsigned verdict)
    {
        put(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1);
        answer(verdict);
    }
    void answerUnlessEqual(unsigned value, unsigned verdict)
    {
        put(BPF_JMP | BPF_JEQ | BPF_K, value, 1, 0);
        answer(verdict);
    }
    void answerIfAny(unsigned bits, unsigned verdict)
    {
        put(BPF_JMP | BPF_JSET | BPF_K, bits, 0, 1);
        answer(verdict);
    }
    // For system call `number`: what `rules` add decides; they must end with an answer.
    template<class Rules> void forCall(unsigned number, Rules rules)
    {
        const size_t jump = m_code.size();
        put(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 0);
        rules(*this);
        m_code[jump].jf = static_cast<unsigned char>(m_code.size() - jump - 1);
    }
    bool install()
    {
        const sock_fprog program{static_cast<unsigned short>(m_code.size()), m_code.data()};
        return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
    }

private:
    void put(unsigned code, unsigned k, unsigned char jt = 0, unsigned char jf = 0)
    {
        m_code.push_back({static_cast<unsigned short>(code), jt, jf, k});
    }

    std::vector<sock_filter> m_code;
};

void addArgumentRules(Program &program)
{
    const auto notExecutable = [](Program &p) {
        p.loadArgument(2);
        p.answerIfAny(PROT_EXEC, kill);
        p.answer(allow);
    };
    program.forCall(SYS_mmap, notExecutable);
    program.forCall(SYS_mprotect, notExecutable);
    program.forCall(SYS_fcntl, [](Program &p) {
        p.loadArgument(1);
        for (const unsigned command : {F_DUPFD_CLOEXEC, F_DUPFD, F_GETFL, F_GETFD, F_SETFD})
            p.answerIfEqual(command, allow);
        p.answer(missing);
    });
    program.forCall(SYS_newfstatat, [](Program &p) { // of a descriptor; a name would say what exists
        p.loadArgument(3);
        p.answerIfEqual(AT_EMPTY_PATH, allow);
        p.answer(missing);
    });
    program.forCall(SYS_tgkill, [](Program &p) { // abort()
        p.loadArgument(0);
        p.answerIfEqual(unsigned(getpid()), allow);
        p.answer(kill);
    });
    program.forCall(SYS_prlimit64, [](Program &p) { // reading its own
        p.loadArgument(2);
        p.answerIfEqual(0, allow);
        p.answer(missing);
    });
}

} // namespace

bool installSyscallFilter()
{
    Program program;
    program.load(offsetof(seccomp_data, arch));
    program.answerUnlessEqual(machine, kill);
    program.load(offsetof(seccomp_data, nr));
    for (const unsigned number : deadly)
        program.answerIfEqual(number, kill);
    for (const unsigned number : allowed)
        program.answerIfEqual(number, allow);
    addArgumentRules(program);
    program.answer(missing);
    return program.install();
}

} // namespace radiosonde
