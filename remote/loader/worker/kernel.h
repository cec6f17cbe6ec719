// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/loader/jobs.h"
#include "remote/loader/worker/host_link.h"
#include "remote/loader/worker/image.h"

#include <array>
#include <expected>
#include <map>
#include <optional>
#include <string>

namespace radiosonde
{

// A call as the stub makes it; the image belongs to it.
struct KernelCall
{
    wire_call_nr nr = WIRE_NR_BPF;
    std::array<uint64_t, 6> args{};
    uint32_t pointerMask = 0;
    int wantFd = -1;
    std::string what; // for messages: "map counts"
};

// The first posted call that failed.
struct PostedFailure
{
    std::string what;
    int error = 0;
};

// The target's kernel, through the loader. A posted call does not wait: the loader hears of it only when it
// fails, and every call after that fails alike until forgetFailure(), so that nothing is built on what was
// never made.
class Kernel
{
public:
    Kernel(HostLink &link, const TargetJob &target) : m_link(link), m_target(target) {}

    int64_t call(const KernelCall &call, Image &image); // the result, negative: errno
    int64_t post(const KernelCall &call, Image &image); // wantFd or 0
    void postClose(int fd);                             // whose failure interests nobody

    // Returns once every posted call has been carried out.
    void settle();

    // A file of the target as a local descriptor at its start, or -errno. `maximum` bytes, 0: all of it.
    int readFile(const std::string &path, uint64_t maximum = 0);
    // A range of a file of the target; fewer bytes at its end; or an errno. Of files that cannot seek, from 0
    // on.
    std::expected<std::string, int> readRange(const std::string &path, uint64_t offset, uint64_t size);

    // A file of the host that the loader found by its build-id (raw) as a local descriptor, or -errno.
    int openHostCopy(const std::string &buildId);

    const TargetJob &target() const { return m_target; }
    uint32_t roundTrips() const { return m_roundTrips; }
    const std::optional<PostedFailure> &failure() const { return m_failure; }
    void forgetFailure() { m_failure.reset(); }
    void setPipelined(bool on) { m_target.pipelined = on; }

private:
    void sendCall(const KernelCall &call, const Image &image, uint8_t flags);
    HostFrame awaitReply(uint64_t seq);
    void notePosted(uint64_t seq, int64_t result);

    HostLink &m_link;
    TargetJob m_target;
    uint64_t m_seq = 0;
    uint32_t m_roundTrips = 0;
    std::map<uint64_t, std::string> m_posted; // seq -> what; since the last round trip
    std::optional<PostedFailure> m_failure;
};

} // namespace radiosonde
