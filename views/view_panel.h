// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/value.h"
#include "core/model/plan.h"
#include "core/model/view_selection.h"
#include "views/row_text.h"

#include <QWidget>

#include <functional>
#include <memory>

class QAction;
class QHBoxLayout;
class QLabel;
class QMenu;
class QToolButton;

namespace radiosonde
{

class FilterField;

// The lines of a view as they go to a file, a few at a time, so that a long export does not hold up the
// window.
class RowCursor
{
public:
    virtual ~RowCursor() = default;
    virtual qint64 total() const = 0;
    // Appends up to `lines` more lines; false when there are none left.
    virtual bool next(QByteArray &out, int lines) = 0;
};

// A file that a view can be written to. `prepare` runs on the GUI thread; what it gives makes the bytes, on
// any thread.
struct ViewDocument
{
    QString action; // "Export as SVG..."
    QString suffix; // "svg"
    QString filter; // for the file dialog
    std::function<std::function<QByteArray()>()> prepare;
};

// What all views have: a strip with filter, freeze, copy and export above the picture, and a line below the
// strip that tells of losses. The stores behind a view outlive it. GUI thread.
class ViewPanel : public QWidget
{
    Q_OBJECT
public:
    ViewPanel(ViewSpec spec, QWidget *parent = nullptr);

    const ViewSpec &spec() const { return m_spec; }

    virtual void refresh() = 0; // the store has changed
    void setFrozen(bool frozen);
    bool isFrozen() const { return m_frozen; }
    void setLosses(const QString &text); // empty: none
    void focusFilter();

    void copy() const; // selected rows, or all, as text to the clipboard
    // Null for a view that has no rows in that format.
    virtual std::unique_ptr<RowCursor> rows(RowFormat format) const = 0;
    // The picture, without the strip above it.
    virtual QWidget *picture() const = 0;

    // What all views of the run look at: a range of time, and the conditions that this one has columns for,
    // beside its own filter.
    void setSelection(const ViewSelection &selection);
    // A moment that another view points to; empty: none.
    virtual void setLinkedTime(const std::optional<qint64> &) {}
    // Whether Alt+Left and Alt+Right are its own.
    virtual bool hasOwnHistory() const { return false; }

Q_SIGNALS:
    // For the selection of the run; who owns it calls setSelection().
    void rangeChosen(const std::optional<radiosonde::TimeRange> &range);
    void conditionChosen(const QString &expression);
    void timeHovered(const std::optional<qint64> &time);
    void frozenChanged(bool frozen);
    void exportRequested(RowFormat format);
    void pictureRequested();
    void documentRequested(const radiosonde::ViewDocument &document);

protected:
    virtual QByteArray selectedText(RowFormat format) const = 0;
    // Only a text that is right comes here, where setFilterColumns() made it an expression.
    virtual void applyFilter(const QString &text) = 0;
    virtual void applyFreeze(bool frozen) = 0;
    virtual void applyRange(const std::optional<TimeRange> &) {} // empty: all there is

    QHBoxLayout *strip() const { return m_strip; } // widgets of the view go before the common ones
    void setPicture(QWidget *picture);
    // A button for an action in the strip, with its key; `place` as for QHBoxLayout::insertWidget().
    QToolButton *addToStrip(int place, QAction *action, const QKeySequence &keys, const QString &toolTip);
    // One that is on or off.
    QAction *addToggle(int place, const QString &text, const QKeySequence &keys, const QString &toolTip);
    // From now on the filter is an expression over these columns (core/model/filter.h). `seen` gives values
    // of a column, for completion.
    void setFilterColumns(const QList<Column> &columns, std::function<QStringList(qsizetype column)> seen);
    // What the filter takes where it is no expression.
    void setFilterHint(const QString &placeholder, const QString &toolTip);
    void addDocument(const ViewDocument &document); // to the menu of exports
    void setCountText(const QString &text);         // right of the filter: "12 rows"

private:
    void buildStrip();
    QLabel *addLine();
    void addExportMenu();
    void copyAs(RowFormat format) const;

    void filter();

    ViewSpec m_spec;
    QList<Column> m_filterColumns; // none: the filter is no expression
    QString m_typed;               // the view's own filter
    ViewSelection m_selection;
    bool m_frozen = false;
    QHBoxLayout *m_strip = nullptr;
    FilterField *m_filter = nullptr;
    QLabel *m_filterError = nullptr;
    QMenu *m_exports = nullptr;
    QLabel *m_count = nullptr;
    QLabel *m_losses = nullptr;
    QAction *m_freeze = nullptr;
};

} // namespace radiosonde
