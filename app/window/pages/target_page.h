// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/targets/target_hub.h"

#include <QScrollArea>

class QGridLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace radiosonde
{

// What is known of a target: the last report at once, with its age; Refresh asks the target. Everything that
// comes from the target is shown as plain text. GUI thread.
class TargetPage : public QScrollArea
{
    Q_OBJECT
public:
    TargetPage(TargetHub &hub, QString url, QWidget *parent = nullptr);

    const QString &url() const { return m_url; }
    QString title() const; // the target's name
    void refresh(bool anew);
    void show(const TargetReport &report);

private:
    void update();
    void updateAge();
    QWidget *makeHeader();
    void addFacts(const TargetReport &report);
    void addFeatures(const TargetReport &report, const QString &kind, const QString &title);
    void addMissing(const TargetReport &report);
    QVBoxLayout *addCard(const QString &title);

    TargetHub &m_hub;
    const QString m_url;
    QVBoxLayout *m_layout;
    QLabel *m_name;
    QLabel *m_age;
    QLabel *m_state;
    QProgressBar *m_progress;
    QPushButton *m_refresh;
    QPushButton *m_cancel;
    QWidget *m_body = nullptr;
    QVBoxLayout *m_bodyLayout = nullptr;
    qint64 m_time = 0; // of what is shown, ns since 1970; 0: nothing is
};

} // namespace radiosonde
