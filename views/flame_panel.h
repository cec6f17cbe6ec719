// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/flame_worker.h"
#include "views/view_panel.h"

class QComboBox;
class QLabel;

namespace radiosonde
{

class FlameGraph;

// A view of stacks: the flame graph with its controls, and a line below that tells of the frame under the
// mouse. Zoom, filters and the way it is looked at can be undone and redone (Alt+Left, Alt+Right).
class FlamePanel : public ViewPanel
{
    Q_OBJECT
public:
    explicit FlamePanel(std::shared_ptr<LiveStacks> stacks, QWidget *parent = nullptr);

    void refresh() override {} // its worker watches the stacks
    std::unique_ptr<RowCursor> rows(RowFormat format) const override;
    QWidget *picture() const override;

    FlameGraph *graph() const { return m_graph; }
    bool hasOwnHistory() const override { return true; }
    bool isBusy() const { return m_worker->isBusy(); }
    const StackQuery &query() const { return state().query; }
    const QStringList &zoom() const { return state().zoom; }

    void zoomTo(const QStringList &path);
    void keepOnly(const QString &function);   // stacks that have it
    void leaveOut(const QString &function);   // stacks that have it
    void setFocusOn(const QString &function); // callers above, callees below; empty: none
    void compareFromNow();                    // what comes from now on beside what came before
    void reset();
    void goBack();
    void goForward();

protected:
    QByteArray selectedText(RowFormat format) const override;
    void applyFilter(const QString &text) override; // searches
    void applyFreeze(bool frozen) override;
    void applyRange(const std::optional<TimeRange> &range) override;

private:
    struct State
    {
        StackQuery query;
        QStringList zoom;

        bool operator==(const State &) const = default;
    };

    const State &state() const { return m_states[m_at]; }
    void change(const State &state);
    void addBoxes();
    void addActions();
    void addExports();
    void request();
    void display(const std::shared_ptr<const FlameLayout> &layout);
    void openMenu(int box, const QPoint &at);
    void tell(int box);
    QString stateText() const;

    std::shared_ptr<LiveStacks> m_stacks;
    FlameWorker *m_worker;
    FlameGraph *m_graph;
    QWidget *m_area;
    QLabel *m_details;
    QLabel *m_state;
    QComboBox *m_roots = nullptr;
    QComboBox *m_order = nullptr;
    QComboBox *m_colors = nullptr;
    QAction *m_icicle = nullptr;
    QAction *m_recursion = nullptr;
    QAction *m_compare = nullptr;
    QAction *m_back = nullptr;
    QAction *m_forward = nullptr;
    QList<State> m_states;
    qsizetype m_at = 0;
    QString m_search;
};

} // namespace radiosonde
