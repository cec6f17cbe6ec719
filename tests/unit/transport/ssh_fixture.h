// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/transport/ssh_channel.h"

#include <QProcess>
#include <QTemporaryDir>

#include <functional>

namespace radiosonde
{

// A home folder of the client's for one test: $HOME points there while it lives, and there is no agent.
class SshHome
{
public:
    SshHome();
    ~SshHome();

    QString path(const QString &name) const { return m_folder.filePath(name); } // ".ssh/config"
    void write(const QString &name, const QByteArray &contents) const;          // private to the user
    QByteArray read(const QString &name) const;
    // ".ssh/id_ed25519": a pair of keys made by ssh-keygen. Returns the public one's line.
    QByteArray makeKey(const QString &name, const QString &passphrase = {},
                       const QString &type = QStringLiteral("ed25519")) const;

private:
    QTemporaryDir m_folder;
    QByteArray m_home;
    QByteArray m_agent;
};

// A real server on a port of 127.0.0.1 that was free, with host keys of its own. Its accounts are those of
// this machine, but that root has the password "geheim" and another home; what sees them changed is a mount
// namespace of the server's alone.
class SshServer
{
public:
    struct Settings
    {
        QByteArray config{}; // more lines of sshd_config; not for dropbear
        QStringList hostKeys{QStringLiteral("ed25519")};
        QByteArray authorized{}; // public keys
        bool dropbear = false;
        QString address = QStringLiteral("127.0.0.1"); // without brackets
    };

    explicit SshServer(const Settings &settings);
    ~SshServer(); // stops it and all that it runs

    static QString whyNot();          // a server can't be started here; empty: it can
    bool start();                     // until it greets; false: see log()
    void signalAll(int signal) const; // the server, those that serve a connection, and their commands
    QString log() const;

    int port() const { return m_port; }
    QString url(const QString &user = QStringLiteral("root")) const;
    QByteArray hostKey(const QString &type = QStringLiteral("ed25519")) const;  // "ssh-ed25519 AAAA..."
    QString fingerprint(const QString &type = QStringLiteral("ed25519")) const; // as ssh-keygen prints it
    QByteArray knownHostsLine(const QString &type = QStringLiteral("ed25519")) const;

private:
    QString file(const QString &name) const { return m_folder.filePath(name); }
    void writeAccounts();
    bool makeHostKeys();
    QString serverCommand();
    bool greets() const;

    Settings m_settings;
    QTemporaryDir m_folder;
    int m_port = 0;
    QProcess m_process;
};

// Answers from a list, and remembers what it was asked.
class ScriptedObserver : public ConnectObserver
{
public:
    QStringList answers;
    bool trusts = false;
    std::function<void(const QString &)> onProgress;
    std::function<void()> onTrust;
    std::function<void()> onAnswer;

    QList<SecretQuestion> asked;
    QList<HostKeyQuestion> met;
    QStringList told;

    void progress(const QString &what) override;
    std::optional<QString> answer(const SecretQuestion &question) override;
    bool trust(const HostKeyQuestion &question) override;
};

// openSshShell by URL.
Result<std::unique_ptr<Channel>> openShell(const QString &url, ConnectObserver *observer = nullptr);

// What `command` prints in a shell at `url`, with the farewell after a bar: "hello\n|the shell on ... ended
// with status 0"; the error where there is none.
QString runBy(const QString &url, const QByteArray &command, ConnectObserver *observer = nullptr);

// All that comes until the end of the stream, or "<no more>" after 20 s without a byte.
QByteArray readToEnd(Channel &channel);
// All of it, waiting for room.
bool writeAll(Channel &channel, const QByteArray &bytes);

// What a program prints.
QByteArray outputOf(const QString &program, const QStringList &arguments);

} // namespace radiosonde
