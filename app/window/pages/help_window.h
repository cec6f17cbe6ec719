// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace radiosonde
{

// The user guide, docs/user-guide.md, as it was when the program was built.
class HelpWindow : public QDialog
{
    Q_OBJECT
public:
    explicit HelpWindow(QWidget *parent = nullptr);
};

} // namespace radiosonde
