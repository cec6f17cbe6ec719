// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/event_model.h"
#include "views/view_panel.h"

#include <QPointer>

namespace radiosonde
{

// Lines that are known already.
class TextCursor : public RowCursor
{
public:
    explicit TextCursor(QByteArray text) : m_text(std::move(text)) {}
    qint64 total() const override { return m_text.count('\n'); }
    bool next(QByteArray &out, int lines) override;

private:
    QByteArray m_text;
    qsizetype m_position = 0;
};

// The records that an event view shows at the moment of its making. Those that the store gives up meanwhile
// are passed over; a view that is closed ends it.
class EventCursor : public RowCursor
{
public:
    EventCursor(const EventModel &model, QList<int> rows, RowFormat format); // no rows: all
    qint64 total() const override { return m_count; }
    bool next(QByteArray &out, int lines) override;

private:
    QPointer<const EventModel> m_model;
    RowFormat m_format;
    EventRows m_rows;
    std::vector<qint64> m_chosen; // numbers of chosen rows; empty: all
    qint64 m_count = 0;
    qint64 m_position = 0;
};

} // namespace radiosonde
