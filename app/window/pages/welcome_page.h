// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/probe_library.h"

#include <QScrollArea>

class QGridLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace radiosonde
{

// The first thing one sees: where to look, the probes as cards that run there with one click, recordings and
// recent files.
class WelcomePage : public QScrollArea
{
    Q_OBJECT
public:
    explicit WelcomePage(QWidget *parent = nullptr);

    void setProbes(const QList<LibraryProbe> &probes);
    void setRecentFiles(const QStringList &paths);
    void setLastRuns(const QStringList &titles);               // of the last session; empty: none
    void setTarget(const QString &name, const QString &facts); // where the cards' probes run

Q_SIGNALS:
    void runRequested(const QString &probe);
    void editRequested(const QString &probe);
    void lastRunsRequested(); // all of them again
    void newRequested();
    void targetChosen(const QString &url);
    void boardRequested(const QString &url);
    void newTargetRequested();
    void openRequested();
    void openRecordingRequested();
    void fileChosen(const QString &path); // a source or a recording

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeCard(const LibraryProbe &probe);
    QLayout *makeTargets();
    void arrange();

    QPushButton *m_lastRuns;
    QLabel *m_target;
    QWidget *m_cardArea;
    QGridLayout *m_cardGrid;
    QList<QWidget *> m_cards;
    QWidget *m_recent;
    QVBoxLayout *m_recentLayout;
};

} // namespace radiosonde
