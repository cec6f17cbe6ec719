// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/filter.h"

#include <QLineEdit>
#include <QTimer>

#include <functional>

class QCompleter;
class QStringListModel;

namespace radiosonde
{

// The field that a view is filtered by. With columns its text is a filter expression: it is completed and
// checked as typed, a mistake is underlined, and only what is right goes on. Without, any text does.
class FilterField : public QLineEdit
{
    Q_OBJECT
public:
    // Values that the view holds in a column, as it shows them; asked while one types.
    using SeenValues = std::function<QStringList(qsizetype column)>;

    explicit FilterField(QWidget *parent = nullptr);

    void setColumns(const QList<Column> &columns, SeenValues seen);

    // Empty: the text is right.
    QString errorText() const { return m_errorText; }

Q_SIGNALS:
    void filterEdited(const QString &text); // a moment after the last key, when the text is right
    void errorChanged(const QString &error);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void check();
    void underline(qsizetype position, qsizetype length);
    void complete(bool asked);
    void accept(const QString &candidate);

    QList<Column> m_columns;
    SeenValues m_seen;
    QString m_errorText;
    QTimer m_delay;
    QCompleter *m_completer;
    QStringListModel *m_candidates;
    qsizetype m_replaceFrom = 0;
    qsizetype m_replaceLength = 0;
};

} // namespace radiosonde
