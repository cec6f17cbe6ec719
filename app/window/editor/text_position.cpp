// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/editor/text_position.h"

#include <QTextBlock>
#include <QTextDocument>

namespace radiosonde
{

int unitOfColumn(const QString &lineText, int column)
{
    return int(QString::fromUtf8(lineText.toUtf8().left(qMax(0, column - 1))).size());
}

int columnOfUnit(const QString &lineText, int unit)
{
    return int(lineText.left(unit).toUtf8().size()) + 1;
}

int positionOf(const QTextDocument &document, int line, int column)
{
    QTextBlock block = document.findBlockByNumber(qMax(0, line - 1));
    if (!block.isValid())
        block = document.lastBlock();
    return block.position() + unitOfColumn(block.text(), column);
}

} // namespace radiosonde
