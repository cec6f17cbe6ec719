// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/boards/board_serial.h"

namespace radiosonde::e2e
{

using namespace Qt::StringLiterals;

namespace
{

// The port on the PCI bus is the second one; what is there on the platform is the kernel's console, or no
// port. The shell comes again when it ends.
constexpr auto start = R"(for t in /sys/class/tty/ttyS*; do
    case $(readlink -f $t/device) in */pci*) tty=/dev/${t##*/} ;; esac
done
[ -n "$tty" ] || exit 0
echo $tty
[ ! -e /tmp/serial ] || exit 0
touch /tmp/serial
stty -F $tty 115200 sane
setsid sh -c 'while :; do PS1="board# " sh -i <'$tty' >'$tty' 2>&1; sleep 1; done' >/dev/null 2>&1 </dev/null &
)"_L1;

} // namespace

QString startSerialConsole(const Board &board, bool &impossible)
{
    impossible = false;
    const QByteArray port = board.run(start);
    if (port.startsWith("/dev/"))
        return {};
    impossible = true;
    return u"the board's kernel has no second serial port"_s;
}

} // namespace radiosonde::e2e
