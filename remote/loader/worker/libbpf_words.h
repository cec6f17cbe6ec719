// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace radiosonde
{

// What libbpf says while an object of this class lives: its warnings, a line each, and the verifier's log
// apart. libbpf's print function has no context, so only one of these may live at a time.
class LibbpfWords
{
public:
    LibbpfWords();
    ~LibbpfWords();
    LibbpfWords(const LibbpfWords &) = delete;
    LibbpfWords &operator=(const LibbpfWords &) = delete;

    void hear(std::string message);
    std::string takeWords();
    const std::string &words() const { return m_words; }
    const std::string &log() const { return m_log; }

    // The name between quotes after `kind` in the newest warning that has it: of a program or map that
    // failed.
    std::string failed(const std::string &kind) const;

private:
    std::string m_words, m_log;
};

} // namespace radiosonde
