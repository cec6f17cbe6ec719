// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/editor/brackets.h"

#include <QTextDocument>

namespace radiosonde
{

namespace
{

constexpr int reach = 20'000;
constexpr QStringView openers = u"([{";
constexpr QStringView closers = u")]}";

QTextCursor selectionOf(QTextDocument *document, int position)
{
    QTextCursor cursor(document);
    cursor.setPosition(position);
    cursor.setPosition(position + 1, QTextCursor::KeepAnchor);
    return cursor;
}

int partnerOf(const QTextDocument &document, int position)
{
    const QChar bracket = document.characterAt(position);
    const bool opens = openers.contains(bracket);
    const QChar partner = opens ? closers.at(openers.indexOf(bracket)) : openers.at(closers.indexOf(bracket));
    int depth = 0;
    for (int step = 0, at = position; step < reach; ++step, at += opens ? 1 : -1) {
        if (at < 0 || at >= document.characterCount())
            return -1;
        const QChar character = document.characterAt(at);
        if (character == bracket)
            ++depth;
        else if (character == partner && --depth == 0)
            return at;
    }
    return -1;
}

} // namespace

QList<QTextCursor> matchingBrackets(const QTextCursor &cursor)
{
    QTextDocument *document = cursor.document();
    for (const int position : {cursor.position(), cursor.position() - 1}) {
        if (position < 0)
            continue;
        const QChar character = document->characterAt(position);
        if (!openers.contains(character) && !closers.contains(character))
            continue;
        const int partner = partnerOf(*document, position);
        if (partner < 0)
            return {};
        return {selectionOf(document, position), selectionOf(document, partner)};
    }
    return {};
}

} // namespace radiosonde
