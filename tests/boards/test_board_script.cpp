// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/boards/boards.h"
#include "remote/transport/channel.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace radiosonde;

namespace
{

const QString folder = QStringLiteral(RADIOSONDE_BOARDS);

bool write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    return QDir().mkpath(QFileInfo(path).path()) && file.open(QIODevice::WriteOnly) &&
           file.write(text) == text.size();
}

// Cancels as soon as something is being done.
class Canceller : public ConnectObserver
{
public:
    explicit Canceller(Interruptor &interruptor) : m_interruptor(interruptor) {}
    void progress(const QString &what) override
    {
        said.append(what);
        m_interruptor.interrupt();
    }

    QStringList said;

private:
    Interruptor &m_interruptor;
};

} // namespace

// Making boards: which archive packages come from, and what becomes of a board that cannot be made. Boots
// none.
class TestBoardScript : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { qunsetenv("RADIOSONDE_APT_FOLDER"); }
    void findsTheArchive_data();
    void findsTheArchive();
    void aDroppedSuiteIsUnavailable();
    void cancelLeavesNothing();
    void listsNine();
    void refusesUnknownNames();
};

void TestBoardScript::findsTheArchive_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("found");
    QTest::newRow("one line") << u"sources.list"_s << "deb http://a/debian bookworm main\n"_ba
                              << "URIs: http://a/debian\n"_ba;
    QTest::newRow("options")
        << u"sources.list"_s
        << "deb [arch=amd64 signed-by=/k.gpg,/l.gpg] http://a/debian trixie main contrib\n"_ba
        << "URIs: http://a/debian\nSigned-By: /k.gpg /l.gpg\n"_ba;
    QTest::newRow("not security, not others") << u"sources.list.d/debian.list"_s
                                              << "# deb http://old/debian bookworm main\n"
                                                 "deb http://s/debian-security bookworm-security main\n"
                                                 "deb https://other/apt stable nightly\n"
                                                 "deb-src http://a/debian bookworm main\n"
                                                 "deb\thttp://b/debian\tstable non-free main\r\n"_ba
                                              << "URIs: http://b/debian\n"_ba;
    QTest::newRow("stanzas")
        << u"sources.list.d/debian.sources"_s
        << "Types: deb\nURIs: http://s/debian-security\nSuites: bookworm-security\n"
           "Components: main\n\n"
           "Enabled: no\nTypes: deb\nURIs: http://no/debian\nSuites: bookworm\nComponents: main\n"
           "\n# a comment\nTypes: deb deb-src\nURIs: http://c/debian\n"
           "Suites: bookworm bookworm-updates\nComponents: main non-free\n"
           "Signed-By: /usr/share/keyrings/k.gpg\n"_ba
        << "URIs: http://c/debian\nSigned-By: /usr/share/keyrings/k.gpg\n"_ba;
    QTest::newRow("a key in the stanza")
        << u"sources.list.d/my.sources"_s
        << "Types: deb\nURIs: http://d/debian\nSuites: trixie\nComponents: main\nSigned-By:\n -----BEGIN\n .\n abc\n"_ba
        << "URIs: http://d/debian\nSigned-By:\n -----BEGIN\n .\n abc\n"_ba;
    QTest::newRow("another distribution")
        << u"sources.list"_s << "deb http://u/ubuntu noble main\n"_ba << ""_ba;
}

void TestBoardScript::findsTheArchive()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, found);
    const QTemporaryDir apt;
    QVERIFY(write(apt.filePath(file), text));
    QProcess shell;
    shell.start(u"bash"_s, {u"-euo"_s, u"pipefail"_s, u"-c"_s,
                            u". \"$0/archive.sh\"; debian_archive \"$1\""_s, folder, apt.path()});
    QVERIFY(shell.waitForFinished());
    QCOMPARE(shell.readAllStandardOutput(), found);
    QCOMPARE(shell.exitCode() == 0, !found.isEmpty());
}

// Unavailable, with the reason, and neither a failure nor half a board.
void TestBoardScript::aDroppedSuiteIsUnavailable()
{
    const QTemporaryDir place;
    const QByteArray source =
        "deb file:" + QFile::encodeName(place.filePath(u"archive"_s)) + " bookworm main\n";
    QVERIFY(QDir(place.path()).mkpath(u"archive"_s));
    QVERIFY(write(place.filePath(u"apt/sources.list"_s), source));
    qputenv("RADIOSONDE_APT_FOLDER", QFile::encodeName(place.filePath(u"apt"_s)));
    qputenv("XDG_CACHE_HOME", QFile::encodeName(place.filePath(u"cache"_s)));
    Boards boards(folder);
    if (const QStringList missing = boards.missingPackages(); !missing.isEmpty())
        QSKIP(qPrintable(u"missing packages: "_s + missing.join(u' ')));
    const Interruptor never;
    const Result<BoardAccess> board = boards.start(u"arm64"_s, nullptr, never);
    QVERIFY(!board);
    QCOMPARE(board.error().kind, ErrorKind::Unreachable);
    QVERIFY2(board.error().text.contains(u"has no bookworm for arm64"), qPrintable(board.error().text));
    for (const Boards::Entry &entry : boards.list())
        QCOMPARE(entry.state,
                 entry.name == u"arm64-bookworm" ? Boards::State::Unavailable : Boards::State::NotMade);
    QCOMPARE(QDir(place.filePath(u"cache/radiosonde/boards"_s)).entryList(QDir::Dirs | QDir::NoDotAndDotDot),
             QStringList());
}

void TestBoardScript::cancelLeavesNothing()
{
    const QTemporaryDir place;
    qputenv("XDG_CACHE_HOME", QFile::encodeName(place.path()));
    Boards boards(folder);
    if (const QStringList missing = boards.missingPackages(); !missing.isEmpty())
        QSKIP(qPrintable(u"missing packages: "_s + missing.join(u' ')));
    Interruptor interruptor;
    Canceller canceller(interruptor);
    const Result<BoardAccess> board = boards.start(u"armhf-trixie"_s, &canceller, interruptor);
    QVERIFY(!board);
    QCOMPARE(board.error().kind, ErrorKind::Cancelled);
    QVERIFY(canceller.said.constFirst().startsWith(u"armhf-trixie: "));
    QCOMPARE(QDir(place.filePath(u"radiosonde/boards"_s)).entryList(QDir::Dirs | QDir::NoDotAndDotDot),
             QStringList());
}

void TestBoardScript::listsNine()
{
    const QList<Boards::Entry> boards = Boards(folder).list();
    QCOMPARE(boards.size(), 9);
    QCOMPARE(boards.constFirst().url, u"board://arm64"_s);
    QCOMPARE(boards.constFirst().title, u"arm64, Linux 6.1"_s);
    QCOMPARE(boards.constLast().url, u"board://amd64-trixie"_s);
}

void TestBoardScript::refusesUnknownNames()
{
    Boards boards(folder);
    const Interruptor never;
    for (const QString &name : {u"mips"_s, u"arm64-potato"_s, u""_s, u"../arm64"_s}) {
        const Result<BoardAccess> board = boards.start(name, nullptr, never);
        QVERIFY(!board);
        QCOMPARE(board.error().kind, ErrorKind::Usage);
    }
}

QTEST_GUILESS_MAIN(TestBoardScript)
#include "test_board_script.moc"
