// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/flame_text.h"

#include "core/base/text.h"
#include "core/model/weight_text.h"
#include "views/flame_colors.h"

#include <QCoreApplication>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

struct Flames
{
    Q_DECLARE_TR_FUNCTIONS(Flames)
};

QString middleCut(const QString &text, qsizetype longest)
{
    if (text.size() <= longest)
        return text;
    return text.first(longest / 2) + u'\u2026' + text.last(longest - longest / 2 - 1);
}

QString inLines(const QString &text, qsizetype length)
{
    QString lines;
    for (qsizetype at = 0; at < text.size(); at += length)
        lines += (at > 0 ? u"\n"_s : QString()) + text.mid(at, length);
    return lines;
}

} // namespace

QString flameBoxName(const FlameLayout &layout, const FlameBox &box, qsizetype longest)
{
    if (box.parent == FlameBox::noParent)
        return Flames::tr("all");
    if (box.merged > 0)
        return Flames::tr("%n narrow frame(s)", nullptr, int(box.merged));
    return escapeControl(middleCut(layout.frames[box.frame].name, longest));
}

QString flameBoxText(const FlameLayout &layout, const FlameBox &box)
{
    QString text = flameBoxName(layout, box, 160);
    if (!layout.frames[box.frame].module.isEmpty() && box.merged == 0)
        text += u" ("_s + escapeControl(layout.frames[box.frame].module) + u')';
    text += u"  "_s + shareText(box.total, layout.total) + u"  "_s + weightText(box.total, layout.unit);
    if (box.self > 0)
        text += u"  "_s + Flames::tr("%1 itself").arg(shareText(box.self, layout.total));
    if (layout.compares)
        text += u"  "_s + Flames::tr("%1 before").arg(shareText(box.before, layout.before));
    return text;
}

QString flameToolTip(const FlameLayout &layout, const FlameBox &box)
{
    QStringList lines{inLines(flameBoxName(layout, box, 1 << 20), 100)};
    const QString &module = layout.frames[box.frame].module;
    if (!module.isEmpty() && box.merged == 0)
        lines.append(Flames::tr("in %1").arg(escapeControl(module)));
    lines.append(Flames::tr("%1, %2 of all")
                     .arg(weightText(box.total, layout.unit), shareText(box.total, layout.total)));
    lines.append(Flames::tr("itself %1, %2")
                     .arg(weightText(box.self, layout.unit), shareText(box.self, layout.total)));
    if (layout.compares) {
        const double points = shareChange(layout, box) * 100;
        lines.append(Flames::tr("before %1, a change of %2 points")
                         .arg(shareText(box.before, layout.before))
                         .arg(points, 0, 'f', 1));
    }
    return lines.join(u'\n');
}

} // namespace radiosonde
