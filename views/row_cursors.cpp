// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/row_cursors.h"

namespace radiosonde
{

bool TextCursor::next(QByteArray &out, int lines)
{
    qsizetype end = m_position;
    for (int line = 0; line < lines && end < m_text.size(); ++line) {
        const qsizetype newline = m_text.indexOf('\n', end);
        end = newline < 0 ? m_text.size() : newline + 1;
    }
    out += m_text.sliced(m_position, end - m_position);
    m_position = end;
    return m_position < m_text.size();
}

EventCursor::EventCursor(const EventModel &model, QList<int> rows, RowFormat format)
    : m_model(&model), m_format(format), m_count(rows.isEmpty() ? model.rowCount() : rows.size())
{
    if (rows.isEmpty())
        m_rows = model.rows();
    for (const int row : std::as_const(rows))
        m_chosen.push_back(model.numberOf(row));
}

bool EventCursor::next(QByteArray &out, int lines)
{
    if (!m_model)
        return false;
    if (m_position == 0)
        out += m_model->header(m_format);
    for (int line = 0; line < lines && m_position < m_count; ++line, ++m_position) {
        const qint64 number = m_chosen.empty() ? m_rows.numberAt(m_position) : m_chosen[size_t(m_position)];
        m_model->appendLine(out, number, m_format);
    }
    return m_position < m_count;
}

} // namespace radiosonde
