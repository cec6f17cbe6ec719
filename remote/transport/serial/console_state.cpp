// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/serial/console.h"

#include <algorithm>

namespace radiosonde
{

namespace
{

// The last line without a terminal's escape sequences (ECMA-48, 5.4) and trailing blanks.
QByteArray lastLine(QByteArrayView said)
{
    QByteArray line;
    for (qsizetype i = 0; i < said.size(); ++i) {
        const char c = said[i];
        if (c == '\033' && i + 1 < said.size() && said[i + 1] == '[') {
            for (i += 2; i < said.size() && (said[i] < '@' || said[i] > '~');)
                ++i;
        } else if (c == '\033' && i + 1 < said.size() && said[i + 1] == ']') {
            while (i < said.size() && said[i] != '\a')
                ++i;
        } else if (c == '\n' || c == '\r') {
            line.clear();
        } else if (c >= ' ') {
            line.append(c);
        }
    }
    while (line.endsWith(' '))
        line.chop(1);
    return line;
}

bool isGarbage(QByteArrayView said)
{
    constexpr qsizetype least = 8;
    const auto isOdd = [](char c) {
        const auto byte = quint8(c);
        return byte >= 0x80 || (byte < 0x20 && !(byte >= 7 && byte <= 13) && byte != 0x1b);
    };
    return said.size() >= least && std::count_if(said.begin(), said.end(), isOdd) * 3 > said.size();
}

} // namespace

ConsoleState consoleState(QByteArrayView said)
{
    const QByteArray line = lastLine(said);
    const QByteArray lower = line.toLower();
    if (lower.endsWith("login:") || lower.endsWith("username:"))
        return ConsoleState::Login;
    if (lower.contains("password") && lower.endsWith(':'))
        return ConsoleState::Password;
    if (isGarbage(said))
        return ConsoleState::Garbage;
    if (line.endsWith('#') || line.endsWith('$') || line.endsWith('%') || line.endsWith('>'))
        return ConsoleState::Shell;
    return ConsoleState::Unknown;
}

} // namespace radiosonde
