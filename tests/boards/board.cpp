// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/boards/board.h"

#include <QCoreApplication>
#include <QProcess>
#include <QProcessEnvironment>

namespace radiosonde::e2e
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int startMs = 300'000;
constexpr int impossibleStatus = 77;
const QString script = QStringLiteral(RADIOSONDE_BOARD_SCRIPT);

} // namespace

Board::~Board()
{
    if (m_started)
        QProcess::execute(script, {u"stop"_s, m_folder.path()});
}

QString Board::start(const QString &suite, bool &impossible)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"OWNER"_s, QString::number(QCoreApplication::applicationPid()));
    process.setProcessEnvironment(environment);
    process.start(script, {u"start"_s, m_folder.path(), suite});
    if (!process.waitForFinished(startMs))
        return u"the board took too long"_s;
    impossible = process.exitCode() == impossibleStatus;
    if (process.exitCode() != 0)
        return QString::fromLocal8Bit(process.readAllStandardError()).right(2000);
    m_started = true;
    m_release = QString::fromLocal8Bit(process.readAllStandardOutput()).trimmed();
    return {};
}

bool Board::put(const QString &path, const QString &name)
{
    QProcess process;
    process.setStandardInputFile(path);
    process.start(shell(), {u"cat > /tmp/%1 && chmod 755 /tmp/%1"_s.arg(name)});
    return process.waitForFinished() && process.exitCode() == 0;
}

QString Board::target() const
{
    return u"cmd:%1 /tmp/stub"_s.arg(shell());
}

} // namespace radiosonde::e2e
