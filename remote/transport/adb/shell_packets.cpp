// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/adb/shell_packets.h"

#include <QtEndian>

#include <algorithm>

namespace radiosonde
{

namespace
{

constexpr quint32 longestPacket = 64 << 20; // devices send at most 1 MiB
constexpr quint8 lastId = 5;                // window size change; 255 is never sent

} // namespace

std::array<char, adbShellHeader> makeAdbShellHeader(AdbShellId id, quint32 length)
{
    std::array<char, adbShellHeader> header{char(id)};
    qToLittleEndian(length, header.data() + 1);
    return header;
}

void AdbShellReader::startHeader()
{
    m_part = Part::Header;
    m_left = adbShellHeader;
}

void AdbShellReader::takeHeader(QByteArrayView bytes)
{
    std::ranges::copy(bytes, m_header.end() - m_left);
    m_left -= bytes.size();
    if (m_left == 0)
        parseHeader();
}

void AdbShellReader::parseHeader()
{
    const auto id = quint8(m_header[0]);
    const auto length = qFromLittleEndian<quint32>(m_header.data() + 1);
    if (id > lastId || length > longestPacket) {
        m_part = Part::Broken;
        return;
    }
    if (length == 0) {
        startHeader();
        return;
    }
    m_left = length;
    if (m_status >= 0)
        m_part = Part::Skipped;
    else if (id == quint8(AdbShellId::Stdout))
        m_part = Part::Output;
    else if (id == quint8(AdbShellId::Stderr))
        m_part = Part::Errors;
    else
        m_part = id == quint8(AdbShellId::Exit) ? Part::Status : Part::Skipped;
    if (m_part == Part::Status)
        m_left = 1;
}

// Nothing that counts comes behind it.
void AdbShellReader::takeStatus(quint8 status)
{
    m_status = status;
    startHeader();
}

void AdbShellReader::take(qsizetype size)
{
    m_left -= size;
    if (m_left == 0)
        startHeader();
}

} // namespace radiosonde
