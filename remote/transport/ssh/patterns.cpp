// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/ssh/patterns.h"

namespace radiosonde
{

// Goes back to the last star only: linear times the number of stars' tries, whatever the pattern.
bool matchesPattern(QStringView text, QStringView pattern)
{
    qsizetype at = 0;
    qsizetype wanted = 0;
    qsizetype star = -1;
    qsizetype resume = 0;
    while (at < text.size()) {
        if (wanted < pattern.size() && pattern[wanted] == u'*') {
            star = wanted++;
            resume = at;
        } else if (wanted < pattern.size() &&
                   (pattern[wanted] == u'?' || pattern[wanted].toLower() == text[at].toLower())) {
            ++wanted;
            ++at;
        } else if (star >= 0) {
            wanted = star + 1;
            at = ++resume;
        } else {
            return false;
        }
    }
    while (wanted < pattern.size() && pattern[wanted] == u'*')
        ++wanted;
    return wanted == pattern.size();
}

bool matchesAny(QStringView text, const QStringList &patterns)
{
    bool matched = false;
    for (const QString &pattern : patterns) {
        const bool negated = pattern.startsWith(u'!');
        if (!matchesPattern(text, QStringView(pattern).sliced(negated ? 1 : 0)))
            continue;
        if (negated)
            return false;
        matched = true;
    }
    return matched;
}

} // namespace radiosonde
