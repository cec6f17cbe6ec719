// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QtGlobal>

#include <array>

namespace radiosonde
{

// The packets of adb's second shell protocol: u8 id | u32 length, little endian | bytes (AOSP
// packages/modules/adb: shell_protocol.h).
enum class AdbShellId : quint8 { Stdin = 0, Stdout = 1, Stderr = 2, Exit = 3, CloseStdin = 4 };

constexpr qsizetype adbShellHeader = 5;
std::array<char, adbShellHeader> makeAdbShellHeader(AdbShellId id, quint32 length);

// Follows a stream of such packets from a device and tells where its next bytes belong, so that a reader puts
// them there and nowhere else. Pure.
class AdbShellReader
{
public:
    enum class Part : quint8 {
        Header,  // give them to takeHeader()
        Output,  // stdout
        Errors,  // stderr
        Status,  // one byte: the exit status, to takeStatus()
        Skipped, // nobody wants them: what follows a status, ids that may come with newer devices
        Broken,  // nothing makes sense from here on
    };
    Part part() const { return m_part; }
    qsizetype left() const { return m_left; } // bytes of this part still to come, above 0 unless Broken

    void takeHeader(QByteArrayView bytes); // at most left()
    void takeStatus(quint8 status);
    void take(qsizetype size); // that many of any other part were read; at most left()

    int status() const { return m_status; } // -1: the program has not ended

private:
    void parseHeader();
    void startHeader();

    Part m_part = Part::Header;
    qsizetype m_left = adbShellHeader;
    std::array<char, adbShellHeader> m_header{};
    int m_status = -1;
};

} // namespace radiosonde
