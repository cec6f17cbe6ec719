// SPDX-License-Identifier: GPL-3.0-or-later
// What may be under way: files, dumps and buffers wait for the host's window, answers do not.
#include "tests/unit/stub/stub_process.h"

#include <QTest>

using namespace radiosonde;

namespace
{

constexpr quint64 fileBytes = 1 << 20;
constexpr quint64 chunk = 16 << 10; // of a file; the last one may go beyond the window

quint64 wireBytes(const OwnedFrame &frame)
{
    return sizeof(wire_frame) + quint64(frame.payload.size());
}

} // namespace

class TestStubWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filesWaitForTheWindow();
};

void TestStubWindow::filesWaitForTheWindow()
{
    constexpr quint64 window = 100'000;
    StubProcess stub;
    QVERIFY(stub.start());
    QByteArray out;
    appendHelloAck(out, StubProcess::defaultAck());
    appendReadFile(out, 1, "/dev/zero", 0, fileBytes);
    appendPing(out, 2, 3);
    QVERIFY(stub.send(out));
    auto frame = stub.receive(); // without a window no chunk comes, yet an answer does
    QVERIFY(frame);
    QCOMPARE(frame->type, WIRE_PONG);

    quint64 granted = 0, bytes = 0;
    quint64 sent = sizeof(wire_frame) + sizeof(wire_hello) + wireBytes(*frame);
    for (bool ended = false; !ended;) {
        out.clear();
        appendCredit(out, WIRE_CREDIT_WINDOW, window);
        QVERIFY(stub.send(out));
        granted += window;
        while (sent < granted && !ended) { // all that is allowed comes
            frame = stub.receive();
            QVERIFY(frame);
            sent += wireBytes(*frame);
            ended = frame->type == WIRE_REPLY;
            bytes += frame->type == WIRE_CHUNK ? quint64(frame->payload.size()) : 0;
        }
        QVERIFY(sent <= granted + chunk + sizeof(wire_frame));
        QVERIFY(ended || !stub.receive(50)); // and no more
    }
    QCOMPARE(bytes, fileBytes);
    QCOMPARE(stub.quit(), int(WIRE_END_QUIT));
}

QTEST_GUILESS_MAIN(TestStubWindow)
#include "test_stub_window.moc"
