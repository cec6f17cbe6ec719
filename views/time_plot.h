// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/time_marks.h"
#include "core/model/time_range.h"

#include <QWidget>

#include <optional>

namespace radiosonde
{

// A picture whose horizontal axis is time. Drag a range to look at it alone, the wheel or + and - change how
// much is seen, Left and Right, the middle button or Shift and the left one move it, a double click or Home
// shows all again. What is asked for is told by rangeChosen(); the owner decides and calls setRange().
class TimePlot : public QWidget
{
    Q_OBJECT
public:
    explicit TimePlot(QWidget *parent = nullptr);

    void setRange(const std::optional<TimeRange> &range); // empty: all there is, growing
    TimeRange range() const;                              // what is seen
    bool hasOwnRange() const { return m_range.has_value(); }

    // A moment that another picture points to, drawn as a line; empty: none.
    void setLinkedTime(const std::optional<qint64> &time);

Q_SIGNALS:
    void rangeChosen(const std::optional<radiosonde::TimeRange> &range);
    void timeHovered(const std::optional<qint64> &time);

protected:
    virtual TimeRange extent() const = 0; // of the data; from = to without any
    virtual QRectF timeArea() const = 0;  // that the axis lies below
    virtual void dragged(const TimeRange &range) { Q_EMIT rangeChosen(range); } // with the left button
    virtual void doubleClicked() { Q_EMIT rangeChosen(std::nullopt); }

    // What is said of a moment within a hole; empty for others.
    static QString holeText(const TimeMarks &marks, qint64 time);

    double xOf(qint64 time) const;
    qint64 timeAt(double x) const;
    double pointer() const { return m_pointer; } // x; -1: outside
    bool dragging() const { return m_pressed.has_value(); }

    void paintMarks(QPainter &painter, const TimeMarks &marks, const QRectF &area) const;
    void paintHoles(QPainter &painter, const TimeMarks &marks, const QRectF &area) const;
    void paintLosses(QPainter &painter, const TimeMarks &marks, const QRectF &area) const;
    void paintTimes(QPainter &painter) const;   // the axis
    void paintPointer(QPainter &painter) const; // the range being dragged, the pointer, the linked moment

    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void choose(qint64 from, qint64 to);
    void zoom(qint64 middle, double factor);
    void pan(double pixels); // what is seen goes with the pointer

    std::optional<TimeRange> m_range;
    std::optional<double> m_pressed; // x
    std::optional<double> m_panned;  // likewise: where what is seen was taken last
    std::optional<qint64> m_linked;
    double m_pointer = -1;
};

} // namespace radiosonde
