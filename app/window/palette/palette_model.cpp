// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/palette/palette_model.h"

#include <algorithm>

namespace radiosonde
{

namespace
{

// A word that only the detail has is worth less than any that the title has.
constexpr int detailPenalty = 2000;

} // namespace

PaletteModel::PaletteModel(QList<PaletteEntry> entries, QObject *parent)
    : QAbstractListModel(parent), m_entries(std::move(entries))
{
    setPattern({});
}

std::optional<PaletteModel::Found> PaletteModel::find(const QString &pattern, qsizetype index) const
{
    const PaletteEntry &entry = m_entries.at(index);
    if (const auto match = fuzzyMatch(pattern, entry.title))
        return Found{index, match->score, match->positions};
    const auto match = fuzzyMatch(pattern, entry.title + u' ' + entry.detail);
    if (!match)
        return {};
    Found found{index, match->score - detailPenalty, {}};
    std::ranges::copy_if(match->positions, std::back_inserter(found.positions),
                         [&](int position) { return position < entry.title.size(); });
    return found;
}

void PaletteModel::setPattern(const QString &pattern)
{
    beginResetModel();
    m_found.clear();
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        if (const auto found = find(pattern, i))
            m_found += *found;
    }
    std::ranges::stable_sort(m_found, std::greater(), &Found::score);
    endResetModel();
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_found.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PaletteEntry &each = entry(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return each.title;
    case Qt::DecorationRole:
        return each.icon;
    case DetailRole:
        return each.detail;
    case ShortcutRole:
        return each.shortcut;
    case PositionsRole:
        return QVariant::fromValue(m_found.at(index.row()).positions);
    case Qt::AccessibleTextRole:
        return each.detail.isEmpty() ? each.title : each.title + QStringLiteral(", ") + each.detail;
    default:
        return {};
    }
}

} // namespace radiosonde
