// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/panels/target_model.h"

#include "core/base/text.h"
#include "views/icon.h"

#include <QGuiApplication>
#include <QPalette>
#include <QTextDocument>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kindRole = Qt::UserRole + 1;

QString groupTitle(TargetKind kind)
{
    switch (kind) {
    case TargetKind::Saved:
        return TargetModel::tr("Saved");
    case TargetKind::Board:
        return TargetModel::tr("Virtual boards");
    case TargetKind::SshHost:
        return TargetModel::tr("From ~/.ssh/config");
    case TargetKind::Adb:
        return TargetModel::tr("Devices over adb");
    case TargetKind::Serial:
        return TargetModel::tr("Serial ports");
    case TargetKind::Local:
        break;
    }
    return TargetModel::tr("Here");
}

QIcon stateIcon(const TargetEntry &entry)
{
    if (!entry.failure.isEmpty())
        return icon(u"dot"_s, IconRole::Error);
    if (entry.busy || entry.known.state == TargetState::Starting)
        return icon(u"dot"_s, IconRole::Warning);
    const bool ready = entry.connected || entry.known.state == TargetState::Ready;
    return icon(u"dot"_s, ready ? IconRole::Good : IconRole::Muted);
}

// An adb device that cannot be used, in a word.
QString adbStateText(const QString &state)
{
    if (state == "unauthorized"_L1)
        return TargetModel::tr("not authorised");
    if (state == "offline"_L1)
        return TargetModel::tr("offline");
    if (state == "authorizing"_L1 || state == "connecting"_L1)
        return TargetModel::tr("being connected");
    if (state == "no permissions"_L1)
        return TargetModel::tr("no permission");
    return TargetModel::tr("unavailable");
}

QString unavailableText(const KnownTarget &target)
{
    if (target.gone)
        return TargetModel::tr("unplugged");
    if (target.kind == TargetKind::Adb)
        return adbStateText(target.device.state);
    return target.kind == TargetKind::Serial ? TargetModel::tr("no permission")
                                             : TargetModel::tr("unavailable");
}

// What is there without being connected to; this machine needs no word.
QString readyText(const KnownTarget &target)
{
    switch (target.kind) {
    case TargetKind::Board:
        return TargetModel::tr("running");
    case TargetKind::Adb:
        return TargetModel::tr("attached");
    case TargetKind::Serial:
        return target.detail;
    default:
        return {};
    }
}

QString toolTipOf(const TargetEntry &entry)
{
    QStringList lines{entry.known.url};
    for (const QString &line : {entry.facts(), entry.known.saved.notes, entry.known.detail, entry.failure}) {
        if (!line.isEmpty() && !lines.contains(line))
            lines += line;
    }
    lines += TargetModel::tr("Tick several targets to run a probe on all of them at once");
    return Qt::convertFromPlainText(escapeControl(lines.join(u'\n')).replace(u"\\x0a"_s, u"\n"_s));
}

} // namespace

QString targetStateText(const TargetEntry &entry)
{
    if (entry.busy)
        return entry.progress.isEmpty() ? TargetModel::tr("connecting") : entry.progress;
    if (!entry.failure.isEmpty())
        return TargetModel::tr("failed");
    if (entry.connected)
        return TargetModel::tr("connected");
    switch (entry.known.state) {
    case TargetState::Starting:
        return TargetModel::tr("starting");
    case TargetState::Stopped:
        return TargetModel::tr("stopped");
    case TargetState::Unavailable:
        return unavailableText(entry.known);
    case TargetState::Ready:
        return readyText(entry.known);
    case TargetState::Unknown:
        break;
    }
    return {};
}

TargetModel::TargetModel(TargetHub &hub, QObject *parent) : QStandardItemModel(0, 2, parent), m_hub(hub)
{
    connect(&hub, &TargetHub::listChanged, this, &TargetModel::rebuild);
    connect(&hub, &TargetHub::changed, this, &TargetModel::update);
    rebuild();
}

QModelIndex TargetModel::indexOf(const QString &url) const
{
    for (int i = 0; i < rowCount(); ++i) {
        const QStandardItem *top = item(i);
        for (int j = 0; j < top->rowCount(); ++j) {
            if (top->child(j)->data(urlRole).toString() == url)
                return top->child(j)->index();
        }
    }
    return {};
}

QStandardItem *TargetModel::group(TargetKind kind)
{
    for (int i = 0; i < rowCount(); ++i) {
        if (item(i)->data(kindRole).toInt() == int(kind))
            return item(i);
    }
    auto *title = new QStandardItem(groupTitle(kind));
    title->setData(int(kind), kindRole);
    title->setFlags(Qt::ItemIsEnabled);
    title->setForeground(QGuiApplication::palette().placeholderText());
    auto *rest = new QStandardItem;
    rest->setFlags(Qt::ItemIsEnabled);
    appendRow({title, rest});
    return title;
}

bool TargetModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role == Qt::CheckStateRole && !index.data(urlRole).toString().isEmpty())
        m_hub.tick(index.data(urlRole).toString(), value.toInt() == Qt::Checked);
    return QStandardItemModel::setData(index, value, role);
}

void TargetModel::show(const TargetEntry &entry, QStandardItem &name, QStandardItem &state) const
{
    name.setText(escapeControl(entry.known.name));
    name.setIcon(stateIcon(entry));
    const Qt::CheckState tick = m_hub.isTicked(entry.known.url) ? Qt::Checked : Qt::Unchecked;
    if (name.checkState() != tick || !name.data(Qt::CheckStateRole).isValid())
        name.setCheckState(tick);
    name.setToolTip(toolTipOf(entry));
    state.setText(escapeControl(targetStateText(entry)));
    state.setToolTip(name.toolTip());
    state.setForeground(QGuiApplication::palette().placeholderText());
}

void TargetModel::rebuild()
{
    const QList<TargetEntry> &entries = m_hub.entries();
    QStringList urls;
    for (const TargetEntry &entry : entries)
        urls += QString::number(int(entry.known.kind)) + entry.known.url;
    QStringList shown;
    for (int i = 0; i < rowCount(); ++i) {
        for (int j = 0; j < item(i)->rowCount(); ++j)
            shown += QString::number(item(i)->data(kindRole).toInt()) +
                     item(i)->child(j)->data(urlRole).toString();
    }
    if (urls != shown) {
        removeRows(0, rowCount());
        for (const TargetEntry &entry : entries) {
            auto *name = new QStandardItem;
            auto *state = new QStandardItem;
            for (QStandardItem *item : {name, state}) {
                item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
                item->setData(entry.known.url, urlRole);
            }
            name->setFlags(name->flags() | Qt::ItemIsUserCheckable);
            group(entry.known.kind)->appendRow({name, state});
        }
    }
    for (const TargetEntry &entry : entries)
        update(entry.known.url);
}

// The same URL may stand there twice, saved and as a virtual board.
void TargetModel::update(const QString &url)
{
    const TargetEntry *entry = m_hub.find(url);
    for (int i = 0; entry && i < rowCount(); ++i) {
        QStandardItem *top = item(i);
        for (int j = 0; j < top->rowCount(); ++j) {
            if (top->child(j)->data(urlRole).toString() != url)
                continue;
            TargetEntry shown = *entry;
            for (const TargetEntry &each : m_hub.entries()) {
                if (each.known.url == url && int(each.known.kind) == top->data(kindRole).toInt())
                    shown.known = each.known;
            }
            show(shown, *top->child(j, 0), *top->child(j, 1));
        }
    }
}

} // namespace radiosonde
