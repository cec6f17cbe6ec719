// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline.h"

#include "views/axis.h"
#include "views/quantity.h"
#include "views/short_text.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QTextDocument>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <limits>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr double leastLane = 2.6; // lines of text
constexpr double highestLane = 6;
constexpr double pixelsPerColumn = 2;
constexpr qsizetype longestName = 60;

QString momentText(qint64 time)
{
    return timeTickText(time, 1'000'000);
}

QString spanText(const ActivityPart &part)
{
    return Timeline::tr("%1 to %2").arg(momentText(part.from), momentText(part.to));
}

const ActivityPart *partAt(const ActivityParts &parts, qint64 time)
{
    const auto at =
        std::ranges::find_if(parts, [time](const auto &part) { return time >= part.from && time < part.to; });
    return at == parts.end() ? nullptr : &*at;
}

QString downText(const TimelineLane &lane, qint64 time)
{
    const TimeRange known = lane.activity->extent();
    if (lane.downUntil > known.to && time >= known.to && time < lane.downUntil)
        return Timeline::tr("The link is down: nothing is known of this time yet");
    return {};
}

QString countText(const ActivityStore &activity, const ActivityPart &part)
{
    const QString text = activityText(activity, QLocale().toString(part.count));
    if (isActivityRate(activity))
        return Timeline::tr("%1, %2/s").arg(text, shortNumber(activityRate(part)));
    return part.pieces == 1 ? text
                            : Timeline::tr("%1 in %2 snapshots").arg(text, QLocale().toString(part.pieces));
}

} // namespace

QString activityText(const ActivityStore &activity, const QString &number)
{
    if (activity.hasEvents())
        return Timeline::tr("%1 events").arg(number);
    switch (activity.measure()) {
    case ActivityMeasure::Rows:
        return Timeline::tr("%1 rows changed").arg(number);
    case ActivityMeasure::Stacks:
        return Timeline::tr("%1 stacks grew").arg(number);
    case ActivityMeasure::Counted:
    case ActivityMeasure::None:
        break;
    }
    return Timeline::tr("%1 counted").arg(number);
}

Timeline::Timeline(QWidget *parent) : TimePlot(parent)
{
    setAccessibleName(tr("Timeline"));
    setAttribute(Qt::WA_OpaquePaintEvent);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void Timeline::setLanes(std::vector<TimelineLane> lanes)
{
    const bool other = lanes.size() != m_lanes.size();
    m_lanes = std::move(lanes);
    if (other) {
        setMinimumHeight(int(std::ceil(leastHeight())));
        updateGeometry();
    }
    update();
}

void Timeline::setLogarithmic(bool logarithmic)
{
    m_logarithmic = logarithmic;
    update();
}

TimeRange Timeline::extent() const
{
    TimeRange all{std::numeric_limits<qint64>::max(), std::numeric_limits<qint64>::min()};
    for (const TimelineLane &lane : m_lanes) {
        const TimeRange own = lane.activity->extent();
        all.from = std::min(all.from, own.from);
        all.to = std::max({all.to, own.to, lane.downUntil});
    }
    return all.from < all.to ? all : TimeRange();
}

double Timeline::lineHeight() const
{
    return fontMetrics().height();
}

double Timeline::leastHeight() const
{
    return lineHeight() * (1.3 + 2.1 + leastLane * double(qMax<size_t>(1, m_lanes.size())));
}

QRectF Timeline::timeArea() const
{
    const double line = lineHeight();
    QRectF area = QRectF(rect()).adjusted(line * 10, line * 1.3, -line * 7.5, -line * 2.1);
    const double highest = line * highestLane * double(qMax<size_t>(1, m_lanes.size()));
    area.setHeight(qMin(area.height(), highest));
    return area;
}

QRectF Timeline::laneArea(int lane) const
{
    const QRectF all = timeArea();
    const double height = all.height() / double(qMax<size_t>(1, m_lanes.size()));
    return QRectF(all.left(), all.top() + height * lane, all.width(), height);
}

QSize Timeline::sizeHint() const
{
    const double line = lineHeight();
    const double lanes = double(qMax<size_t>(1, m_lanes.size()));
    return QSize(int(line * 50), int(line * (3.4 + 3.6 * lanes)));
}

QSize Timeline::minimumSizeHint() const
{
    return QSize(int(lineHeight() * 26), int(leastHeight()));
}

ActivityParts Timeline::columnsOf(const TimelineLane &lane) const
{
    const int most = qMax(1, int(timeArea().width() / pixelsPerColumn));
    return lane.activity->hasEvents() ? eventColumns(*lane.activity, range(), most)
                                      : joinedParts(lane.activity->snapshots(), range(), most);
}

double Timeline::heightOf(double value, double most, double room) const
{
    if (!(most > 0))
        return 0;
    return room * (m_logarithmic ? std::log1p(value) / std::log1p(most) : value / most);
}

// At least `least` wide, so that nothing short is overlooked.
QRectF Timeline::between(qint64 from, qint64 to, const QRectF &area, double least) const
{
    const double left = qMax(area.left(), xOf(from));
    const double right = qMin(area.right(), xOf(to));
    return QRectF(left, area.top(), qMax(least, right - left), area.height());
}

QString Timeline::textAt(const QPointF &position) const
{
    const QRectF all = timeArea();
    if (m_lanes.empty() || position.y() < all.top() || position.y() >= all.bottom())
        return {};
    const double share = (position.y() - all.top()) / all.height();
    const TimelineLane &lane = m_lanes[qMin(size_t(share * double(m_lanes.size())), m_lanes.size() - 1)];
    QStringList lines{tr("%1 on %2", "probe on target")
                          .arg(shortText(lane.probe, longestName), shortText(lane.target, longestName))};
    const qint64 time = timeAt(position.x());
    const bool inside = position.x() >= all.left() && position.x() <= all.right();
    QString unknown = inside ? holeText(lane.activity->marks(), time) : QString();
    if (inside && unknown.isEmpty())
        unknown = downText(lane, time);
    if (!unknown.isEmpty()) {
        lines += unknown;
    } else if (inside) {
        const ActivityParts columns = columnsOf(lane);
        const TimeRange known = lane.activity->extent();
        if (const ActivityPart *part = partAt(columns, time))
            lines += {spanText(*part), countText(*lane.activity, *part)};
        else if (time < known.from || time > known.to)
            lines += tr("The probe did not run then");
        else
            lines += {momentText(time), tr("Nothing happened")};
    }
    const double aside = inside ? 0 : std::numeric_limits<double>::infinity();
    for (const ActivityPart &loss :
         joinedParts(lane.activity->losses(), range(), int(all.width() / pixelsPerColumn))) {
        const QRectF drawn = between(loss.from, loss.to, all, 3);
        if (position.x() + aside >= drawn.left() && position.x() + aside <= drawn.right())
            lines += tr("%1 lost, %2").arg(QLocale().toString(loss.count), spanText(loss));
    }
    if (lane.activity->outside() > 0 && !inside)
        lines += tr("%1 events bear a time that is not within the run")
                     .arg(QLocale().toString(lane.activity->outside()));
    return lines.join(u'\n');
}

bool Timeline::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return TimePlot::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QString text = textAt(help->pos());
    QToolTip::showText(help->globalPos(), text.isEmpty() ? text : Qt::convertFromPlainText(text), this);
    return true;
}

void Timeline::mouseMoveEvent(QMouseEvent *event)
{
    TimePlot::mouseMoveEvent(event);
    if (dragging())
        return;
    const QString text = textAt(event->position());
    QToolTip::showText(event->globalPosition().toPoint(),
                       text.isEmpty() ? text : Qt::convertFromPlainText(text), this);
}

void Timeline::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        Q_EMIT rangeDragged(range());
    else if (event->key() == Qt::Key_Escape)
        Q_EMIT rangeDragged(std::nullopt);
    else
        TimePlot::keyPressEvent(event);
}

} // namespace radiosonde
