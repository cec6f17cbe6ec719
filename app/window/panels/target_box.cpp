// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/panels/target_box.h"

#include "core/base/text.h"
#include "views/icon.h"

#include <QSignalBlocker>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

QString textOf(const TargetEntry &entry)
{
    const QString name = escapeControl(entry.known.name);
    const QString facts = entry.factsBesideName();
    return facts.isEmpty() ? name : u"%1   %2"_s.arg(name, facts);
}

QIcon iconOf(const TargetEntry &entry)
{
    if (entry.known.kind == TargetKind::Local)
        return icon(u"machine"_s);
    return icon(u"dot"_s, !entry.failure.isEmpty() ? IconRole::Error
                          : entry.busy             ? IconRole::Warning
                          : entry.connected        ? IconRole::Good
                                                   : IconRole::Muted);
}

} // namespace

TargetBox::TargetBox(TargetHub &hub, QWidget *parent) : QComboBox(parent), m_hub(hub)
{
    setAccessibleName(tr("Target"));
    setToolTip(tr("Where probes run (Ctrl+T)"));
    setMinimumContentsLength(14);
    setMaxVisibleItems(20);
    setSizeAdjustPolicy(QComboBox::AdjustToContents);
    setMaximumWidth(360);
    connect(&hub, &TargetHub::listChanged, this, &TargetBox::rebuild);
    connect(&hub, &TargetHub::changed, this, &TargetBox::update);
    connect(&hub, &TargetHub::chosenChanged, this, &TargetBox::select);
    connect(this, &QComboBox::activated, this,
            [this](int index) { m_hub.choose(itemData(index).toString()); });
    rebuild();
}

void TargetBox::rebuild()
{
    const QSignalBlocker quiet(this);
    clear();
    const QString chosen = m_hub.chosen().known.url;
    QList<QString> shown;
    for (const TargetEntry &entry : m_hub.entries()) {
        // What is chosen is shown whatever its state: the box never names another target than probes run on.
        const bool hidden = entry.known.state == TargetState::Unavailable && entry.known.url != chosen;
        if (hidden || shown.contains(entry.known.url))
            continue;
        shown += entry.known.url;
        addItem(iconOf(entry), textOf(entry), entry.known.url);
    }
    setCurrentIndex(qMax(0, findData(chosen)));
}

void TargetBox::update(const QString &url)
{
    const int index = findData(url);
    const TargetEntry *entry = m_hub.find(url);
    if (index < 0 || !entry)
        return;
    setItemText(index, textOf(*entry));
    setItemIcon(index, iconOf(*entry));
}

void TargetBox::select()
{
    const int index = findData(m_hub.chosen().known.url);
    if (index < 0)
        rebuild(); // one that is listed only because it is chosen
    else
        setCurrentIndex(index);
}

} // namespace radiosonde
