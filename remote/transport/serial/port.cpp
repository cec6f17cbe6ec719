// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/serial/port.h"

#include <QCoreApplication>
#include <QFile>

#include <cerrno>
#include <cstring>

// The kernel's own structure: glibc's knows a few speeds only.
#include <asm/termbits.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/ioctl.h>

namespace radiosonde
{

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("Serial", text);
}

std::unexpected<Error> inUse(const QString &device, const QString &who = {})
{
    return fail(ErrorKind::Unreachable,
                who.isEmpty() ? tr("The serial port %1 is in use").arg(device)
                              : tr("The serial port %1 is in use by process %2").arg(device, who),
                tr("close the other program (a terminal such as screen, minicom or picocom)"));
}

std::unexpected<Error> notAPort(const QString &device)
{
    return fail(ErrorKind::Unreachable, tr("%1 is no serial port").arg(device),
                tr("radiosonde targets shows the ports that are there"));
}

std::unexpected<Error> notOpened(const QString &device, int error)
{
    if (error == ENOENT || error == ENXIO || error == ENODEV)
        return fail(ErrorKind::Unreachable, tr("There is no serial port %1").arg(device),
                    tr("is the adapter plugged in? radiosonde targets shows the ports that are there"));
    if (error == EACCES || error == EPERM)
        return fail(ErrorKind::Unreachable, tr("You may not open the serial port %1").arg(device),
                    tr("add yourself to the group that owns it: sudo usermod -aG dialout $USER, then log in "
                       "again"));
    if (error == EISDIR || error == ELOOP)
        return notAPort(device);
    if (error == EBUSY)
        return inUse(device);
    return fail(
        ErrorKind::Unreachable,
        tr("Can't open the serial port %1: %2").arg(device, QString::fromLocal8Bit(std::strerror(error))));
}

// The process that a lock file of UUCP's names (FHS 5.9), while it lives; 0: none.
int lockHolder(const QString &device)
{
    QFile lock(QStringLiteral("/var/lock/LCK..") + device.section(u'/', -1));
    if (!lock.open(QIODevice::ReadOnly))
        return 0;
    const int pid = lock.read(32).trimmed().split(' ').first().toInt();
    return pid > 0 && (kill(pid, 0) == 0 || errno == EPERM) ? pid : 0;
}

} // namespace

Result<std::unique_ptr<SerialPort>> SerialPort::open(const QString &device, quint32 baud)
{
    OwnedFd fd(::open(QFile::encodeName(device).constData(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
    if (fd.get() < 0)
        return notOpened(device, errno);
    if (const int holder = lockHolder(device))
        return inUse(device, QString::number(holder));
    if (flock(fd.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        return inUse(device);
    std::unique_ptr<SerialPort> port(new SerialPort(std::move(fd)));
    if (const Result<> configured = port->configure(device, baud); !configured)
        return std::unexpected(configured.error());
    return port;
}

Result<> SerialPort::configure(const QString &device, quint32 baud)
{
    termios2 settings{};
    if (ioctl(fd(), TCGETS2, &settings) != 0)
        return notAPort(device);
    m_before = QByteArray(reinterpret_cast<const char *>(&settings), sizeof settings);
    settings.c_iflag = IGNBRK;
    settings.c_oflag = 0;
    settings.c_lflag = 0;
    settings.c_cflag = CS8 | CREAD | CLOCAL | BOTHER | (BOTHER << IBSHIFT); // HUPCL would log out the console
    settings.c_ispeed = settings.c_ospeed = baud;
    settings.c_cc[VMIN] = 1;
    settings.c_cc[VTIME] = 0;
    if (ioctl(fd(), TCSETS2, &settings) != 0)
        return fail(ErrorKind::Unreachable,
                    tr("The serial port %1 can't be set to %2 baud").arg(device).arg(baud));
    ioctl(fd(), TIOCEXCL);
    return {};
}

SerialPort::~SerialPort()
{
    if (m_before.isEmpty())
        return;
    ioctl(fd(), TIOCNXCL);
    ioctl(fd(), TCSETS2, m_before.constData());
}

} // namespace radiosonde
