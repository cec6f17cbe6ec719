// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/value.h"
#include "core/model/map_cells.h"
#include "views/row_text.h"

#include <QAbstractTableModel>

namespace radiosonde
{

// A page of a map's entries: the key's columns, then the value's; of per-CPU maps each column of the value
// first for all CPUs together, then for each. What has changed since the page was read before is bold. GUI
// thread.
class MapModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    explicit MapModel(QObject *parent = nullptr);

    void setMap(const MapInfo &map); // without entries
    void setEntries(const QList<MapEntry> &entries);
    const MapInfo &map() const { return m_map; }
    const MapEntry &entry(int row) const { return m_entries.at(row); }

    // The cell that is edited there; empty where it can't be.
    std::optional<MapChange> changeAt(const QModelIndex &index, const QString &text) const;
    // Exact lines; no rows: all.
    QByteArray text(const QList<int> &rows, RowFormat format) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    static constexpr int mostColumns = 2048; // columns of more CPUs are left out

Q_SIGNALS:
    void edited(const radiosonde::MapChange &change); // MapChange::map is not set

private:
    static constexpr int allCpus = -1;
    struct Place
    {
        Column column; // named as it is shown: "count[3]"
        int cpu = 0;   // or allCpus
    };
    static QList<Place> placesOf(const MapInfo &map);
    QByteArrayView bytesOf(int row, const Place &place) const;
    bool changed(int row, const Place &place) const;

    MapInfo m_map;
    QList<Place> m_places; // by column
    QList<MapEntry> m_entries;
    QList<QByteArray> m_merged;           // by row, of per-CPU maps
    QHash<QByteArray, MapEntry> m_before; // by key, of the reading before
};

} // namespace radiosonde
