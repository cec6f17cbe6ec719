// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/target_pool.h"

#include "app/common/language.h"
#include "remote/transport/channel.h"

namespace radiosonde
{

namespace
{

SessionOptions optionsFor(StubRights rights)
{
    SessionOptions options;
    if (rights == StubRights::All)
        options.keepCapabilities = ~0u;
    return options;
}

} // namespace

Result<TargetLease> TargetPool::acquire(const QString &url, StubRights rights, ConnectObserver *observer,
                                        const Interruptor &interruptor)
{
    {
        const std::scoped_lock lock(m_mutex);
        auto &idle = m_idle[{url, rights}];
        while (!idle.empty()) {
            TargetLease lease = std::move(idle.back());
            idle.pop_back();
            if (lease.session->alive())
                return lease;
        }
    }
    return open(url, optionsFor(rights), observer, interruptor);
}

Result<TargetLease> TargetPool::acquireLogged(const QString &url, StubRights rights, const QString &targetLog,
                                              ConnectObserver *observer, const Interruptor &interruptor)
{
    SessionOptions options = optionsFor(rights);
    options.targetLog = targetLog.toUtf8();
    Result<TargetLease> lease = open(url, options, observer, interruptor);
    if (lease)
        lease->logged = true;
    return lease;
}

Result<TargetLease> TargetPool::open(const QString &url, const SessionOptions &options,
                                     ConnectObserver *observer, const Interruptor &interruptor)
{
    Result<std::unique_ptr<Channel>> channel = openChannel(url, observer, interruptor, m_boards);
    if (!channel)
        return std::unexpected(channel.error());
    Result<std::unique_ptr<Session>> session = Session::open(*std::move(channel), url, options, interruptor);
    if (!session)
        return std::unexpected(session.error());
    Result<std::unique_ptr<Loader>> loader =
        Loader::start(**session, libexecFolder() + QStringLiteral("/radiosonde-loader"));
    if (!loader)
        return std::unexpected(loader.error());
    return TargetLease{*std::move(session), *std::move(loader)};
}

void TargetPool::giveBack(const QString &url, StubRights rights, TargetLease lease)
{
    if (lease.logged)
        return;
    lease.session->setAudit(nullptr);
    lease.session->setProgress({});
    const std::scoped_lock lock(m_mutex);
    m_idle[{url, rights}].push_back(std::move(lease));
}

void TargetPool::forget(const QString &url)
{
    std::vector<TargetLease> idle;
    const std::scoped_lock lock(m_mutex);
    for (const StubRights rights : {StubRights::Tracing, StubRights::All}) {
        for (TargetLease &lease : m_idle[{url, rights}])
            idle.push_back(std::move(lease));
        m_idle[{url, rights}].clear();
    }
}

void TargetPool::clear()
{
    std::map<std::pair<QString, StubRights>, std::vector<TargetLease>> idle;
    {
        const std::scoped_lock lock(m_mutex);
        idle.swap(m_idle);
    }
}

} // namespace radiosonde
