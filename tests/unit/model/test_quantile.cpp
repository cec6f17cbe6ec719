// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/quantile.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace radiosonde;

namespace
{

HistogramSpec spec(Scale scale, quint32 slotCount, quint32 step = 1)
{
    HistogramSpec made;
    made.scale = scale;
    made.slotCount = slotCount;
    made.step = step;
    return made;
}

// The reference: every value of a slot is written out, spread evenly, and counted off.
double writtenOut(const HistogramSpec &spec, const std::vector<quint64> &counts, double share)
{
    std::vector<double> values;
    for (int slot = 0; slot < int(counts.size()); ++slot) {
        const Bucket bucket = bucketOf(spec, slot);
        const double width = double(bucket.high - bucket.low);
        for (quint64 i = 1; i <= counts[size_t(slot)]; ++i)
            values.push_back(double(bucket.low) + width * double(i) / double(counts[size_t(slot)]));
    }
    const auto rank = size_t(std::ceil(share * double(values.size()) - 1e-9));
    return values[std::max<size_t>(1, rank) - 1];
}

} // namespace

class QuantileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exactNumbers()
    {
        const HistogramSpec linear = spec(Scale::Linear, 4, 10);
        QCOMPARE(quantileOf(linear, {10, 0, 10, 0}, 0.25)->value, 5.0);
        QCOMPARE(quantileOf(linear, {10, 0, 10, 0}, 0.5)->value, 10.0);
        QCOMPARE(quantileOf(linear, {10, 0, 10, 0}, 0.75)->value, 25.0);
        QCOMPARE(quantileOf(linear, {10, 0, 10, 0}, 1)->value, 30.0);
        const HistogramSpec log2 = spec(Scale::Log2, 5);
        QCOMPARE(quantileOf(log2, {0, 0, 4, 0, 0}, 0.5)->value, 6.0);
        QCOMPARE(quantileOf(log2, {0, 0, 4, 0, 0}, 0.5)->slot, 2);
        QCOMPARE(quantileOf(log2, {0, 0, 0, 0, 4}, 0.99)->value, 16.0); // no upper bound
    }

    void nothingCountedHasNone()
    {
        QVERIFY(!quantileOf(spec(Scale::Log2, 3), {0, 0, 0}, 0.5));
        QVERIFY(!quantileOf(spec(Scale::Log2, 0), {}, 0.5));
    }

    void countsBeyondSixtyFourBitsTogether()
    {
        const quint64 most = ~quint64(0);
        const auto quantile = quantileOf(spec(Scale::Linear, 2, 2), {most, most}, 0.5);
        QCOMPARE(quantile->value, 2.0);
    }

    void agreesWithWrittenOutValues()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 50; ++round) {
            const HistogramSpec one = spec(round % 2 ? Scale::Log2 : Scale::Linear, 12, 3);
            std::vector<quint64> counts(12, 0);
            for (size_t i = 0; i + 1 < counts.size(); ++i)
                counts[i] = random() % 200;
            counts[3] += 1000;
            for (const double share : {0.5, 0.9, 0.99, 0.999}) {
                const double reference = writtenOut(one, counts, share);
                const auto quantile = quantileOf(one, counts, share);
                const Bucket bucket = bucketOf(one, quantile->slot);
                const double stride =
                    double(bucket.high - bucket.low) / double(counts[size_t(quantile->slot)]);
                QVERIFY(std::abs(quantile->value - reference) <= stride + 1e-9);
            }
        }
    }
};

QTEST_APPLESS_MAIN(QuantileTest)
#include "test_quantile.moc"
