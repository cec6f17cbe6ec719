// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/rights.h"

#include <QCoreApplication>

#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace radiosonde
{

namespace
{

#ifndef CAP_PERFMON // headers before 5.8
#define CAP_PERFMON 38
#define CAP_BPF 39
#endif

struct Capabilities
{
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    __user_cap_data_struct data[2]{};

    bool get() { return syscall(SYS_capget, &header, data) == 0; }
    bool set() { return syscall(SYS_capset, &header, data) == 0; }
    quint64 effective() const { return data[0].effective | quint64(data[1].effective) << 32; }
    void addInheritable(quint64 bits)
    {
        data[0].inheritable |= quint32(bits);
        data[1].inheritable |= quint32(bits >> 32);
    }
};

constexpr quint64 bit(int capability)
{
    return quint64(1) << capability;
}

// What a stub may be asked to keep (WIRE_CAP_*).
constexpr int wanted[] = {CAP_BPF,          CAP_PERFMON,    CAP_SYSLOG,
                          CAP_SYS_RESOURCE, CAP_SYS_PTRACE, CAP_DAC_READ_SEARCH,
                          CAP_NET_ADMIN,    CAP_SYS_ADMIN,  CAP_NET_RAW};

quint64 effective()
{
    Capabilities capabilities;
    return capabilities.get() ? capabilities.effective() : 0;
}

} // namespace

QStringList missingCapabilities()
{
    const quint64 has = effective();
    QStringList missing;
    if (has & bit(CAP_SYS_ADMIN))
        return missing;
    if (!(has & bit(CAP_BPF)))
        missing.append(QStringLiteral("CAP_BPF"));
    if (!(has & bit(CAP_PERFMON)))
        missing.append(QStringLiteral("CAP_PERFMON"));
    return missing;
}

InheritedCapabilities::InheritedCapabilities()
{
    Capabilities capabilities;
    if (geteuid() == 0 || !capabilities.get())
        return;
    for (const int capability : wanted) {
        if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, capability, 0, 0) == 0)
            m_raised |= capabilities.effective() & bit(capability);
    }
    capabilities.addInheritable(m_raised);
    if (!capabilities.set())
        m_raised = 0;
    for (const int capability : wanted) {
        if (m_raised & bit(capability))
            prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability, 0, 0);
    }
}

InheritedCapabilities::~InheritedCapabilities()
{
    for (const int capability : wanted) {
        if (m_raised & bit(capability))
            prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_LOWER, capability, 0, 0);
    }
}

QString rightsHint()
{
    const QString program = QCoreApplication::applicationFilePath();
    return QCoreApplication::translate(
               "Transport",
               "run `sudo -v` first and radiosonde will use it, or start it with `sudo %1`, or give the "
               "rights for good with `sudo setcap cap_bpf,cap_perfmon,cap_syslog,cap_sys_resource,"
               "cap_sys_ptrace,cap_dac_read_search,cap_net_admin=ep %1`")
        .arg(program.isEmpty() ? QStringLiteral("radiosonde") : program);
}

} // namespace radiosonde
