// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/transport/channel.h"

#include <QLatin1StringView>

#include <span>

namespace radiosonde
{

// What opening a link has at hand; see openChannel().
struct LinkOpening
{
    QString url;
    ConnectObserver *observer = nullptr; // null: nobody listens, nobody answers
    const Interruptor &interruptor;
    Boards *boards = nullptr; // null: there are no virtual ones
};

// One kind of link. A new one is a Channel, two functions and a line in the table of link_kinds.cpp; the rest
// of the program learns of it from there.
struct LinkKind
{
    QLatin1StringView scheme; // what stands before the URL's colon; "local" is a URL of its own
    QLatin1StringView form;   // a URL as people write it: "ssh://HOST"

    // Whether the URL is well formed: no look at the world, at once. Kind Usage, naming the part that is
    // wrong.
    Result<> (*check)(const QString &url);
    // As openChannel, for a URL that check() found no fault with.
    Result<std::unique_ptr<Channel>> (*open)(const LinkOpening &opening);
};

// In the order in which people are told of them.
std::span<const LinkKind> linkKinds();

// The kind that `url` belongs to by its scheme; null: none.
const LinkKind *linkKindOf(const QString &url);

} // namespace radiosonde
