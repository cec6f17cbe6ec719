// SPDX-License-Identifier: GPL-3.0-or-later
// Questions on a terminal, which is a pty here.
#include "app/cli/terminal_questions.h"

#include <QTest>

#include <atomic>
#include <csignal>
#include <future>

#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace radiosonde;

namespace
{

std::atomic<int> signalsSeen = 0;

class Pty
{
public:
    Pty() : m_master(posix_openpt(O_RDWR | O_NOCTTY))
    {
        grantpt(m_master);
        unlockpt(m_master);
        m_path = QString::fromLocal8Bit(ptsname(m_master));
        m_other = open(m_path.toLocal8Bit().constData(), O_RDWR | O_NOCTTY);
    }
    ~Pty()
    {
        close(m_other);
        close(m_master);
    }
    Pty(const Pty &) = delete;
    Pty &operator=(const Pty &) = delete;

    const QString &path() const { return m_path; }
    void type(const QByteArray &keys) const
    {
        QCOMPARE(write(m_master, keys.constData(), size_t(keys.size())), keys.size());
    }
    bool echoes() const
    {
        termios mode{};
        return tcgetattr(m_other, &mode) == 0 && (mode.c_lflag & ECHO) != 0;
    }
    // Reads on until what was shown contains `word`.
    bool waitFor(const QByteArray &word)
    {
        while (!m_shown.contains(word)) {
            pollfd wait{m_master, POLLIN, 0};
            char bytes[512];
            if (poll(&wait, 1, 10'000) <= 0)
                return false;
            const ssize_t count = read(m_master, bytes, sizeof bytes);
            if (count <= 0)
                return false;
            m_shown.append(bytes, count);
        }
        return true;
    }
    const QByteArray &shown() const { return m_shown; }

private:
    int m_master;
    int m_other;
    QString m_path;
    QByteArray m_shown;
};

} // namespace

class TestTerminalQuestions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void secretsAreNotShown()
    {
        Pty pty;
        const Interruptor stop;
        const TerminalQuestions questions(stop, pty.path());
        auto answer = std::async(std::launch::async, [&] {
            return questions.answer({u"Password of root@b\x1b[2J"_s, {}, false, true});
        });
        QVERIFY(pty.waitFor("Password of root@b\\x1b[2J: "));
        QVERIFY(pty.shown().contains("not accepted"));
        QTRY_VERIFY(!pty.echoes());
        pty.type("s\u00e9cret\n"_ba);
        QCOMPARE(answer.get(), u"s\u00e9cret"_s);
        QVERIFY(pty.echoes());
        QVERIFY(!pty.shown().contains("cret"));
    }

    void trustWantsAWholeYes()
    {
        const HostKeyQuestion question{u"b"_s, u"ssh-ed25519"_s, u"SHA256:abc"_s};
        for (const auto &[typed, trusted] : {std::pair("yes\n", true),
                                             {"y\n", false},
                                             {"\n", false},
                                             {"SHA256:abc\n", true},
                                             {"no\n", false}}) {
            Pty pty;
            const Interruptor stop;
            const TerminalQuestions questions(stop, pty.path());
            auto answer = std::async(std::launch::async, [&] { return questions.trust(question); });
            QVERIFY(pty.waitFor("(yes/no) "));
            QVERIFY(pty.shown().contains("SHA256:abc"));
            pty.type(typed);
            QCOMPARE(answer.get(), trusted);
        }
    }

    void stopEndsAQuestion()
    {
        Pty pty;
        Interruptor stop;
        const TerminalQuestions questions(stop, pty.path());
        auto answer =
            std::async(std::launch::async, [&] { return questions.answer({.what = u"Password"_s}); });
        QVERIFY(pty.waitFor("Password: "));
        stop.interrupt();
        QVERIFY(!answer.get());
        QVERIFY(pty.echoes());
    }

    void signalsTakeTheirCourseAfterwards()
    {
        Pty pty;
        const Interruptor stop;
        std::signal(SIGTERM, [](int) { ++signalsSeen; });
        const TerminalQuestions questions(stop, pty.path());
        auto answer =
            std::async(std::launch::async, [&] { return questions.answer({.what = u"Password"_s}); });
        QVERIFY(pty.waitFor("Password: "));
        QTRY_VERIFY(!pty.echoes());
        kill(getpid(), SIGTERM);
        QVERIFY(!answer.get());
        QVERIFY(pty.echoes());
        QTRY_COMPARE(signalsSeen.load(), 1);
        std::signal(SIGTERM, SIG_DFL);
    }

    void endOfFileDeclines()
    {
        Pty pty;
        const Interruptor stop;
        const TerminalQuestions questions(stop, pty.path());
        auto answer =
            std::async(std::launch::async, [&] { return questions.answer({.what = u"Password"_s}); });
        QVERIFY(pty.waitFor("Password: "));
        pty.type("\x04"_ba);
        QVERIFY(!answer.get());
    }

    void withoutTerminalDeclines()
    {
        const Interruptor stop;
        for (const QString &path : {u"/dev/null"_s, u"/no/such/terminal"_s}) {
            const TerminalQuestions questions(stop, path);
            QVERIFY(!questions.answer({.what = u"Password"_s}));
            QVERIFY(!questions.trust({}));
        }
    }
};

QTEST_GUILESS_MAIN(TestTerminalQuestions)
#include "test_terminal_questions.moc"
