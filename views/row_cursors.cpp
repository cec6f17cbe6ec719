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
    : m_model(&model), m_format(format)
{
    const int count = rows.isEmpty() ? model.rowCount() : int(rows.size());
    m_numbers.reserve(size_t(count));
    for (int i = 0; i < count; ++i)
        m_numbers.push_back(model.numberOf(rows.isEmpty() ? i : rows.at(i)));
}

bool EventCursor::next(QByteArray &out, int lines)
{
    if (!m_model)
        return false;
    if (m_position == 0)
        out += m_model->header(m_format);
    for (int line = 0; line < lines && m_position < m_numbers.size(); ++line)
        m_model->appendLine(out, m_numbers[m_position++], m_format);
    return m_position < m_numbers.size();
}

} // namespace radiosonde
