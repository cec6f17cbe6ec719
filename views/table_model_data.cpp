// SPDX-License-Identifier: GPL-3.0-or-later
// What TableModel tells its views of a cell and of a column's head.
#include "core/model/filter_condition.h"
#include "views/table_model.h"

#include <QTextDocument>

namespace radiosonde
{

using namespace Qt::StringLiterals;

QVariant TableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = index.row();
    const int column = index.column();
    if (line(row).row >= table().rowCount())
        return {};
    if (role == LineStateRole)
        return int(line(row).state);
    if (role == PinnedRole)
        return line(row).pinned;
    if (column == columns().size()) {
        if (role != TrendRole || line(row).members > 1)
            return {};
        const std::vector<double> trend = table().trend(line(row).row);
        return QVariant::fromValue(QList<double>(trend.begin(), trend.end()));
    }
    const int tracked = m_trackedOf[size_t(column)];
    if (role == Qt::DisplayRole)
        return display(row, column);
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (isNumeric(columns().at(column)) ? Qt::AlignRight : Qt::AlignLeft));
    if (role == HeatRole && tracked >= 0 && m_look.result.largest[size_t(tracked)] > 0)
        return numberOf(row, column) / m_look.result.largest[size_t(tracked)];
    if (role == Qt::ToolTipRole)
        return toolTip(row, column);
    return {};
}

QString TableModel::conditionAt(const QModelIndex &index) const
{
    if (!index.isValid() || index.column() >= columns().size())
        return {};
    const TableLine &of = line(index.row());
    if (of.members > 1 && !(of.same >> qMin(index.column(), 63) & 1))
        return {};
    return conditionOf(columns(), index.column(), TableFilterRow(table(), of.row, query().values),
                       query().context);
}

// Plain text: Qt would read markup in a target's names.
QVariant TableModel::toolTip(int row, int column) const
{
    QStringList lines;
    if (m_trackedOf[size_t(column)] < 0) {
        lines += display(row, column);
    } else {
        QByteArray exact;
        appendJson(exact, m_readers.at(column), cellOf(row, column));
        lines += u"%1: %2"_s.arg(columns().at(column).title, QString::fromLatin1(exact));
    }
    if (line(row).pinned)
        lines += tr("Pinned: it stays on top");
    if (line(row).state == TableLine::State::New)
        lines += tr("New: first seen in the last interval");
    else if (line(row).state == TableLine::State::Gone)
        lines += tr("Gone: the map no longer has it");
    lines.removeAll(QString());
    return lines.isEmpty() ? QVariant() : Qt::convertFromPlainText(lines.join(u'\n'));
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical || section < 0 || section > columns().size())
        return {};
    if (section == columns().size() && role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | Qt::AlignLeft);
    if (section == columns().size())
        return role == Qt::DisplayRole ? QVariant(tr("Trend")) : QVariant();
    const Column &column = columns().at(section);
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (isNumeric(column) ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::ToolTipRole)
        return Qt::convertFromPlainText(
            column.description.isEmpty() ? column.name : column.name + u": "_s + column.description);
    if (role != Qt::DisplayRole)
        return {};
    QString text =
        column.counter && query().values == TableValues::Rate ? tr("%1/s").arg(column.title) : column.title;
    const QList<SortKey> &keys = query().sort;
    for (qsizetype i = 0; i < keys.size() && keys.size() > 1; ++i) {
        if (keys.at(i).column == section)
            text += u" %1%2"_s.arg(keys.at(i).order == Qt::AscendingOrder ? u"▲"_s : u"▼"_s).arg(i + 1);
    }
    return text;
}

} // namespace radiosonde
