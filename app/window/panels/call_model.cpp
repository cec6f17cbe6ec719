// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/panels/call_model.h"

#include "core/base/text.h"
#include "core/base/units.h"
#include "views/quantity.h"
#include "views/theme.h"

#include <QDateTime>
#include <QGuiApplication>
#include <QTextDocument>

#include <cstring>

namespace radiosonde
{

using namespace Qt::StringLiterals;

void CallModel::add(const QString &run, const AuditEntry &entry)
{
    if (m_rows.size() >= maximumRows) {
        constexpr int gone = maximumRows / 20; // many at once: each removal moves the view
        beginRemoveRows({}, 0, gone - 1);
        m_rows.erase(m_rows.begin(), m_rows.begin() + gone);
        endRemoveRows();
    }
    const int row = int(m_rows.size());
    beginInsertRows({}, row, row);
    m_rows.push_back({escapeControl(run), entry});
    endInsertRows();
}

QString CallModel::line(int row) const
{
    const Row &call = m_rows[size_t(row)];
    return u"%1  [%2]"_s.arg(auditLine(call.entry), call.run);
}

int CallModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int CallModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString CallModel::display(const Row &row, int column) const
{
    const AuditEntry &entry = row.entry;
    switch (column) {
    case Time:
        return QDateTime::fromMSecsSinceEpoch(entry.time / 1'000'000).toString(u"HH:mm:ss.zzz"_s);
    case Run:
        return row.run;
    case Call:
        return entry.what;
    case Result:
        if (!entry.result)
            return tr("never answered");
        return *entry.result < 0 && *entry.result > -4096
                   ? QString::fromLocal8Bit(std::strerror(int(-*entry.result)))
                   : QString::number(*entry.result);
    case Duration:
        return formatDuration(double(entry.durationNs));
    case Sent:
        return shortQuantity(double(entry.bytesSent), u"bytes"_s);
    case Received:
        return shortQuantity(double(entry.bytesReceived), u"bytes"_s);
    default:
        return {};
    }
}

QVariant CallModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[size_t(index.row())];
    if (role == Qt::DisplayRole)
        return display(row, index.column());
    if (role == Qt::ToolTipRole && index.column() == Call)
        return Qt::convertFromPlainText(row.entry.what);
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (index.column() >= Duration ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::ForegroundRole && index.column() == Result &&
        (!row.entry.result || *row.entry.result < 0))
        return shades(QGuiApplication::palette()).warning;
    return {};
}

QVariant CallModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section >= Duration ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Run:
        return tr("Run");
    case Call:
        return tr("Call");
    case Result:
        return tr("Result");
    case Duration:
        return tr("Took");
    case Sent:
        return tr("Out");
    case Received:
        return tr("In");
    default:
        return {};
    }
}

} // namespace radiosonde
