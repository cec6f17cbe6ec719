// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace radiosonde
{

// A probe of the library: share/radiosonde/probes/NAME.bpf.c beside the program.
struct LibraryProbe
{
    QString name;
    QString path;
    QString title;       // what it does, one line, from the leading doc comment
    QString description; // the rest of that comment
    QString category;
};

// A probe's source as it will be compiled.
struct ProbeSource
{
    QString name;     // library name, or the file's name without .bpf.c
    QString fileName; // where it was read from
    QByteArray source;
};

// The library, sorted by name. `folder` empty: the installed one. An Error when the folder can't be read.
Result<QList<LibraryProbe>> listProbes(const QString &folder = {});

// `probe` is a library name or a file. Error kind Usage, naming the nearest library probe, when it is
// neither.
Result<ProbeSource> findProbe(const QString &probe, const QString &folder = {});

// Title, description and category of a source's leading doc comment ("name - title", then text, "@category
// C").
LibraryProbe describeSource(const QByteArray &source);

// Sources larger than this are refused.
inline constexpr qint64 maximumSourceBytes = 4 << 20;

} // namespace radiosonde
