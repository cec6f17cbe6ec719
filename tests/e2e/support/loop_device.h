// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QTemporaryDir;

namespace radiosonde::e2e
{

// A block device of its own over a file in `folder`, gone with the object. Needs root.
class LoopDevice
{
public:
    LoopDevice(const QTemporaryDir &folder, qint64 bytes);
    ~LoopDevice();
    LoopDevice(const LoopDevice &) = delete;
    LoopDevice &operator=(const LoopDevice &) = delete;

    bool isValid() const { return !m_path.isEmpty(); }
    QString path() const { return m_path; } // /dev/loop3
    QString name() const;                   // loop3

private:
    QString m_path;
};

} // namespace radiosonde::e2e
