// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <concepts>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace radiosonde
{

// How the values of jobs.h travel between the loader and its worker: integers as 8 bytes of the host's order,
// texts and lists with their count before them, structures field by field through their visit(). Both ends
// are built together and run on one machine; the reader checks every length all the same, for either end may
// have gone mad.
class MessageWriter
{
public:
    template<class... T> void operator()(const T &...values) { (put(values), ...); }
    std::string take() { return std::move(m_bytes); }

private:
    template<class T>
        requires std::integral<T> || std::is_enum_v<T>
    void put(T value)
    {
        const auto wide = static_cast<uint64_t>(value);
        m_bytes.append(reinterpret_cast<const char *>(&wide), sizeof wide);
    }
    void put(const std::string &text)
    {
        put(text.size());
        m_bytes.append(text);
    }
    template<class T> void put(const std::vector<T> &list)
    {
        put(list.size());
        for (const T &item : list)
            put(item);
    }
    template<class T>
        requires requires(T &value, MessageWriter &writer) { value.visit(writer); }
    void put(const T &value)
    {
        const_cast<T &>(value).visit(*this); // visit() is shared with the reader; the writer changes nothing
    }

    std::string m_bytes;
};

class MessageReader
{
public:
    explicit MessageReader(std::string_view bytes) : m_rest(bytes) {}
    template<class... T> void operator()(T &...values) { (get(values), ...); }
    bool complete() const { return m_good && m_rest.empty(); } // all read, nothing left over

private:
    template<class T>
        requires std::integral<T> || std::is_enum_v<T>
    void get(T &value)
    {
        uint64_t wide = 0;
        if (!have(sizeof wide))
            return;
        std::memcpy(&wide, m_rest.data(), sizeof wide);
        m_rest.remove_prefix(sizeof wide);
        value = static_cast<T>(wide);
    }
    void get(std::string &text)
    {
        uint64_t size = 0;
        get(size);
        if (!have(size))
            return;
        text.assign(m_rest.substr(0, size));
        m_rest.remove_prefix(size);
    }
    template<class T> void get(std::vector<T> &list)
    {
        uint64_t count = 0;
        get(count);
        if (!have(count)) // an item takes eight bytes at least
            return;
        list.resize(count);
        for (T &item : list)
            get(item);
    }
    template<class T>
        requires requires(T &value, MessageReader &reader) { value.visit(reader); }
    void get(T &value)
    {
        value.visit(*this);
    }
    bool have(uint64_t bytes) { return m_good = m_good && bytes <= m_rest.size(); }

    std::string_view m_rest;
    bool m_good = true;
};

template<class T> std::string encodeMessage(const T &value)
{
    MessageWriter writer;
    writer(value);
    return writer.take();
}

template<class T> std::optional<T> decodeMessage(std::string_view bytes)
{
    T value;
    MessageReader reader(bytes);
    reader(value);
    if (!reader.complete())
        return std::nullopt;
    return value;
}

} // namespace radiosonde
