// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/decoder.h"
#include "core/model/plan_codec.h"
#include "core/model/stack_store.h"
#include "tests/unit/model/keeping_sink.h"
#include "tests/unit/model/make_chunks.h"
#include "tests/unit/model/make_plans.h"

#include <QTest>

#include <map>
#include <random>

using namespace radiosonde;
using namespace radiosonde::testing;
using namespace Qt::StringLiterals;

namespace
{

constexpr quint64 kernelBase = 0xffffffff81000000;
constexpr quint32 mapFull = quint32(-17);
constexpr quint32 noStack = quint32(-14);

QByteArray row(quint32 pid, quint32 user, quint32 kernel, quint64 weight)
{
    return number(pid, 4) + number(user, 4) + number(kernel, 4) + QByteArray("cat\0", 4) + number(weight, 8);
}

// An entry of the stack map: innermost first, zeros to its end.
QByteArray stackEntry(quint32 id, const QList<quint64> &addresses)
{
    QByteArray bytes = number(id, 4);
    for (int i = 0; i < 4; ++i)
        bytes += number(addresses.value(i), 8);
    return bytes;
}

const QByteArray twoStacks = stackEntry(1, {0x1010, 0x1000}) + stackEntry(2, {kernelBase + 16, kernelBase});

using Addresses = std::vector<quint64>;

// Names kernelBase "entry", kernelBase + 16 "work"; 0x1000 is "main" and, once `known`, 0x1010 is "inner"
// that was inlined into "outer".
class Names : public SymbolSource
{
public:
    QList<SymbolFrame> resolve(const CodeAddress &address) override
    {
        if (address.kernel)
            return {{address.address == kernelBase ? u"entry"_s : u"work"_s, u"kernel"_s, {}, 0, false, 0}};
        if (address.address == 0x1000)
            return {{u"main"_s, u"cat"_s, {}, 0, false, 0}};
        if (known)
            return {{u"inner"_s, u"cat"_s, {}, 0, true, 0}, {u"outer"_s, u"cat"_s, {}, 0, false, 0}};
        return {{{}, {}, {}, 0, false, address.address}};
    }
    quint64 generation() const override { return known ? 1 : 0; }
    void settle(const Interruptor &) override { known = true; }

    bool known = false;
};

QStringList namesOf(const StackStore &store, quint32 stack)
{
    QStringList names;
    for (const quint32 frame : store.path(store.nodeOf(stack)))
        names.append(store.frames().frame(frame).name);
    return names;
}

Plan stackPlan()
{
    return planOf(stackFacts());
}

// Chunks through a decoder into a store.
StacksUpdate oneUpdate(const QByteArray &rows, const QByteArray &stacks)
{
    KeepingSink sink;
    Decoder decoder(stackPlan(), sink);
    decoder.take(snapshot(1, rows, 1));
    decoder.take(snapshot(2, stacks, 2));
    return sink.stackUpdates.value(0);
}

} // namespace

class StacksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHashWithStackNumbersIsAViewOfStacks()
    {
        const Inferred inferred = inferViews(stackFacts(), 4);
        QCOMPARE(inferred.views.size(), 1);
        const ViewSpec &view = inferred.views[0];
        QCOMPARE(view.kind, ViewKind::Stacks);
        QCOMPARE(view.accumulate, Accumulate::Total);
        QStringList columns;
        for (const Column &column : view.columns)
            columns.append(column.name);
        QCOMPARE(columns, QStringList({u"pid"_s, u"comm"_s, u"value"_s}));
        QCOMPARE(view.stacks.fields.size(), 2);
        QCOMPARE(view.stacks.fields[0].space, StackSpace::User);
        QCOMPARE(view.stacks.fields[0].offset, 4u);
        QCOMPARE(view.stacks.fields[1].space, StackSpace::Kernel);
        QCOMPARE(inferred.streams.size(), 2);
        QCOMPARE(inferred.streams[0].map, u"samples"_s); // its snapshot comes before that of the stacks
        QCOMPARE(inferred.streams[1].map, u"stacks"_s);
        QCOMPARE(view.stacks.fields[0].stream, inferred.streams[1].id);
    }

    void theWeightMayBeAMemberOfTheValue()
    {
        Facts facts = stackFacts();
        facts.maps[1].value =
            record(u"val"_s,
                   {{u"flags"_s, u64()}, {u"delta"_s, u64(), {{u"unit"_s, u"us"_s}}}, {u"comm"_s, text(8)}});
        const Inferred inferred = inferViews(facts, 1);
        const ViewSpec &view = inferred.views[0];
        QCOMPARE(view.columns.last().name, u"delta"_s);
        QVERIFY(view.columns.last().counter);
        QCOMPARE(view.stacks.unit, u"us"_s);
        QCOMPARE(view.columns.size(), 4); // pid, comm, value.comm, delta
    }

    void withoutAStackMapItIsATable()
    {
        Facts facts = stackFacts();
        facts.maps.removeFirst();
        QCOMPARE(inferViews(facts, 1).views[0].kind, ViewKind::Table);
    }

    void plansKeepTheirStacks()
    {
        const Plan plan = stackPlan();
        const Result<Plan> read = planFromCbor(planToCbor(plan));
        QVERIFY(read);
        QCOMPARE(read->views[0].kind, ViewKind::Stacks);
        QCOMPARE(read->views[0].stacks.fields.size(), 2);
        QCOMPARE(read->views[0].stacks.fields[1].space, StackSpace::Kernel);
        QCOMPARE(read->views[0].stacks.fields[1].stream, 2);
    }

    void rowsWaitForTheirStacks()
    {
        KeepingSink sink;
        Decoder decoder(stackPlan(), sink);
        decoder.take(snapshot(1, row(7, 1, 2, 5), 1'000));
        QCOMPARE(sink.stackUpdates.size(), 0);
        decoder.take(snapshot(2, twoStacks, 2'000));
        QCOMPARE(sink.stackUpdates.size(), 1);
        const StacksUpdate &update = sink.stackUpdates[0];
        QCOMPARE(update.time, 1'001'000);
        QCOMPARE(update.stacks.size(), 1u);
        QCOMPARE(update.addresses, Addresses({kernelBase + 16, kernelBase, 0x1010, 0x1000}));
        QCOMPARE(update.stacks[0].kernel, 2u);
        QCOMPARE(update.stacks[0].user, 2u);
        QCOMPARE(update.stacks[0].tgid, 7u);
        QCOMPARE(update.stacks[0].total, 5u);
        QCOMPARE(update.stacks[0].interval, 5);
        QCOMPARE(update.rows, row(7, 1, 2, 5));
        QVERIFY(!update.stacks[0].lost);
    }

    void updatesHoldWhatChanged()
    {
        KeepingSink sink;
        Decoder decoder(stackPlan(), sink);
        decoder.take(snapshot(1, row(7, 1, 2, 5) + row(8, 1, 2, 1), 1'000));
        decoder.take(snapshot(2, twoStacks, 1'000));
        decoder.take(snapshot(1, row(7, 1, 2, 9) + row(8, 1, 2, 1), 2'000));
        decoder.take(snapshot(2, twoStacks, 2'000));
        QCOMPARE(sink.stackUpdates[1].stacks.size(), 1u);
        QCOMPARE(sink.stackUpdates[1].stacks[0].number, 0u);
        QCOMPARE(sink.stackUpdates[1].stacks[0].total, 9u);
        QCOMPARE(sink.stackUpdates[1].stacks[0].interval, 4);
        QCOMPARE(sink.stackUpdates[1].intervalNs, 1'000);
        decoder.take(snapshot(1, row(7, 1, 2, 9) + row(8, 1, 2, 1), 3'000, true));
        decoder.take(snapshot(2, twoStacks, 3'000, true));
        QCOMPARE(sink.stackUpdates[2].stacks.size(), 2u); // the last one has all
        QVERIFY(sink.stackUpdates[2].final);
    }

    void whatStillWaitsComesAtTheEnd()
    {
        KeepingSink sink;
        Decoder decoder(stackPlan(), sink);
        decoder.take(snapshot(2, twoStacks, 1'000, true)); // the order is not ours to choose
        decoder.take(snapshot(1, row(7, 1, 2, 5), 2'000, true));
        QCOMPARE(sink.stackUpdates.size(), 0);
        decoder.finish(1, true);
        QCOMPARE(sink.stackUpdates.size(), 1);
        QCOMPARE(sink.stackUpdates[0].addresses.size(), 4u);
    }

    void aDeletedRowWeighsNothing()
    {
        KeepingSink sink;
        Decoder decoder(stackPlan(), sink);
        decoder.take(snapshot(1, row(7, 1, 2, 5), 1));
        decoder.take(snapshot(2, twoStacks, 1));
        decoder.take(snapshot(1, {}, 2));
        decoder.take(snapshot(2, twoStacks, 2));
        QCOMPARE(sink.stackUpdates[1].stacks[0].total, 0u);
        QCOMPARE(sink.stackUpdates[1].stacks[0].interval, -5);
    }

    void stacksWithoutAPlaceAreLost()
    {
        KeepingSink sink;
        Decoder decoder(stackPlan(), sink);
        decoder.take(snapshot(1, row(7, 1, mapFull, 3) + row(8, noStack, 2, 4) + row(9, 5, 2, 2), 1));
        decoder.take(snapshot(2, twoStacks, 1));
        const StacksUpdate &update = sink.stackUpdates[0];
        QVERIFY(update.stacks[0].lost);
        QVERIFY(!update.stacks[1].lost); // a thread of the kernel has no user stack
        QVERIFY(update.stacks[2].lost);  // the map has no stack 5
        QCOMPARE(sink.losses.size(), 1);
        QCOMPARE(sink.losses[0].count, 5u);
        QCOMPARE(sink.losses[0].place, LossPlace::Map);
        QCOMPARE(sink.losses[0].view, 0);
    }

    void processorsAreSummedUp()
    {
        KeepingSink sink;
        Decoder decoder(planOf(stackFacts(PerCpuHash), 2), sink);
        decoder.take(snapshot(1, row(7, 1, 2, 5) + number(6, 8), 1));
        decoder.take(snapshot(2, twoStacks, 1));
        QCOMPARE(sink.stackUpdates[0].stacks[0].total, 11u);
    }

    void mixedStacksAreSplitByAddress()
    {
        Facts facts = stackFacts();
        facts.maps[1].key = record(u"key"_s, {{u"pid"_s, u64()}, {u"stack_id"_s, u64()}});
        KeepingSink sink;
        Decoder decoder(planOf(facts), sink);
        decoder.take(snapshot(1, number(7, 8) + number(1, 8) + number(2, 8), 1));
        decoder.take(snapshot(2, stackEntry(1, {kernelBase, 0x1010, 0x1000}), 1));
        QCOMPARE(sink.stackUpdates[0].stacks[0].kernel, 1u);
        QCOMPARE(sink.stackUpdates[0].stacks[0].user, 2u);
    }

    void theStoreJoinsStacksRootFirst()
    {
        StackStore store(stackPlan().views[0], std::make_shared<Names>());
        store.update(oneUpdate(row(7, 1, 2, 5) + row(8, noStack, 2, 3), twoStacks));
        QCOMPARE(namesOf(store, 0), QStringList({u"cat"_s, u"main"_s, u"[0x1010]"_s, u"entry"_s, u"work"_s}));
        QCOMPARE(namesOf(store, 1), QStringList({u"cat"_s, u"entry"_s, u"work"_s}));
        QCOMPARE(store.total(), 8u);
        std::vector<quint64> weights = store.self();
        addToParents(store.tree(), weights);
        QCOMPARE(weights[0], 8u);
        QCOMPARE(weights[1], 8u); // cat
        QCOMPARE(store.frames().frame(quint32(store.tree().key(1))).kind, FrameKind::Process);
    }

    void namesThatBecomeKnownMergeStacks()
    {
        const auto names = std::make_shared<Names>();
        StackStore store(stackPlan().views[0], names);
        store.update(oneUpdate(row(7, 1, noStack, 5) + row(8, 1, noStack, 2), twoStacks));
        QCOMPARE(store.nodeOf(0), store.nodeOf(1)); // two processes, one name
        QVERIFY(!store.refresh());
        names->known = true;
        QVERIFY(store.refresh());
        QCOMPARE(namesOf(store, 0), QStringList({u"cat"_s, u"main"_s, u"outer"_s, u"inner"_s}));
        QCOMPARE(store.self()[store.nodeOf(1)], 7u);
        QCOMPARE(store.total(), 7u);
    }

    void intervalsAreKeptApart()
    {
        KeepingSink sink;
        Decoder decoder(stackPlan(), sink);
        StackStore store(stackPlan().views[0], nullptr);
        for (const quint64 weight : {5, 9, 12}) {
            decoder.take(snapshot(1, row(7, 1, 2, weight), qint64(weight)));
            decoder.take(snapshot(2, twoStacks, qint64(weight)));
            store.update(sink.stackUpdates.last());
        }
        const quint32 node = store.nodeOf(0);
        const qint64 second = sink.stackUpdates[1].time;
        QCOMPARE(store.selfBetween(second, second + 1)[node], 4u);
        QCOMPARE(store.selfBetween(second, second + 100)[node], 7u);
        QCOMPARE(store.selfBetween(0, second)[node], 5u);
    }

    void treesFindWhatTheyHave()
    {
        std::mt19937 random(1);
        PrefixTree tree;
        std::map<std::pair<quint32, quint32>, quint32> known;
        for (int i = 0; i < 50'000; ++i) {
            const quint32 parent = random() % 2 ? tree.size() - 1 : random() % tree.size();
            const quint32 key = random() % 50;
            const quint32 size = tree.size();
            const quint32 node = tree.child(parent, key);
            const auto [at, isNew] = known.try_emplace({parent, key}, node);
            QCOMPARE(node, at->second);
            QCOMPARE(node == size, isNew);
        }
        std::size_t children = 0;
        for (quint32 node = 0; node < tree.size(); ++node) {
            for (quint32 child = tree.firstChild(node); child != PrefixTree::none;
                 child = tree.nextSibling(child), ++children)
                QCOMPARE(known.at({node, tree.key(child)}), child);
        }
        QCOMPARE(children, known.size());
    }

    void hostileAddressesStayAddresses()
    {
        StackStore store(stackPlan().views[0], nullptr);
        store.update(oneUpdate(row(7, 1, noStack, 5), stackEntry(1, {0x2afeffffffffffff, 0x2aff000000000001,
                                                                     0x7fffffffffffffff, 1})));
        const QStringList names = namesOf(store, 0);
        QCOMPARE(names.size(), 5);
        for (const QString &name : names.mid(1))
            QVERIFY(name.startsWith(u"[0x"_s));
    }
};

QTEST_GUILESS_MAIN(StacksTest)
#include "test_stacks.moc"
