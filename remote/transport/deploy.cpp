// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/deploy.h"

#include "remote/stub/embedded_stub.h"
#include "remote/transport/deploy_root.h"
#include "remote/transport/deploy_script.h"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <QStringList>

namespace radiosonde
{

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("Deploy", text);
}

QByteArray randomName()
{
    QRandomGenerator *random = QRandomGenerator::system();
    return QByteArray::number(random->generate64(), 36) + QByteArray::number(random->generate64(), 36);
}

// The number of memfd_create(2).
int memfdCall(Architecture architecture)
{
    switch (architecture) {
    case Architecture::X86_64:
        return 319;
    case Architecture::Arm:
        return 385;
    case Architecture::Arm64:
    case Architecture::Riscv64:
        break;
    }
    return 279;
}

std::unexpected<Error> noPlace(const QStringList &places)
{
    return fail(
        ErrorKind::Unreachable,
        tr("There is no place on the target that the stub can run from: %1")
            .arg(places.join(QStringLiteral("; "))),
        tr("give one of them room for 16 KiB and let programs run there, or set TMPDIR there to a folder "
           "that has both"));
}

// What the shell says until it has told the facts. `first` was heard already.
Result<ShellFacts> hearFacts(DeployDialogue &dialogue, ShellAnswer answer)
{
    QStringList places;
    while (answer.word == "place") {
        places.append(describePlace(answer.rest));
        Result<ShellAnswer> next = dialogue.listen();
        if (!next)
            return std::unexpected(next.error());
        answer = *std::move(next);
    }
    const std::optional<ShellFacts> facts = answer.word == "facts" ? parseFacts(answer.rest) : std::nullopt;
    if (!facts)
        return dialogue.fails(tr("The target's shell answers nonsense"));
    if (facts->method == DeployMethod::None)
        return noPlace(places);
    return *facts;
}

std::unexpected<Error> notStarted(const DeployDialogue &dialogue, const ShellAnswer &answer)
{
    if (answer.rest.startsWith("damaged"))
        return fail(ErrorKind::Unreachable, tr("The stub arrived damaged on the target"),
                    tr("the link must carry all bytes unchanged: no terminal may stand in between"));
    if (answer.rest.startsWith("short"))
        return fail(ErrorKind::Unreachable, tr("The stub did not arrive whole on the target"),
                    tr("its disk may be full, or the link slow or broken"));
    if (answer.rest.startsWith("memory "))
        return fail(ErrorKind::Unreachable,
                    tr("The target does not let the stub run from memory: %1")
                        .arg(QString::fromUtf8(answer.rest.sliced(qstrlen("memory ")))));
    return dialogue.fails(tr("The target's shell answers nonsense"));
}

Result<> sendStub(DeployDialogue &dialogue, const ShellFacts &facts)
{
    const Result<Architecture> architecture = kernelArchitecture(facts);
    if (!architecture)
        return std::unexpected(architecture.error());
    if (!facts.canRead && facts.method == DeployMethod::File)
        return fail(ErrorKind::Unreachable, tr("The target has neither head nor dd to take the stub with"));
    const QByteArrayView stub = embeddedStub(*architecture);
    const QByteArray digest = digestAs(facts.digest, stub);
    if (const Result<> said =
            dialogue.say(stubHeader(stub.size(), digest, memfdCall(*architecture)) + stub.toByteArray());
        !said)
        return said;
    const Result<ShellAnswer> answer = dialogue.listenExactly();
    if (!answer)
        return std::unexpected(answer.error());
    return answer->word == "started" ? Result<>() : notStarted(dialogue, *answer);
}

Result<> sendScript(DeployDialogue &dialogue, ConnectObserver *observer)
{
    if (observer)
        observer->progress(tr("Looking at the target"));
    return dialogue.say(deployScript(dialogue.newMark(), randomName()));
}

Result<> goOn(DeployDialogue &dialogue, ConnectObserver *observer, const ShellAnswer &first)
{
    const Result<ShellFacts> facts = hearFacts(dialogue, first);
    if (!facts)
        return std::unexpected(facts.error());
    if (observer)
        observer->progress(tr("Sending the stub"));
    return sendStub(dialogue, *facts);
}

Result<> deployThrough(DeployDialogue &dialogue, ConnectObserver *observer)
{
    if (const Result<> said = sendScript(dialogue, observer); !said)
        return said;
    const Result<ShellAnswer> first = dialogue.listen();
    return first ? goOn(dialogue, observer, *first) : std::unexpected(first.error());
}

// A stub of another version is ended. What comes after it in the command may be a shell.
Result<QByteArray> replaceStub(DeployDialogue &dialogue, ConnectObserver *observer, const Error &wrong)
{
    Result<> done = dialogue.endStub();
    if (done)
        done = deployThrough(dialogue, observer);
    if (done)
        return QByteArray();
    if (done.error().kind == ErrorKind::Cancelled)
        return std::unexpected(done.error());
    return fail(ErrorKind::Unreachable, wrong.text,
                tr("let the command start a shell instead: radiosonde sends its own stub there"));
}

} // namespace

Result<> deployStub(Channel &shell, const DeployOptions &options, ConnectObserver *observer,
                    const Interruptor &interruptor)
{
    if (options.becomeRoot) {
        // sudo asks name servers for the target's own name, and waits after a wrong password.
        DeployDialogue patient(shell, 3 * options.answerMs, interruptor);
        if (const Result<> root = becomeRoot(patient, options, observer); !root)
            return root;
    }
    DeployDialogue dialogue(shell, options.answerMs, interruptor);
    return deployThrough(dialogue, observer);
}

Result<QByteArray> deployUnlessStub(Channel &channel, const DeployOptions &options, ConnectObserver *observer,
                                    const Interruptor &interruptor)
{
    DeployDialogue dialogue(channel, options.answerMs, interruptor);
    if (const Result<> said = sendScript(dialogue, observer); !said)
        return std::unexpected(said.error());
    const Result<std::optional<ShellAnswer>> first = dialogue.listenForStubToo();
    if (!first)
        return std::unexpected(first.error());
    if (*first) {
        const Result<> deployed = goOn(dialogue, observer, **first);
        return deployed ? Result<QByteArray>(QByteArray()) : std::unexpected(deployed.error());
    }
    if (const Result<> version = dialogue.checkStub(); !version)
        return replaceStub(dialogue, observer, version.error());
    return dialogue.heard().toByteArray();
}

} // namespace radiosonde
