// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/flame_colors.h"
#include "views/flame_layout.h"

#include <QAbstractScrollArea>

#include <memory>

namespace radiosonde
{

// Draws a FlameLayout and tells what the user wants with its frames. Mouse: a click zooms, a double click on
// the root zooms out, the wheel with Ctrl zooms in and out. Keys: arrows go from frame to frame, Return
// zooms, Backspace zooms out by one frame, Home all the way. GUI thread.
class FlameGraph : public QAbstractScrollArea
{
    Q_OBJECT
public:
    explicit FlameGraph(QWidget *parent = nullptr);

    void setFlames(std::shared_ptr<const FlameLayout> flames, bool searches);
    const FlameLayout *flames() const { return m_flames.get(); }
    void setScheme(FlameScheme scheme);
    void setIcicle(bool icicle); // the root above

    double layoutWidth() const;                  // pixels that a layout should have
    int currentBox() const { return m_current; } // -1: none
    QStringList path(int box) const; // names from below the root; empty for the root and what was merged
    QString describe(int box) const; // name and numbers in one line, plain text

    QSize sizeHint() const override;

Q_SIGNALS:
    void widthChanged();
    void zoomRequested(const QStringList &path);
    void menuRequested(int box, const QPoint &globalPosition);
    void hovered(int box); // -1: none

protected:
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    int rowHeight() const;
    QRectF rectOf(const FlameBox &box) const; // in the viewport
    int boxAt(const QPointF &position) const;
    void paintBox(QPainter &painter, const FlameColors &colors, const FlameBox &box,
                  const QRectF &rect) const;
    void setCurrent(int box);
    void setHovered(int box);
    void updateScrollBar();
    void zoomTo(int box);
    void zoomOut();
    int neighbour(int key) const;
    QString toolTipOf(int box) const;

    std::shared_ptr<const FlameLayout> m_flames;
    FlameScheme m_scheme = FlameScheme::Kind;
    bool m_searches = false;
    bool m_icicle = false;
    int m_hovered = -1;
    int m_current = -1;
    int m_pressed = -1;
};

} // namespace radiosonde
