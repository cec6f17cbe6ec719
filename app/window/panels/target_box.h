// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/targets/target_hub.h"

#include <QComboBox>

namespace radiosonde
{

// Chooses the target in the tool bar: its name, and what is known of it. GUI thread.
class TargetBox : public QComboBox
{
    Q_OBJECT
public:
    explicit TargetBox(TargetHub &hub, QWidget *parent = nullptr);

private:
    void rebuild();
    void update(const QString &url);
    void select();

    TargetHub &m_hub;
};

} // namespace radiosonde
