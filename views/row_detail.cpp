// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/row_detail.h"

#include "core/model/table_series.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

ViewSpec chartView(const TableData &data)
{
    ViewSpec view;
    view.kind = ViewKind::Counters;
    view.title = data.view().title;
    for (size_t i = 0; i < data.tracked().size(); ++i)
        view.columns += data.trackedColumn(i);
    return view;
}

} // namespace

RowDetail::RowDetail(const TableModel &model, QWidget *parent)
    : QWidget(parent), m_model(model), m_cells(new QLabel),
      m_chart(new CounterChart(chartView(model.table())))
{
    setAccessibleName(tr("Details of a row"));
    m_cells->setTextFormat(Qt::PlainText);
    m_cells->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_cells->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_cells->setContentsMargins(8, 6, 8, 6);
    m_cells->setWordWrap(true);
    auto *scroll = new QScrollArea;
    scroll->setWidget(m_cells);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setMinimumWidth(fontMetrics().averageCharWidth() * 24);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(1);
    layout->addWidget(scroll, 1);
    layout->addWidget(m_chart, 3);
    m_chart->setVisible(!model.table().tracked().empty());
    showRow(-1);
}

void RowDetail::showRow(int row)
{
    if (row < 0 || row >= m_model.rowCount()) {
        m_cells->setText(tr("Choose a row"));
        m_chart->setSeries({}, {}, CounterValues::Rate);
        return;
    }
    m_cells->setText(cellsText(row));
    const CounterValues values = m_model.values() == TableValues::Rate    ? CounterValues::Rate
                                 : m_model.values() == TableValues::Total ? CounterValues::Total
                                                                          : CounterValues::Interval;
    const std::vector<quint32> rows = membersOf(m_model.table(), m_model.query(), m_model.line(row));
    m_chart->setSeries(tableSeries(m_model.table(), rows, values), m_model.table().marks(), values);
}

QString RowDetail::cellsText(int row) const
{
    QStringList lines;
    const QList<Column> &columns = m_model.table().view().columns;
    for (int i = 0; i < columns.size(); ++i) {
        const QString text = m_model.display(row, i);
        if (!text.isEmpty())
            lines +=
                tr("%1: %2").arg(m_model.headerData(i, Qt::Horizontal, Qt::DisplayRole).toString(), text);
    }
    if (m_model.line(row).members > 1)
        lines += tr("%L1 rows together").arg(m_model.line(row).members);
    return lines.join(u'\n');
}

} // namespace radiosonde
