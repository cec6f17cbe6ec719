// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/support/loop_device.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

namespace radiosonde::e2e
{

using namespace Qt::StringLiterals;

namespace
{

const QString losetup = u"/sbin/losetup"_s;

} // namespace

LoopDevice::LoopDevice(const QTemporaryDir &folder, qint64 bytes)
{
    QFile file(folder.filePath(u"disk.img"_s));
    if (!file.open(QIODevice::WriteOnly) || !file.resize(bytes))
        return;
    QProcess process;
    process.start(losetup, {u"--find"_s, u"--show"_s, file.fileName()});
    if (process.waitForFinished() && process.exitCode() == 0)
        m_path = QString::fromLocal8Bit(process.readAllStandardOutput()).trimmed();
}

LoopDevice::~LoopDevice()
{
    if (isValid())
        QProcess::execute(losetup, {u"--detach"_s, m_path});
}

QString LoopDevice::name() const
{
    return m_path.section(u'/', -1);
}

} // namespace radiosonde::e2e
