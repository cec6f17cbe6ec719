// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a fuzzer's function over the files of a folder, each also cut short at every 7th byte: what a fuzzer
// found once stays found, with any compiler.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

namespace
{

void replay(const std::filesystem::path &path)
{
    constexpr size_t step = 7, mostCuts = 400;
    std::ifstream file(path, std::ios::binary);
    const std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
    for (size_t cuts = 0, size = bytes.size(); cuts < mostCuts; ++cuts, size -= step) {
        // A copy of just that length: reading behind its end is seen by sanitizers.
        const std::vector<uint8_t> input(bytes.begin(), bytes.begin() + std::ptrdiff_t(size));
        LLVMFuzzerTestOneInput(input.data(), input.size());
        if (size < step)
            break;
    }
}

} // namespace

int main(int argc, char **argv)
{
    int files = 0;
    for (int i = 1; i < argc; ++i) {
        for (const auto &entry : std::filesystem::recursive_directory_iterator(argv[i])) {
            if (!entry.is_regular_file())
                continue;
            replay(entry.path());
            ++files;
        }
    }
    std::printf("%d files\n", files);
    return files > 0 ? 0 : 1;
}
