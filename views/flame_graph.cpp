// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/flame_graph.h"

#include "core/base/text.h"
#include "views/flame_text.h"
#include "views/theme.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace radiosonde
{

using namespace Qt::StringLiterals;

FlameGraph::FlameGraph(QWidget *parent) : QAbstractScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Flame graph"));
    viewport()->setMouseTracking(true);
    viewport()->setBackgroundRole(QPalette::Base);
}

QSize FlameGraph::sizeHint() const
{
    return {640, 20 * rowHeight()};
}

int FlameGraph::rowHeight() const
{
    return fontMetrics().height() + 4;
}

double FlameGraph::layoutWidth() const
{
    return std::max(1, viewport()->width());
}

void FlameGraph::setFlames(std::shared_ptr<const FlameLayout> flames, bool searches)
{
    const QStringList current = m_current >= 0 ? path(m_current) : QStringList();
    const bool first = !m_flames;
    m_flames = std::move(flames);
    m_searches = searches;
    m_hovered = -1;
    m_current = -1;
    for (int box = 0; !current.isEmpty() && box < int(m_flames->boxes.size()); ++box) {
        const FlameBox &candidate = m_flames->boxes[size_t(box)];
        if (candidate.depth == current.size() && path(box) == current)
            m_current = box;
    }
    updateScrollBar();
    if (first && !m_icicle)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    viewport()->update();
}

void FlameGraph::setScheme(FlameScheme scheme)
{
    m_scheme = scheme;
    viewport()->update();
}

void FlameGraph::setIcicle(bool icicle)
{
    m_icicle = icicle;
    verticalScrollBar()->setValue(icicle ? 0 : verticalScrollBar()->maximum());
    viewport()->update();
}

void FlameGraph::updateScrollBar()
{
    const int rows = m_flames ? m_flames->rows + m_flames->callers : 0;
    const bool atEnd = verticalScrollBar()->value() == verticalScrollBar()->maximum();
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(rowHeight());
    verticalScrollBar()->setRange(0, std::max(0, rows * rowHeight() - viewport()->height()));
    if (atEnd && !m_icicle)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

// Flames grow from the lower edge, icicles from the upper one.
QRectF FlameGraph::rectOf(const FlameBox &box) const
{
    const int rows = m_flames->rows + m_flames->callers;
    const int height = rowHeight();
    const int content = std::max(rows * height, m_icicle ? 0 : viewport()->height());
    const int row = box.depth + m_flames->callers;
    const int top = m_icicle ? row * height : content - (row + 1) * height;
    return {box.x, double(top - verticalScrollBar()->value()), box.width, double(height)};
}

int FlameGraph::boxAt(const QPointF &position) const
{
    if (!m_flames)
        return -1;
    int found = -1;
    for (int box = 0; box < int(m_flames->boxes.size()); ++box) {
        QRectF rect = rectOf(m_flames->boxes[size_t(box)]);
        rect.setWidth(std::max(1.0, rect.width()));
        if (rect.contains(position))
            found = box;
    }
    return found;
}

QStringList FlameGraph::path(int box) const
{
    QStringList names;
    for (auto at = quint32(box); at != FlameBox::noParent && at != 0; at = m_flames->boxes[at].parent) {
        if (m_flames->boxes[at].merged > 0)
            return {};
        names.prepend(m_flames->frames[m_flames->boxes[at].frame].name);
    }
    return names;
}

QString FlameGraph::describe(int box) const
{
    return flameBoxText(*m_flames, m_flames->boxes[size_t(box)]);
}

void FlameGraph::paintBox(QPainter &painter, const FlameColors &colors, const FlameBox &box,
                          const QRectF &rect) const
{
    const bool dimmed = m_searches && !box.matched;
    const double gap = rect.width() > 3 ? 1 : 0;
    const QRectF filled(rect.x(), rect.y(), std::max(1.0, rect.width() - gap), rect.height() - 1);
    painter.fillRect(filled, colors.fill(*m_flames, box, dimmed));
    const QRectF inner = filled.adjusted(4, 0, -3, 0);
    if (inner.width() < 16)
        return;
    painter.setPen(dimmed ? blend(colors.text(), colors.base(), 0.45) : colors.text());
    const QString name = flameBoxName(*m_flames, box, 512);
    painter.drawText(inner, Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(name, Qt::ElideMiddle, int(inner.width())));
}

void FlameGraph::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), palette().color(QPalette::Base));
    const Shades tones = shades(palette());
    if (!m_flames || m_flames->boxes.empty() || m_flames->boxes[0].total + m_flames->boxes[0].before == 0) {
        painter.setPen(tones.muted);
        painter.drawText(viewport()->rect(), Qt::AlignCenter | Qt::TextWordWrap,
                         m_flames ? tr("No stacks here yet") : tr("Waiting for the first stacks"));
        return;
    }
    const FlameColors colors(palette(), m_scheme);
    for (const FlameBox &box : m_flames->boxes) {
        const QRectF rect = rectOf(box);
        if (rect.bottom() >= event->rect().top() && rect.top() <= event->rect().bottom())
            paintBox(painter, colors, box, rect);
    }
    const auto frame = [&](int box, const QColor &color, int width) {
        if (box < 0)
            return;
        painter.setPen(QPen(color, width));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rectOf(m_flames->boxes[size_t(box)]).adjusted(0.5, 0.5, -1.5, -1.5));
    };
    frame(m_hovered, palette().color(QPalette::Text), 1);
    frame(m_current, palette().color(QPalette::Highlight), 2);
}

void FlameGraph::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBar();
    if (event->size().width() != event->oldSize().width())
        Q_EMIT widthChanged();
}

void FlameGraph::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange) {
        updateScrollBar();
        viewport()->update();
    }
}

QString FlameGraph::toolTipOf(int box) const
{
    return u"<div style='white-space:pre-wrap'>%1</div>"_s.arg(
        flameToolTip(*m_flames, m_flames->boxes[size_t(box)]).toHtmlEscaped());
}

bool FlameGraph::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int box = boxAt(help->pos());
        QToolTip::showText(help->globalPos(), box < 0 ? QString() : toolTipOf(box), viewport());
        return true;
    }
    if (event->type() == QEvent::Leave)
        setHovered(-1);
    return QAbstractScrollArea::viewportEvent(event);
}

void FlameGraph::setHovered(int box)
{
    if (box == m_hovered)
        return;
    for (const int changed : {m_hovered, box}) {
        if (changed >= 0)
            viewport()->update(
                rectOf(m_flames->boxes[size_t(changed)]).toAlignedRect().adjusted(-2, -2, 2, 2));
    }
    m_hovered = box;
    Q_EMIT hovered(box);
}

void FlameGraph::mouseMoveEvent(QMouseEvent *event)
{
    setHovered(boxAt(event->position()));
}

void FlameGraph::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->button() == Qt::LeftButton ? boxAt(event->position()) : -1;
}

void FlameGraph::mouseReleaseEvent(QMouseEvent *event)
{
    const int box = boxAt(event->position());
    if (event->button() != Qt::LeftButton || box < 0 || box != m_pressed)
        return;
    setCurrent(box);
    zoomTo(box);
}

void FlameGraph::wheelEvent(QWheelEvent *event)
{
    if (!(event->modifiers() & Qt::ControlModifier)) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    const int box = boxAt(event->position());
    if (event->angleDelta().y() < 0)
        zoomOut();
    else if (box >= 0)
        zoomTo(box);
    event->accept();
}

void FlameGraph::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const int box = byKey ? m_current : boxAt(event->pos());
    if (box < 0)
        return;
    const QPoint at = byKey ? rectOf(m_flames->boxes[size_t(box)]).center().toPoint() : event->pos();
    setCurrent(box);
    Q_EMIT menuRequested(box, viewport()->mapToGlobal(at));
}

void FlameGraph::zoomTo(int box)
{
    const FlameBox &chosen = m_flames->boxes[size_t(box)];
    const bool merged = chosen.merged > 0; // what was merged is seen once its parent is wide
    const int target = merged && chosen.parent != FlameBox::noParent ? int(chosen.parent) : box;
    if (m_flames->boxes[size_t(target)].depth >= 0)
        Q_EMIT zoomRequested(path(target));
}

// To the frame above the one that fills the width.
void FlameGraph::zoomOut()
{
    int deepest = 0;
    for (int box = 1; m_flames && box < int(m_flames->boxes.size()); ++box) {
        const FlameBox &candidate = m_flames->boxes[size_t(box)];
        if (candidate.depth != m_flames->boxes[size_t(deepest)].depth + 1 ||
            candidate.width < m_flames->boxes[0].width)
            break;
        deepest = box;
    }
    if (m_flames && deepest > 0)
        Q_EMIT zoomRequested(path(int(m_flames->boxes[size_t(deepest)].parent)));
}

void FlameGraph::setCurrent(int box)
{
    m_current = box;
    if (box >= 0) {
        const QRectF rect = rectOf(m_flames->boxes[size_t(box)]);
        QScrollBar *bar = verticalScrollBar();
        if (rect.top() < 0)
            bar->setValue(bar->value() + int(std::floor(rect.top())));
        else if (rect.bottom() > viewport()->height())
            bar->setValue(bar->value() + int(std::ceil(rect.bottom())) - viewport()->height());
        setAccessibleDescription(describe(box));
        Q_EMIT hovered(box);
    }
    viewport()->update();
}

// The box that an arrow leads to: sideways in the same row, outwards to the heaviest child, back to the
// parent.
int FlameGraph::neighbour(int key) const
{
    const int outwards = m_icicle ? Qt::Key_Down : Qt::Key_Up;
    const std::vector<FlameBox> &boxes = m_flames->boxes;
    if (m_current < 0)
        return 0;
    const FlameBox &current = boxes[size_t(m_current)];
    int best = -1;
    if (key == outwards) {
        for (int box = 0; box < int(boxes.size()); ++box) {
            if (boxes[size_t(box)].parent == quint32(m_current) &&
                (best < 0 || boxes[size_t(box)].width > boxes[size_t(best)].width))
                best = box;
        }
    } else if (key == Qt::Key_Up || key == Qt::Key_Down) {
        best = current.parent == FlameBox::noParent ? -1 : int(current.parent);
    } else {
        for (int box = 0; box < int(boxes.size()); ++box) {
            const FlameBox &other = boxes[size_t(box)];
            const bool ahead = key == Qt::Key_Right ? other.x > current.x : other.x < current.x;
            const bool nearer =
                best < 0 || std::abs(other.x - current.x) < std::abs(boxes[size_t(best)].x - current.x);
            if (other.depth == current.depth && ahead && nearer)
                best = box;
        }
    }
    return best;
}

void FlameGraph::keyPressEvent(QKeyEvent *event)
{
    if (!m_flames || m_flames->boxes.empty() || (event->modifiers() & Qt::AltModifier)) {
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (const int next = neighbour(event->key()); next >= 0)
            setCurrent(next);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current >= 0)
            zoomTo(m_current);
        return;
    case Qt::Key_Backspace:
        zoomOut();
        return;
    case Qt::Key_Home:
        Q_EMIT zoomRequested({});
        return;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

} // namespace radiosonde
