// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/targets/known_targets.h"
#include "app/targets/ssh_config_hosts.h"
#include "app/targets/target_choice.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace radiosonde;

namespace
{

constexpr const char *sshConfig = "# Host comment\n"
                                  "Host board-7 board-8   # two at once\n"
                                  "    HostName 10.0.0.7\n"
                                  "  host=quoted\n"
                                  "Host \"with space\" *.lab !not ?x\n"
                                  "HOST \ttab\n"
                                  "Match host other\n"
                                  "Include more/* \"~/a b\"\n"
                                  "Host\n"
                                  "Hostile no\n"
                                  "Host -oProxyCommand=x\n";

} // namespace

class TestSavedTargets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void keepsWhatWasSaved()
    {
        const SavedTargets saved(path());
        QCOMPARE(saved.list()->targets.size(), 0);
        const SavedTarget board{.name = u"board-7"_s,
                                .url = u"ssh://root@board-7:2222"_s,
                                .notes = u"the one with the blue tape\nsecond line"_s,
                                .kernelTypes = {u"/b/vmlinux"_s, {u"/b/arm"_s, u"/b/common"_s}},
                                .sysroots = {u"/b/root"_s},
                                .targetLog = u"/tmp/log"_s};
        QVERIFY(saved.save(board));
        QVERIFY(saved.save({.name = u"desk"_s, .url = u"local"_s}));
        const auto listing = SavedTargets(path()).list();
        QCOMPARE(listing->targets.size(), 2);
        QCOMPARE(listing->targets.at(0), board);
        QCOMPARE(listing->notice, QString());
        QVERIFY(saved.remove(u"board-7"_s));
        QCOMPARE(saved.list()->targets.size(), 1);
    }

    void namesAreUnique()
    {
        const SavedTargets saved(path());
        QVERIFY(saved.save({.name = u"a"_s, .url = u"ssh://a"_s}));
        QVERIFY(saved.save({.name = u"b"_s, .url = u"ssh://b"_s}));
        QCOMPARE(saved.save({.name = u"a"_s, .url = u"ssh://c"_s}).error().kind, ErrorKind::Usage);
        QCOMPARE(saved.save({.name = u"a"_s, .url = u"ssh://c"_s}, u"b"_s).error().kind, ErrorKind::Usage);
        QVERIFY(saved.save({.name = u"c"_s, .url = u"ssh://c"_s}, u"a"_s));
        QCOMPARE(saved.list()->targets.at(0).name, u"c"_s); // in the same place
        QCOMPARE(saved.save({.name = u"d"_s, .url = u"ssh://d"_s}, u"gone"_s).error().kind, ErrorKind::Usage);
        QCOMPARE(saved.remove(u"gone"_s).error().kind, ErrorKind::Usage);
    }

    void refusesWhatCannotBeReached_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("url");
        QTest::newRow("no name") << QString() << u"ssh://a"_s;
        QTest::newRow("a name like a URL") << u"ssh://a"_s << u"ssh://a"_s;
        QTest::newRow("this machine's name") << u"local"_s << u"ssh://a"_s;
        QTest::newRow("an option") << u"-x"_s << u"ssh://a"_s;
        QTest::newRow("a newline") << u"a\nb"_s << u"ssh://a"_s;
        QTest::newRow("spaces around") << u" a"_s << u"ssh://a"_s;
        QTest::newRow("too long") << QString(65, u'a') << u"ssh://a"_s;
        QTest::newRow("no URL") << u"a"_s << QString();
        QTest::newRow("no host") << u"a"_s << u"ssh://"_s;
        QTest::newRow("a recording") << u"a"_s << u"file:/x.rsrec"_s;
        QTest::newRow("a slip") << u"a"_s << u"shs://a"_s;
        QTest::newRow("no command") << u"a"_s << u"cmd: "_s;
    }
    void refusesWhatCannotBeReached()
    {
        QFETCH(QString, name);
        QFETCH(QString, url);
        const SavedTargets saved(path());
        const auto outcome = saved.save({.name = name, .url = url});
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().kind, ErrorKind::Usage);
        QVERIFY(!QFile::exists(path()));
    }

    void keepsUnknownFields()
    {
        write("{\"color\":\"blue\",\"targets\":[{\"name\":\"a\",\"url\":\"ssh://a\",\"icon\":\"x\"},"
              "{\"note\":\"no name\"},7]}");
        const SavedTargets saved(path());
        QCOMPARE(saved.list()->targets.size(), 1);
        QVERIFY(saved.save({.name = u"b"_s, .url = u"ssh://b"_s}, u"a"_s));
        const QJsonObject root = QJsonDocument::fromJson(read()).object();
        QCOMPARE(root["color"_L1].toString(), u"blue"_s);
        const QJsonArray targets = root["targets"_L1].toArray();
        QCOMPARE(targets.size(), 3);
        QCOMPARE(targets.at(0)["icon"_L1].toString(), u"x"_s);
        QCOMPARE(targets.at(0)["name"_L1].toString(), u"b"_s);
        QCOMPARE(targets.at(1)["note"_L1].toString(), u"no name"_s);
        QCOMPARE(targets.at(2).toInt(), 7);
    }

    void setsADamagedFileAside_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("cut short") << QByteArray("{\"targets\":[{\"name\":\"a\",\"url\":");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("another thing") << QByteArray("{\"targets\":{\"a\":1}}");
        QTest::newRow("binary") << QByteArray("\0\1\2\xff", 4);
    }
    void setsADamagedFileAside()
    {
        QFETCH(QByteArray, bytes);
        write(bytes);
        const SavedTargets saved(path());
        const auto listing = saved.list();
        QVERIFY(listing);
        QVERIFY(listing->notice.contains(path() + ".damaged-"_L1));
        QVERIFY(saved.save({.name = u"a"_s, .url = u"ssh://a"_s}));
        const QStringList aside = QDir(m_folder->path()).entryList({u"targets.json.damaged-*"_s});
        QCOMPARE(aside.size(), 1);
        QFile file(m_folder->filePath(aside.constFirst()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), bytes);
        QCOMPARE(saved.list()->notice, QString());
    }

    void twoProgramsLoseNothing()
    {
        constexpr int each = 40;
        const auto add = [this](QChar letter) {
            const SavedTargets saved(path());
            for (int i = 0; i < each; ++i) {
                if (!saved.save({.name = letter + QString::number(i), .url = u"ssh://x"_s}))
                    return;
            }
        };
        std::thread other([&] { add(u'a'); });
        add(u'b');
        other.join();
        QCOMPARE(SavedTargets(path()).list()->targets.size(), 2 * each);
    }

    // A program that dies at any moment leaves the old list or the new one, and no lock that holds others up.
    void survivesKill()
    {
        const SavedTargets saved(path());
        QVERIFY(saved.save({.name = u"first"_s, .url = u"ssh://first"_s}));
        for (int round = 0; round < 8; ++round) {
            const pid_t child = fork();
            if (child == 0) {
                for (int i = 0;; ++i)
                    (void)saved.save({.name = u"r%1-%2"_s.arg(round).arg(i), .url = u"ssh://x"_s});
            }
            const qsizetype before = saved.list()->targets.size();
            QTRY_VERIFY(saved.list()->targets.size() > before);
            kill(child, SIGKILL);
            waitpid(child, nullptr, 0);
            const auto listing = saved.list();
            QVERIFY(listing);
            QCOMPARE(listing->notice, QString());
            QVERIFY(listing->targets.size() > before);
            QCOMPARE(listing->targets.at(0).name, u"first"_s);
        }
    }

    void saysThatItCannotWrite()
    {
        const SavedTargets saved(u"/proc/radiosonde/targets.json"_s);
        const auto outcome = saved.save({.name = u"a"_s, .url = u"ssh://a"_s});
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().kind, ErrorKind::Internal);
        QVERIFY(outcome.error().text.contains(u"/proc/radiosonde"_s));
    }

    void readsSshConfig()
    {
        const SshConfigNames names = readSshConfigNames(sshConfig);
        QCOMPARE(names.hosts,
                 (QStringList{u"board-7"_s, u"board-8"_s, u"quoted"_s, u"with space"_s, u"tab"_s}));
        QCOMPARE(names.includes, (QStringList{u"more/*"_s, u"~/a b"_s}));
    }

    void followsIncludes()
    {
        QVERIFY(QDir(m_folder->path()).mkdir(u"more"_s));
        write("Include more/*.conf\nHost last a\n", u"config"_s);
        write("Host a\nInclude config\nInclude more/2.conf\n", u"more/1.conf"_s);
        write("Host b\nInclude /no/such/file\n", u"more/2.conf"_s);
        QCOMPARE(sshConfigHosts(m_folder->filePath(u"config"_s)), (QStringList{u"last"_s, u"a"_s, u"b"_s}));
        QCOMPARE(sshConfigHosts(m_folder->filePath(u"absent"_s)), QStringList());
    }

    void listsAll()
    {
        write("Host board-7 board-8\n", u"config"_s);
        const SavedTargets saved(path());
        QVERIFY(saved.save({.name = u"seven"_s, .url = u"ssh://board-7"_s}));
        const KnownTarget board{.kind = TargetKind::Board,
                                .url = u"board://arm64"_s,
                                .name = u"Virtual arm64"_s,
                                .state = TargetState::Stopped};
        const KnownTargets known = listTargets(saved, {board}, m_folder->filePath(u"config"_s));
        QStringList lines;
        for (const KnownTarget &target : known.targets)
            lines += targetKindName(target.kind) + u' ' + target.url + u' ' + targetStateName(target.state);
        QCOMPARE(lines,
                 (QStringList{u"local local ready"_s, u"saved ssh://board-7 unknown"_s,
                              u"board board://arm64 stopped"_s, u"ssh-config ssh://board-8 unknown"_s}));
        const auto imported =
            saved.import(importableTargets(saved.list()->targets, m_folder->filePath(u"config"_s)));
        QVERIFY(imported);
        QCOMPARE(imported->names, QStringList{u"board-8"_s});
        QCOMPARE(saved.list()->targets.size(), 2);
    }

    void choosesByNameOrUrl()
    {
        const QList<SavedTarget> saved{
            {.name = u"board-7"_s, .url = u"ssh://root@b7"_s, .kernelTypes = {u"/b/btf"_s, {}}}};
        QCOMPARE(chooseTarget({}, saved)->url, u"local"_s);
        QCOMPARE(chooseTarget(u"local"_s, saved)->url, u"local"_s);
        QCOMPARE(chooseTarget(u"board-7"_s, saved)->url, u"ssh://root@b7"_s);
        QCOMPARE(chooseTarget(u"board-7"_s, saved)->kernelTypes.btfFile, u"/b/btf"_s);
        QCOMPARE(chooseTarget(u"ssh://root@b7"_s, saved)->name, u"board-7"_s);
        QCOMPARE(chooseTarget(u"ssh://other"_s, saved)->name, QString());
        QVERIFY(chooseTarget(u"bord-7"_s, saved).error().hint.contains(u"board-7"_s));
        QVERIFY(chooseTarget(u"locl"_s, saved).error().hint.contains(u"local"_s));
    }

private:
    QString path() const { return m_folder->filePath(u"targets.json"_s); }
    void write(const QByteArray &bytes, const QString &name = u"targets.json"_s) const
    {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    QByteArray read() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestSavedTargets)
#include "test_saved_targets.moc"
