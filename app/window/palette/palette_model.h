// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/palette/fuzzy_match.h"
#include "app/window/palette/palette_entry.h"

#include <QAbstractListModel>

namespace radiosonde
{

// The entries that a pattern finds, best first; without one all of them, in the order they were given.
class PaletteModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { DetailRole = Qt::UserRole, ShortcutRole, PositionsRole };

    explicit PaletteModel(QList<PaletteEntry> entries, QObject *parent = nullptr);

    void setPattern(const QString &pattern);
    const PaletteEntry &entry(int row) const { return m_entries.at(m_found.at(row).index); }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Found
    {
        qsizetype index = 0; // in m_entries
        int score = 0;
        QList<int> positions; // in the title
    };
    std::optional<Found> find(const QString &pattern, qsizetype index) const;

    QList<PaletteEntry> m_entries;
    QList<Found> m_found;
};

} // namespace radiosonde
