// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>
#include <QStringList>

namespace radiosonde
{

// Text from a target or a file as people may safely see it: control characters (C0, DEL, C1) and characters
// that change the direction of text become \xNN or \uNNNN; everything else stays.
QString escapeControl(QStringView text);

// Bytes up to the first NUL, as UTF-8; what is not UTF-8 becomes U+FFFD. Control characters stay: escape to
// show.
QString decodeText(QByteArrayView bytes);

// The candidate nearest to `word` by edit distance, or empty when none is near enough to be a likely slip.
QString nearest(QStringView word, const QStringList &candidates);

} // namespace radiosonde
