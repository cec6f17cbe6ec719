// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/libbpf_words.h"

#include <algorithm>
#include <bpf/libbpf.h>
#include <cstdarg>
#include <cstdio>
#include <string_view>
#include <utility>

namespace radiosonde
{

namespace
{

LibbpfWords *listener = nullptr;

int print(libbpf_print_level level, const char *format, va_list arguments)
{
    if (level != LIBBPF_WARN || !listener)
        return 0;
    va_list again;
    va_copy(again, arguments);
    const int length = std::vsnprintf(nullptr, 0, format, again);
    va_end(again);
    if (length <= 0)
        return 0;
    std::string message(size_t(length) + 1, '\0');
    std::vsnprintf(message.data(), message.size(), format, arguments);
    message.pop_back();
    listener->hear(std::move(message));
    return 0;
}

} // namespace

LibbpfWords::LibbpfWords()
{
    listener = this;
    libbpf_set_print(print);
}

LibbpfWords::~LibbpfWords()
{
    listener = nullptr;
}

void LibbpfWords::hear(std::string message)
{
    constexpr std::string_view prefix = "libbpf: ", begin = "-- BEGIN PROG LOAD LOG --\n",
                               end = "-- END PROG LOAD LOG --";
    constexpr size_t most = 64 << 10;
    if (message.starts_with(prefix))
        message.erase(0, prefix.size());
    if (const size_t at = message.find(begin); at != std::string::npos) {
        m_log = message.substr(at + begin.size());
        m_log.resize(std::min(m_log.size(), m_log.rfind(end)));
        return;
    }
    if (m_words.size() + message.size() < most)
        m_words += message;
}

std::string LibbpfWords::takeWords()
{
    return std::exchange(m_words, {});
}

std::string LibbpfWords::failed(const std::string &kind) const
{
    const std::string lead = kind + " '";
    const size_t at = m_words.rfind(lead);
    if (at == std::string::npos)
        return {};
    const size_t from = at + lead.size();
    const size_t to = m_words.find('\'', from);
    return to == std::string::npos ? std::string() : m_words.substr(from, to - from);
}

} // namespace radiosonde
