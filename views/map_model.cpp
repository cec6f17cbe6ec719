// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/map_model.h"

#include "views/short_text.h"

#include <QFont>

#include <algorithm>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype longestCell = 300;
constexpr qsizetype longestToolTip = 2000;

} // namespace

MapModel::MapModel(QObject *parent) : QAbstractTableModel(parent) {}

QList<MapModel::Place> MapModel::placesOf(const MapInfo &map)
{
    QList<Place> places;
    for (const Column &column : map.key)
        places += {column, 0};
    for (const Column &column : map.value) {
        if (map.cpus <= 1) {
            places += {column, 0};
            continue;
        }
        if (column.counter)
            places += {column, allCpus};
        for (quint32 cpu = 0; cpu < map.cpus && places.size() < mostColumns; ++cpu) {
            Column own = column;
            own.name = u"%1[%2]"_s.arg(column.name).arg(cpu);
            own.title = u"%1[%2]"_s.arg(column.title).arg(cpu);
            places += {own, int(cpu)};
        }
    }
    return places;
}

void MapModel::setMap(const MapInfo &map)
{
    beginResetModel();
    m_map = map;
    m_places = placesOf(map);
    m_entries.clear();
    m_merged.clear();
    m_before.clear();
    endResetModel();
}

void MapModel::setEntries(const QList<MapEntry> &entries)
{
    m_before.clear();
    for (const MapEntry &entry : std::as_const(m_entries))
        m_before.insert(entry.key, entry);
    const bool same = std::ranges::equal(entries, m_entries, {}, &MapEntry::key, &MapEntry::key);
    if (!same)
        beginResetModel();
    m_entries = entries;
    m_merged.clear();
    for (const MapEntry &entry : entries) {
        if (m_map.cpus > 1)
            m_merged += mapMerged(m_map, entry);
    }
    if (!same)
        endResetModel();
    else if (!entries.isEmpty() && !m_places.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int MapModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

int MapModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_places.size());
}

QVariant MapModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (section < 0 || orientation != Qt::Horizontal || section >= m_places.size())
        return {};
    const Place &place = m_places.at(section);
    if (role == Qt::DisplayRole)
        return shortText(place.column.title, longestCell);
    if (role != Qt::ToolTipRole)
        return {};
    const QString what = place.column.inKey     ? tr("of the key")
                         : place.cpu == allCpus ? tr("of the value, all CPUs together")
                         : m_map.cpus > 1       ? tr("of the value, CPU %1").arg(place.cpu)
                                                : tr("of the value");
    return u"%1: %2"_s.arg(shortText(place.column.name, longestCell), what);
}

QByteArrayView MapModel::bytesOf(int row, const Place &place) const
{
    const MapEntry &entry = m_entries.at(row);
    if (place.column.inKey)
        return entry.key;
    return place.cpu == allCpus ? QByteArrayView(m_merged.at(row))
                                : mapSlot(m_map, entry, quint32(place.cpu));
}

bool MapModel::changed(int row, const Place &place) const
{
    const auto before = m_before.constFind(m_entries.at(row).key);
    if (before == m_before.constEnd() || place.column.inKey || place.cpu == allCpus)
        return false;
    return readValue(place.column, mapSlot(m_map, *before, quint32(place.cpu))) !=
           readValue(place.column, bytesOf(row, place));
}

QVariant MapModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Place &place = m_places.at(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return shortText(displayText(place.column, bytesOf(index.row(), place)), longestCell);
    case Qt::EditRole:
        return mapCellText(place.column, bytesOf(index.row(), place));
    case Qt::ToolTipRole:
        return shortText(mapCellText(place.column, bytesOf(index.row(), place)), longestToolTip);
    case Qt::TextAlignmentRole:
        return int((isNumeric(place.column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::FontRole:
        if (changed(index.row(), place)) {
            QFont font;
            font.setBold(true);
            return font;
        }
        return {};
    default:
        return {};
    }
}

Qt::ItemFlags MapModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags usual = QAbstractTableModel::flags(index);
    return changeAt(index, {}) ? usual | Qt::ItemIsEditable : usual;
}

std::optional<MapChange> MapModel::changeAt(const QModelIndex &index, const QString &text) const
{
    if (!index.isValid() || !checkIndex(index) || !m_map.readOnly.isEmpty())
        return {};
    const Place &place = m_places.at(index.column());
    if (place.column.inKey || place.cpu == allCpus)
        return {};
    return MapChange{0, m_entries.at(index.row()).key, place.column, quint32(place.cpu), text};
}

// The kernel decides: what is shown changes once the entry has been written and read again.
bool MapModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const QString text = value.toString();
    if (role != Qt::EditRole || text == data(index, Qt::EditRole).toString())
        return false;
    const std::optional<MapChange> change = changeAt(index, text);
    if (change)
        Q_EMIT edited(*change);
    return change.has_value();
}

QByteArray MapModel::text(const QList<int> &rows, RowFormat format) const
{
    QList<Column> columns;
    for (const Place &place : m_places)
        columns += place.column;
    QByteArray out = headerText(columns, format);
    const auto add = [&](int row) {
        appendRow(out, format, columns, [&](const Column &column) {
            return bytesOf(row, m_places.at(&column - columns.constData()));
        });
    };
    for (const int row : rows)
        add(row);
    for (int row = 0; rows.isEmpty() && row < rowCount(); ++row)
        add(row);
    return out;
}

} // namespace radiosonde
