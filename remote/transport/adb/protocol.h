// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

// How one talks with an adb server (AOSP packages/modules/adb: docs/dev/services.md, docs/dev/overview.md).
// Pure functions on hostile bytes, any thread.
namespace radiosonde
{

// A request: four hexadecimal digits of its length, then the service's name ("host:version"). At most 65,535
// bytes of name.
QByteArray adbRequest(QByteArrayView service);

// What stands at the beginning of what was heard.
struct AdbPiece
{
    enum class Kind : quint8 {
        Part,     // more bytes are needed
        Okay,     // the request was taken
        Failed,   // it was not; `text` says why, in the server's words
        Block,    // `text` with its length before it
        Nonsense, // no adb server speaks so
    };
    Kind kind = Kind::Part;
    qsizetype size = 0;  // Part: so many bytes are needed to go on; else the bytes of the piece
    QByteArrayView text; // into `heard`
};

AdbPiece adbStatus(QByteArrayView heard); // Okay, Failed, Part or Nonsense
AdbPiece adbBlock(QByteArrayView heard);  // Block, Part or Nonsense

// The number of "host:version", which is sent as four hexadecimal digits; nothing for anything else.
std::optional<int> adbVersion(QByteArrayView block);

} // namespace radiosonde
