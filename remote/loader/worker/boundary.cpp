// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/boundary.h"

#include "remote/loader/worker/bpf_commands.h"

#include "remote/loader/worker/local_calls.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>

namespace radiosonde
{

namespace
{

long failed(int error)
{
    errno = error;
    return -1;
}

// Requests whose argument is a number. All others take pointers or are none of libbpf's business.
bool isKnownControl(unsigned long request)
{
    return request == PERF_EVENT_IOC_ENABLE || request == PERF_EVENT_IOC_DISABLE ||
           request == PERF_EVENT_IOC_SET_BPF;
}

} // namespace

// Sends or posts the call; a descriptor that it makes becomes known.
long Boundary::finishCall(KernelCall &call, Image &image, const RemoteFd &what, bool post)
{
    const int64_t result = post ? m_kernel.post(call, image) : m_kernel.call(call, image);
    if (call.wantFd < 0)
        return result < 0 ? failed(int(-result)) : long(result);
    if (result == call.wantFd) {
        m_fds.add(call.wantFd, what);
        return call.wantFd;
    }
    m_fds.release(call.wantFd);
    return failed(result < 0 ? int(-result) : EPROTO);
}

long Boundary::perfEventOpen(const perf_event_attr *attr, int pid, int cpu, int group, uint64_t flags)
{
    const uint32_t size = attr->size ? attr->size : uint32_t(PERF_ATTR_SIZE_VER0);
    if (size > bpfAttrLimit)
        return failed(E2BIG);
    Image image({reinterpret_cast<const char *>(attr), size});
    if (m_files.isProbeUnit(attr->type) && attr->config1 != 0) {
        const auto *name = reinterpret_cast<const char *>(attr->config1);
        image.addInput(offsetof(perf_event_attr, config1), name, std::strlen(name) + 1);
    }
    KernelCall call{
        WIRE_NR_PERF_EVENT_OPEN, {0, uint64_t(pid), uint64_t(cpu), uint64_t(group), flags}, 1, -1, {}};
    call.wantFd = m_fds.reserve();
    return call.wantFd < 0 ? -1 : finishCall(call, image, {}, false);
}

int Boundary::control(int fd, unsigned long request, unsigned long argument)
{
    if (!isKnownControl(request))
        return int(failed(ENOTTY));
    KernelCall call{WIRE_NR_IOCTL, {uint64_t(fd), request, argument}, 0, -1, "start of an event"};
    Image image;
    return int(finishCall(call, image, {}, request == PERF_EVENT_IOC_ENABLE));
}

long Boundary::socket(uint64_t family, uint64_t type, uint64_t protocol)
{
    KernelCall call{WIRE_NR_SOCKET, {family, type, protocol}, 0, -1, {}};
    Image image;
    call.wantFd = m_fds.reserve();
    return call.wantFd < 0 ? -1 : finishCall(call, image, {}, false);
}

int Boundary::setOption(int fd, int option, int value)
{
    constexpr uint64_t socketLevel = 1;
    Image image({reinterpret_cast<const char *>(&value), sizeof value});
    KernelCall call{
        WIRE_NR_SETSOCKOPT, {uint64_t(fd), socketLevel, uint64_t(option), 0, sizeof value}, 1 << 3, -1, {}};
    return int(finishCall(call, image, {}, false));
}

int Boundary::duplicate(int fd, int onto)
{
    const RemoteFd what = *m_fds.find(fd);
    KernelCall call{WIRE_NR_DUP3, {uint64_t(fd), uint64_t(onto), O_CLOEXEC}, 0, -1, "dup3"};
    Image image;
    const int64_t result = m_kernel.post(call, image);
    if (result < 0)
        return int(failed(int(-result)));
    m_fds.add(onto, what);
    return onto;
}

int Boundary::duplicateAbove(int fd, int minimum)
{
    const int onto = minimum <= WIRE_FD_BASE ? m_fds.reserve() : -1;
    if (onto < 0)
        return int(failed(EINVAL));
    const int made = duplicate(fd, onto);
    if (made < 0)
        m_fds.release(onto);
    return made;
}

int Boundary::close(int fd)
{
    if (m_fds.isRemote(fd)) {
        m_fds.remove(fd);
        m_kernel.postClose(fd);
    }
    return localClose(fd);
}

} // namespace radiosonde
