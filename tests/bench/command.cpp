// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/command.h"

#include <QCoreApplication>
#include <QFile>
#include <QStandardPaths>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <mutex>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace radiosonde
{

namespace
{

pid_t spawnWithPipe(const QStringList &words, int &readEnd)
{
    int ends[2] = {-1, -1};
    if (pipe2(ends, O_CLOEXEC) != 0)
        return -1;
    std::vector<QByteArray> encoded;
    for (const QString &word : words)
        encoded.push_back(word.toLocal8Bit());
    std::vector<char *> pointers;
    for (QByteArray &word : encoded)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t child = -1;
    if (posix_spawnp(&child, pointers[0], &actions, nullptr, pointers.data(), environ) != 0)
        child = -1;
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    readEnd = ends[0];
    return child;
}

} // namespace

class Command::Impl
{
public:
    void readLines()
    {
        QByteArray rest;
        std::vector<char> buffer(1 << 16);
        for (;;) {
            const ssize_t got = read(output, buffer.data(), buffer.size());
            if (got <= 0)
                break;
            rest.append(buffer.data(), got);
            takeLines(rest);
        }
        const std::scoped_lock lock(mutex);
        closed = true;
        changed.notify_all();
    }

    void takeLines(QByteArray &rest)
    {
        qsizetype begin = 0;
        for (qsizetype newline = rest.indexOf('\n'); newline >= 0; newline = rest.indexOf('\n', begin)) {
            const QByteArray line = rest.mid(begin, newline - begin);
            begin = newline + 1;
            ++count;
            if (onLine)
                onLine(line);
            const std::scoped_lock lock(mutex);
            if (wanted && wanted(line)) {
                seen = true;
                changed.notify_all();
            }
        }
        rest.remove(0, begin);
    }

    OnLine onLine;
    pid_t child = -1;
    int output = -1;
    std::atomic<long long> count = 0;
    std::thread reader;
    std::mutex mutex; // guards what follows
    std::condition_variable changed;
    std::function<bool(const QByteArray &)> wanted;
    bool seen = false;
    bool closed = false;
};

Command::Command(const QStringList &words, OnLine onLine) : m(std::make_unique<Impl>())
{
    m->onLine = std::move(onLine);
    m->child = spawnWithPipe(words, m->output);
}

Command::~Command()
{
    end();
}

bool Command::waitForLine(const std::function<bool(const QByteArray &)> &wanted, double seconds)
{
    m->wanted = wanted;
    if (!m->reader.joinable())
        m->reader = std::thread([this] { m->readLines(); });
    std::unique_lock lock(m->mutex);
    m->changed.wait_for(lock, std::chrono::duration<double>(seconds),
                        [this] { return m->seen || m->closed; });
    return m->seen;
}

long long Command::lines() const
{
    return m->count;
}

double Command::end()
{
    if (m->child <= 0)
        return 0;
    kill(m->child, SIGINT);
    if (!m->reader.joinable())
        m->reader = std::thread([this] { m->readLines(); });
    int status = 0;
    rusage usage{};
    wait4(m->child, &status, 0, &usage); // counts the tool's own children that it has waited for
    m->child = -1;
    m->reader.join();
    close(m->output);
    const auto seconds = [](const timeval &time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

QString findTool(const QString &name)
{
    const QString inPath = QStandardPaths::findExecutable(name);
    if (!inPath.isEmpty())
        return inPath;
    return QStandardPaths::findExecutable(name, {QStringLiteral("/usr/sbin"), QStringLiteral("/sbin")});
}

QString findLibbpfTool(const QString &name)
{
    const QString plain = findTool(name);
    return plain.isEmpty() ? findTool(name + QStringLiteral("-libbpf")) : plain;
}

QString radiosondeProgram()
{
    return QCoreApplication::applicationDirPath() + QStringLiteral("/../bin/radiosonde");
}

} // namespace radiosonde
