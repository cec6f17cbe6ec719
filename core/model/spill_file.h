// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArrayView>

#include <memory>

namespace radiosonde
{

// A file without a name for what memory has no room for: nobody else sees it, and it is gone when its user
// is, also after kill -9. Pieces are read through a mapping. One thread at a time, but pieces are let go on
// any.
class SpillFile
{
public:
    // In `folder`, which is made. Kind Internal when it can't be.
    static Result<SpillFile> create(const QString &folder);

    // A copy of `bytes` in the file, aligned to 16. It stays for as long as the pointer is held; then its
    // room on the disk is given back, together with that of its neighbours. Kind Internal when the disk is
    // full: one GiB of it is always left to others.
    Result<std::shared_ptr<const char>> append(QByteArrayView bytes);

private:
    struct File;
    struct Segment;

    explicit SpillFile(std::shared_ptr<File> file) : m_file(std::move(file)) {}
    Result<> addSegment(qint64 size);

    std::shared_ptr<File> m_file;
    std::shared_ptr<Segment> m_segment; // that is being filled
    qint64 m_used = 0;                  // of it
    qint64 m_end = 0;                   // of all segments, in the file
};

} // namespace radiosonde
