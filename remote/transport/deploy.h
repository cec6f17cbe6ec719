// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/transport/channel.h"

namespace radiosonde
{

struct DeployOptions
{
    bool becomeRoot = false; // through sudo, whose password ConnectObserver::answer is asked for
    bool bySu = false;       // becomeRoot: through su instead, where the shell is not root's already
    QString name;            // of the target, for people: "board-7"
    int answerMs = 10000;    // how long the shell may take for an answer
};

// Sends the stub for the target's kernel and starts it. `shell` reaches stdin and stdout of a POSIX shell
// that is given commands by its stdin; what it or a login says first is skipped. On success the stub runs in
// the shell's place: the next bytes to read are its HELLO. Takes two round trips, with becomeRoot three or
// four.
//
// Nothing stays on the target, whatever becomes of the link: the stub's file and folder are gone once it
// runs, and removed by the shell when no byte comes for 5 s. Errors Unreachable (no shell, an architecture
// without a stub, no place to run from, rights refused) and Cancelled; the channel is then of no further use.
// Blocks; any thread; interruptible. docs/protocol.md has the dialogue.
Result<> deployStub(Channel &shell, const DeployOptions &options, ConnectObserver *observer,
                    const Interruptor &interruptor);

// The same where it is not known whether a shell is there or a stub, which greets by itself; a stub takes no
// harm from being spoken to as a shell. Returns the bytes that have to be read again, a stub's HELLO among
// them; none when the stub was deployed. A stub of another version is ended, and replaced where a shell comes
// after it.
Result<QByteArray> deployUnlessStub(Channel &channel, const DeployOptions &options, ConnectObserver *observer,
                                    const Interruptor &interruptor);

} // namespace radiosonde
