// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/session/fetch_progress.h"

#include <QTest>

#include <linux/btf.h>

using namespace radiosonde;
using namespace std::chrono_literals;

class TestFetchProgress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysNothingOfWhatComesSoon();
    void saysHowMuchOfHowMuch();
    void saysHowMuchWhereTheTotalIsUnknown();
    void readsTheSizeOfBtf();
};

void TestFetchProgress::saysNothingOfWhatComesSoon()
{
    const FetchProgress::Time begun{};
    FetchProgress progress(QStringLiteral("/file"), 4096, begun);
    QVERIFY(!progress.take(1024, begun + 10ms));
    QVERIFY(!progress.take(2048, begun + 999ms));
    QVERIFY(progress.take(3072, begun + 1s));
    QVERIFY(!progress.take(4096, begun + 1s + 499ms));
    QVERIFY(progress.take(4096, begun + 2s));
}

void TestFetchProgress::saysHowMuchOfHowMuch()
{
    const FetchProgress::Time begun{};
    FetchProgress progress(QStringLiteral("/file"), 0, begun);
    progress.setTotal(4 << 20);
    QCOMPARE(progress.take(1 << 20, begun + 100s).value_or(QString()),
             QStringLiteral("Fetching /file: 1.0 MiB of 4.0 MiB, 5 min 0 s left"));
}

void TestFetchProgress::saysHowMuchWhereTheTotalIsUnknown()
{
    const FetchProgress::Time begun{};
    FetchProgress progress(QStringLiteral("/file"), 0, begun);
    QCOMPARE(progress.take(1 << 20, begun + 5s).value_or(QString()),
             QStringLiteral("Fetching /file: 1.0 MiB"));
    progress.setTotal(1024); // a guess that was too low
    QCOMPARE(progress.take(2 << 20, begun + 9s).value_or(QString()),
             QStringLiteral("Fetching /file: 2.0 MiB"));
}

void TestFetchProgress::readsTheSizeOfBtf()
{
    btf_header header{};
    header.magic = BTF_MAGIC;
    header.hdr_len = sizeof header;
    header.type_len = 1000;
    header.str_off = 1000;
    header.str_len = 500;
    QByteArray bytes(reinterpret_cast<const char *>(&header), sizeof header);
    QCOMPARE(btfSize(bytes), sizeof header + 1500);
    QCOMPARE(btfSize(bytes.first(23)), 0u);
    bytes[0] = 0;
    QCOMPARE(btfSize(bytes), 0u);
}

QTEST_GUILESS_MAIN(TestFetchProgress)
#include "test_fetch_progress.moc"
