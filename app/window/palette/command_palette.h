// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/palette/palette_model.h"

#include <QDialog>

class QLineEdit;
class QListView;

namespace radiosonde
{

// Everything that can be done, found by typing a few letters of it; Enter does it, Escape or a click
// elsewhere closes. Goes when it is closed.
class CommandPalette : public QDialog
{
    Q_OBJECT
public:
    CommandPalette(QList<PaletteEntry> entries, QWidget *window);

    QLineEdit &field() { return *m_field; }
    const PaletteModel &model() const { return *m_model; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void search(const QString &pattern);
    void runRow(int row);
    void moveBy(int rows);

    PaletteModel *m_model;
    QLineEdit *m_field;
    QListView *m_list;
};

} // namespace radiosonde
