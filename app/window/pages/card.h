// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace radiosonde
{

// A frame with round corners in the palette's tones.
class Card : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace radiosonde
