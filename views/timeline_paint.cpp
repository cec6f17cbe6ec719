// SPDX-License-Identifier: GPL-3.0-or-later
// How Timeline is drawn.
#include "views/quantity.h"
#include "views/short_text.h"
#include "views/theme.h"
#include "views/timeline.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace radiosonde
{

namespace
{

constexpr double leastLoss = 3; // pixels
constexpr double lossStrip = 4;
constexpr qsizetype longestName = 200;

qsizetype snapshotsIn(const ActivityStore &activity, const TimeRange &range)
{
    qsizetype count = 0;
    for (const ActivityPart &part : activity.snapshots())
        count += part.from >= range.from && part.from < range.to ? part.pieces : 0;
    return count;
}

QColor faint(QColor color, float alpha)
{
    color.setAlphaF(alpha);
    return color;
}

} // namespace

void Timeline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    const TimeRange seen = range();
    if (m_lanes.empty() || seen.to <= seen.from || timeArea().width() < 20) {
        painter.setPen(shades(palette()).muted);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap,
                         tr("Each probe that runs gets a lane here: what happened when"));
        return;
    }
    for (int lane = 0; lane < int(m_lanes.size()); ++lane)
        paintLane(painter, lane);
    paintTimes(painter);
    paintPointer(painter);
}

void Timeline::paintLane(QPainter &painter, int index) const
{
    const TimelineLane &lane = m_lanes[size_t(index)];
    const QRectF whole = laneArea(index);
    const QRectF area = whole.adjusted(0, lineHeight() * 0.35, 0, -1);
    const ActivityParts columns = columnsOf(lane);
    double most = 0;
    for (const ActivityPart &column : columns)
        most = std::max(most, activityHeight(*lane.activity, column));
    painter.setPen(QPen(shades(palette()).line, 1));
    painter.drawLine(QPointF(0, std::round(whole.bottom()) + 0.5),
                     QPointF(width(), std::round(whole.bottom()) + 0.5));
    paintLabels(painter, lane, whole, most);
    painter.save();
    painter.setClipRect(whole);
    paintKnown(painter, lane, area);
    paintBars(painter, *lane.activity, columns, area.adjusted(0, lossStrip + 1, 0, 0), most,
              seriesColor(palette(), index));
    paintUnknown(painter, lane, area);
    paintLost(painter, lane, area);
    paintSelected(painter, lane, whole);
    painter.restore();
}

// Left: probe and target. Right: what the highest bar stands for, and the sum of what is seen.
void Timeline::paintLabels(QPainter &painter, const TimelineLane &lane, const QRectF &area, double most) const
{
    const double line = lineHeight();
    const double left = line * 0.5;
    const double room = area.left() - line;
    const double middle = area.center().y();
    const Shades tones = shades(palette());
    const auto write = [&](const QString &text, QRectF place, Qt::Alignment side) {
        painter.drawText(place, int(side | Qt::AlignVCenter),
                         painter.fontMetrics().elidedText(text, Qt::ElideMiddle, int(place.width())));
    };
    const QFont usual = painter.font();
    QFont bold = usual;
    bold.setBold(true);
    painter.setFont(bold);
    painter.setPen(palette().color(QPalette::Text));
    write(shortText(lane.probe, longestName), QRectF(left, middle - line, room, line), Qt::AlignLeft);
    painter.setFont(usual);
    painter.setPen(tones.muted);
    write(shortText(lane.target, longestName), QRectF(left, middle, room, line), Qt::AlignLeft);
    const double right = area.right() + line * 0.5;
    const double rest = width() - right - line * 0.3;
    const ActivityStore &activity = *lane.activity;
    const bool rate = isActivityRate(activity);
    const QString highest = shortNumber(most);
    write(rate ? tr("to %1/s", "rate of the highest bar").arg(highest)
               : tr("to %1 at a time", "the highest bar").arg(highest),
          QRectF(right, middle - line, rest, line), Qt::AlignLeft);
    const ActivityParts &parts = activity.hasEvents() ? activity.events() : activity.snapshots();
    const QString sum = shortNumber(double(activitySum(parts, range())));
    const qsizetype snapshots = snapshotsIn(activity, range());
    write(rate ? activityText(activity, sum) : tr("%1 snapshots").arg(shortNumber(double(snapshots))),
          QRectF(right, middle, rest, line), Qt::AlignLeft);
}

// A ground line for as long as the run is known to have gone on.
void Timeline::paintKnown(QPainter &painter, const TimelineLane &lane, const QRectF &area) const
{
    const TimeRange known = lane.activity->extent();
    const QRectF ground = between(known.from, known.to, area, 1);
    if (ground.left() <= area.right() && xOf(known.to) >= area.left())
        painter.fillRect(QRectF(ground.left(), ground.bottom() - 1, ground.width(), 1),
                         shades(palette()).muted);
}

void Timeline::paintBars(QPainter &painter, const ActivityStore &activity, const ActivityParts &columns,
                         const QRectF &area, double most, const QColor &color) const
{
    for (const ActivityPart &column : columns) {
        const double height = heightOf(activityHeight(activity, column), most, area.height());
        if (column.count == 0)
            continue;
        const double left = std::floor(qMax(area.left(), xOf(column.from)));
        const double right = std::floor(qMin(area.right(), xOf(column.to)));
        const double top = area.bottom() - qMax(1.5, height);
        painter.fillRect(QRectF(left, top, qMax(1.0, right - left), area.bottom() - top), color);
    }
}

// What nothing is known of hides the ground line and says so where there is room.
void Timeline::paintUnknown(QPainter &painter, const TimelineLane &lane, const QRectF &area) const
{
    const Shades tones = shades(palette());
    const auto hatch = [&](qint64 from, qint64 to, const QString &text) {
        if (xOf(from) > area.right() || xOf(to) < area.left())
            return;
        const QRectF place = between(from, to, area, 2);
        painter.fillRect(place, palette().color(QPalette::Base));
        painter.fillRect(place, QBrush(tones.muted, Qt::BDiagPattern));
        const double own = painter.fontMetrics().horizontalAdvance(text) + lineHeight();
        if (place.width() < own || place.height() < lineHeight())
            return;
        const QRectF words(place.center().x() - own / 2, place.center().y() - lineHeight() * 0.6, own,
                           lineHeight() * 1.2);
        painter.fillRect(words, palette().color(QPalette::Base));
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(words, Qt::AlignCenter, text);
    };
    for (const TimeMarks::Hole &hole : lane.activity->marks().holes())
        hatch(hole.from, hole.from + hole.durationNs, tr("nothing is known"));
    if (const qint64 known = lane.activity->extent().to; lane.downUntil > known)
        hatch(known, lane.downUntil, tr("link down"));
}

// A tinted stretch with a strip on top, and the number where there is room.
void Timeline::paintLost(QPainter &painter, const TimelineLane &lane, const QRectF &area) const
{
    const QColor color = shades(palette()).warning;
    const int most = qMax(1, int(area.width() / leastLoss));
    for (const ActivityPart &loss : joinedParts(lane.activity->losses(), range(), most)) {
        if (xOf(loss.from) > area.right() || xOf(loss.to) < area.left())
            continue;
        const QRectF place = between(loss.from, loss.to, area, leastLoss);
        painter.fillRect(place, faint(color, 0.22F));
        painter.fillRect(QRectF(place.left(), place.top(), place.width(), lossStrip), color);
        const QString text = tr("%1 lost").arg(shortNumber(double(loss.count)));
        const double own = painter.fontMetrics().horizontalAdvance(text);
        if (place.width() < own + 8)
            continue;
        painter.setPen(color);
        painter.drawText(QPointF(place.left() + 4, place.top() + lossStrip + painter.fontMetrics().ascent()),
                         text);
    }
}

void Timeline::paintSelected(QPainter &painter, const TimelineLane &lane, const QRectF &area) const
{
    if (!lane.selected || xOf(lane.selected->from) > area.right() || xOf(lane.selected->to) < area.left())
        return;
    const QColor color = shades(palette()).bar;
    const QRectF place = between(lane.selected->from, lane.selected->to, area, 1);
    painter.fillRect(place, faint(color, 0.16F));
    painter.fillRect(QRectF(place.left(), place.top(), 1, place.height()), color);
    painter.fillRect(QRectF(place.right() - 1, place.top(), 1, place.height()), color);
}

} // namespace radiosonde
