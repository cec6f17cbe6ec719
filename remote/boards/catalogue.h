// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace radiosonde
{

// A virtual board that this version knows.
struct BoardKind
{
    QString name;         // architecture and suite of Debian: "arm64-bullseye"
    QString architecture; // "arm64", "armhf", "amd64"
    QString kernel;       // its series: "5.10"
};

// The nine boards and what they need, as the files beside board.sh tell. Reads a few small files; any thread.
class BoardCatalogue
{
public:
    // `folder` holds board.sh and its files, as share/radiosonde/boards does.
    explicit BoardCatalogue(QString folder);

    QString script() const { return m_folder + QStringLiteral("/board.sh"); }
    const QList<BoardKind> &kinds() const { return m_kinds; }

    // The full name for a name whose suite may be left away; empty when there is no such board.
    QString fullName(const QString &name) const;

    // Where the board's image is once it is made. An image is of use to one version of the scripts only.
    QString image(const QString &name) const;
    bool isMade(const QString &name) const;

    // Packages of Debian that bring what is missing on this machine, for boards of an architecture, or all.
    QStringList missingPackages(const QString &architecture = {}) const;

    // Folders of the kernel's header packages, as a compiler wants them; empty where the kernel has BTF, and
    // before the board is made.
    QStringList kernelHeaders(const QString &name) const;

private:
    QString m_folder;
    QList<BoardKind> m_kinds;
    QString m_version; // of what images are made by
};

} // namespace radiosonde
