// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/targets/board_targets.h"

#include <QCoreApplication>

namespace radiosonde
{

namespace
{

TargetState stateOf(Boards::State state)
{
    switch (state) {
    case Boards::State::NotMade:
    case Boards::State::Made:
        return TargetState::Stopped;
    case Boards::State::Starting:
        return TargetState::Starting;
    case Boards::State::Running:
        return TargetState::Ready;
    case Boards::State::Unavailable:
        break;
    }
    return TargetState::Unavailable;
}

QString detailOf(const Boards::Entry &board)
{
    if (board.state == Boards::State::NotMade)
        return QCoreApplication::translate("Targets", "made from Debian packages at its first start");
    return board.why;
}

} // namespace

QList<KnownTarget> boardTargets(const Boards &boards)
{
    QList<KnownTarget> targets;
    const QList<Boards::Entry> entries = boards.list();
    for (const Boards::Entry &board : entries)
        targets.append({.kind = TargetKind::Board,
                        .url = board.url,
                        .name = board.title,
                        .state = stateOf(board.state),
                        .detail = detailOf(board)});
    return targets;
}

} // namespace radiosonde
