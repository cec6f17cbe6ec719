// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/flame_rows.h"

#include "core/base/text.h"

#include <QThreadPool>

#include <algorithm>
#include <atomic>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

struct Line
{
    QStringList frames;
    quint64 weight = 0;
};

std::vector<Line> linesOf(const StackStore &store, const StackQuery &query)
{
    const WeightedTree tree = queryStacks(store, query);
    std::vector<Line> lines;
    for (quint32 node = 1; node < tree.tree().size(); ++node) {
        if (tree.self()[node] == 0)
            continue;
        Line line{{}, tree.self()[node]};
        for (quint32 at = node; at != 0; at = tree.tree().parent(at))
            line.frames.prepend(store.frames().frame(quint32(tree.tree().key(at))).name);
        lines.push_back(std::move(line));
    }
    std::stable_sort(lines.begin(), lines.end(),
                     [](const Line &a, const Line &b) { return a.weight > b.weight; });
    return lines;
}

QByteArray folded(const QStringList &frames)
{
    QStringList names;
    for (const QString &frame : frames)
        names.append(escapeControl(frame).replace(u';', u':'));
    return names.join(u';').toUtf8();
}

void appendLine(QByteArray &out, const Line &line, RowFormat format)
{
    if (format == RowFormat::Json) {
        out.append("{\"frames\":[");
        for (const QString &frame : line.frames) {
            if (&frame != &line.frames.first())
                out.append(',');
            appendJsonText(out, frame.toUtf8());
        }
        out.append("],\"value\":").append(QByteArray::number(line.weight)).append("}\n");
        return;
    }
    if (format == RowFormat::Csv)
        appendCsvField(out, folded(line.frames));
    else
        out.append(folded(line.frames));
    out.append(format == RowFormat::Csv ? ',' : ' ').append(QByteArray::number(line.weight)).append('\n');
}

class StackRows : public RowCursor
{
public:
    StackRows(std::shared_ptr<LiveStacks> stacks, const StackQuery &query, RowFormat format)
        : m_read(std::make_shared<Read>()), m_format(format)
    {
        QThreadPool::globalInstance()->start([read = m_read, stacks = std::move(stacks), query] {
            read->lines = stacks->read([&](const StackStore &store) { return linesOf(store, query); });
            read->done = true;
        });
    }

    qint64 total() const override { return m_read->done ? qint64(m_read->lines.size()) : 1; }

    bool next(QByteArray &out, int lines) override
    {
        if (!m_read->done)
            return true;
        if (m_at == 0 && m_format == RowFormat::Csv)
            out.append("stack,value\n");
        const std::size_t end = std::min(m_read->lines.size(), m_at + std::size_t(lines));
        for (; m_at < end; ++m_at)
            appendLine(out, m_read->lines[m_at], m_format);
        return m_at < m_read->lines.size();
    }

private:
    struct Read
    {
        std::vector<Line> lines; // once done
        std::atomic<bool> done = false;
    };

    std::shared_ptr<Read> m_read;
    RowFormat m_format;
    std::size_t m_at = 0;
};

} // namespace

std::unique_ptr<RowCursor> stackRows(std::shared_ptr<LiveStacks> stacks, const StackQuery &query,
                                     RowFormat format)
{
    return std::make_unique<StackRows>(std::move(stacks), query, format);
}

QByteArray foldedStacks(LiveStacks &stacks, const StackQuery &query)
{
    QByteArray out;
    stacks.read([&](const StackStore &store) {
        for (const Line &line : linesOf(store, query))
            appendLine(out, line, RowFormat::Text);
    });
    return out;
}

} // namespace radiosonde
