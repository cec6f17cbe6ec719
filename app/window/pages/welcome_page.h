// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/probe_library.h"

#include <QScrollArea>

class QGridLayout;
class QVBoxLayout;

namespace radiosonde
{

// The first thing one sees: this machine, the probes as cards that run with one click, recordings and recent
// files.
class WelcomePage : public QScrollArea
{
    Q_OBJECT
public:
    explicit WelcomePage(QWidget *parent = nullptr);

    void setProbes(const QList<LibraryProbe> &probes);
    void setRecentFiles(const QStringList &paths);

Q_SIGNALS:
    void runRequested(const QString &probe);
    void editRequested(const QString &probe);
    void newRequested();
    void openRequested();
    void openRecordingRequested();
    void fileChosen(const QString &path); // a source or a recording

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeCard(const LibraryProbe &probe);
    void arrange();

    QWidget *m_cardArea;
    QGridLayout *m_cardGrid;
    QList<QWidget *> m_cards;
    QWidget *m_recent;
    QVBoxLayout *m_recentLayout;
};

} // namespace radiosonde
