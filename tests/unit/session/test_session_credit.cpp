// SPDX-License-Identifier: GPL-3.0-or-later
// The account of credit, and the window that follows a link's rate, on links that are computed.
#include "remote/session/credit_account.h"
#include "remote/session/credit_window.h"

#include <QTest>

#include <deque>

using namespace radiosonde;
using namespace std::chrono_literals;

namespace
{

constexpr quint64 kilobyte = 1 << 10;
constexpr quint64 megabyte = 1 << 20;

// A target that has `supply` bytes a second to tell, at the far end of a link that carries `rate` bytes a
// second each with half of `roundTrip` on its way. The host works off at once what has come.
class Line
{
public:
    Line(double rate, std::chrono::nanoseconds roundTrip, double supply)
        : m_rate(rate), m_supply(supply), m_roundTrip(roundTrip)
    {
    }

    void runFor(std::chrono::nanoseconds time)
    {
        for (const auto end = m_now + time; m_now < end; m_now += step)
            turn();
    }

    void setRate(double rate) { m_rate = rate; }
    quint64 received() const { return m_received; }
    quint64 underWay() const { return m_sent - m_received; } // now
    quint64 window() const { return m_account.granted() - m_received; }

private:
    using Time = CreditWindow::Time;
    static constexpr std::chrono::nanoseconds step = 250us;

    struct Parcel
    {
        Time arrives;
        quint64 bytes = 0;
    };

    void turn()
    {
        const double seconds = std::chrono::duration<double>(step).count();
        while (!m_grants.empty() && m_grants.front().arrives <= m_now) {
            m_known += m_grants.front().bytes;
            m_grants.pop_front();
        }
        m_supplied = std::min(m_supplied + m_supply * seconds, double(m_sent) + 64e6); // a buffer
        const quint64 wanted = std::min(quint64(m_supplied), m_known);
        if (wanted > m_sent) { // into whatever stands before the line, however much that holds
            m_queue.push_back({{}, wanted - m_sent});
            m_sent = wanted;
        }
        carry(m_rate * seconds);
        while (!m_parcels.empty() && m_parcels.front().arrives <= m_now) {
            receive(m_parcels.front().bytes);
            m_parcels.pop_front();
        }
    }

    void carry(double bytes)
    {
        m_carried += bytes;
        quint64 room = quint64(m_carried);
        m_carried = m_queue.empty() ? 0 : m_carried - double(room);
        while (room > 0 && !m_queue.empty()) {
            const quint64 part = std::min(room, m_queue.front().bytes);
            m_parcels.push_back({m_now + m_roundTrip / 2, part});
            room -= part;
            m_queue.front().bytes -= part;
            if (m_queue.front().bytes == 0)
                m_queue.pop_front();
        }
    }

    void receive(quint64 bytes)
    {
        m_received += bytes;
        QVERIFY(m_account.receive(bytes, 0));
        m_window.received(m_received, m_roundTrip, m_now);
        m_account.resize(m_window.bytes());
        if (!m_account.consume(bytes))
            return;
        if (const quint64 more = m_account.takeReturned())
            m_grants.push_back({m_now + m_roundTrip / 2, more});
        m_window.granted(m_account.granted(), m_received, m_now);
    }

    static constexpr quint64 first = CreditWindow::least;
    CreditAccount m_account{first, first};
    CreditWindow m_window{first, 8 * megabyte};
    double m_rate = 0;
    double m_supply = 0;
    std::chrono::nanoseconds m_roundTrip;
    Time m_now{};
    std::deque<Parcel> m_grants, m_queue, m_parcels;
    quint64 m_known = first; // to the target, of what was granted
    quint64 m_sent = 0;
    quint64 m_received = 0;
    double m_supplied = 0;
    double m_carried = 0;
};

} // namespace

class TestSessionCredit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void creditIsConserved();
    void advanceIsWithheldLater();
    void aSlowLineHoldsLittle_data();
    void aSlowLineHoldsLittle();
    void aFastLineIsFilledAtOnce_data();
    void aFastLineIsFilledAtOnce();
    void aLineThatGetsSlowerHoldsLessSoon();
    void aTargetWithLittleToTellGetsLessCredit();
    void aWindowThatIsFixedStays();
};

void TestSessionCredit::creditIsConserved()
{
    CreditAccount credit(800, 800);
    QVERIFY(credit.receive(800, 0));
    QVERIFY(!credit.consume(99));
    QCOMPARE(credit.takeReturned(), 0u);
    QVERIFY(credit.consume(1));
    QCOMPARE(credit.takeReturned(), 100u);
    QCOMPARE(credit.takeReturned(), 0u);
    QVERIFY(credit.consume(700));
    QCOMPARE(credit.takeReturned(), 700u);
    QVERIFY(credit.receive(800, 0));
    QVERIFY(!credit.receive(1, 0));
    QVERIFY(credit.receive(0, 1));
}

void TestSessionCredit::advanceIsWithheldLater()
{
    CreditAccount credit(800, 800);
    QVERIFY(credit.receive(800, 0));
    QCOMPARE(credit.takeAdvance(1000), 1000u);
    QCOMPARE(credit.takeAdvance(1000), 0u); // it may send so much already
    QVERIFY(credit.receive(1000, 0));
    credit.consume(1000);
    QCOMPARE(credit.takeReturned(), 0u);
    credit.consume(800);
    QCOMPARE(credit.takeReturned(), 800u); // all consumed: the base again
}

void TestSessionCredit::aSlowLineHoldsLittle_data()
{
    QTest::addColumn<double>("rate");
    QTest::addColumn<int>("roundTripMs");
    QTest::newRow("256 kbit/s, 400 ms") << 32e3 << 400;
    QTest::newRow("256 kbit/s, 4 ms") << 32e3 << 4;
    QTest::newRow("1 Mbit/s, 80 ms") << 125e3 << 80;
    QTest::newRow("10 Mbit/s, 20 ms") << 1250e3 << 20;
}

// Never more than what the line carries in half a second and a round trip, give or take a round's unevenness;
// and the line is busy all the time.
void TestSessionCredit::aSlowLineHoldsLittle()
{
    QFETCH(double, rate);
    QFETCH(int, roundTripMs);
    Line line(rate, std::chrono::milliseconds(roundTripMs), 50e6);
    quint64 most = 0;
    for (int i = 0; i < 300; ++i) {
        line.runFor(100ms);
        most = std::max(most, line.window());
    }
    const double seconds = 0.5 + roundTripMs / 1000.0;
    QVERIFY2(most <= std::max(quint64(1.25 * rate * seconds), CreditWindow::least),
             qPrintable(QString::number(most)));
    QVERIFY2(line.received() >= 0.95 * rate * 30, qPrintable(QString::number(line.received())));
}

void TestSessionCredit::aFastLineIsFilledAtOnce_data()
{
    QTest::addColumn<double>("rate");
    QTest::addColumn<int>("roundTripMs");
    QTest::newRow("a gigabit, 1 ms") << 125e6 << 1;
    QTest::newRow("100 Mbit/s, 30 ms") << 12.5e6 << 30;
}

// All that it carries in the first second but what the first ten round trips could have.
void TestSessionCredit::aFastLineIsFilledAtOnce()
{
    QFETCH(double, rate);
    QFETCH(int, roundTripMs);
    Line line(rate, std::chrono::milliseconds(roundTripMs), 2 * rate);
    line.runFor(1s);
    QVERIFY2(line.received() >= rate * (1 - 0.01 * roundTripMs) * 0.95,
             qPrintable(QString::number(line.received())));
}

void TestSessionCredit::aLineThatGetsSlowerHoldsLessSoon()
{
    Line line(1250e3, 20ms, 50e6);
    line.runFor(5s);
    line.setRate(64e3);
    line.runFor(60s);
    QVERIFY2(line.window() <= 1.25 * 64e3 * 0.52, qPrintable(QString::number(line.window())));
}

// And what it tells at once later is carried as soon.
void TestSessionCredit::aTargetWithLittleToTellGetsLessCredit()
{
    Line line(125e6, 1ms, 200e3);
    line.runFor(10s);
    QVERIFY2(line.window() <= 256 * kilobyte, qPrintable(QString::number(line.window())));
    QVERIFY(line.received() >= 1'990'000);
    QVERIFY(line.underWay() <= kilobyte);
}

void TestSessionCredit::aWindowThatIsFixedStays()
{
    CreditWindow window(2800, 2800);
    window.granted(5600, 2800, {});
    window.received(5600, 1ms, CreditWindow::Time(10s));
    QCOMPARE(window.bytes(), 2800u);
}

QTEST_GUILESS_MAIN(TestSessionCredit)
#include "test_session_credit.moc"
