// SPDX-License-Identifier: GPL-3.0-or-later
// Tells where its code stands, function by function: "NAME ADDRESS" per line, the addresses taken within the
// function. Then it waits for the end of its input. With a folder's name it writes a perf map there for code
// that it makes itself.
#include <cstdint>
#include <cstdio>
#include <cstring>

#include <sys/mman.h>
#include <unistd.h>

namespace radiosonde::workload
{

#if defined(__x86_64__)
#define HERE(address) __asm__ volatile("lea 0(%%rip), %0" : "=r"(address))
#elif defined(__aarch64__)
#define HERE(address) __asm__ volatile("adr %0, ." : "=r"(address))
#elif defined(__arm__)
#define HERE(address) __asm__ volatile("mov %0, pc" : "=r"(address))
#endif

[[gnu::always_inline]] inline void innermost(const char *name)
{
    uintptr_t address = 0;
    HERE(address);
    std::printf("%s %zx\n", name, size_t(address));
}

template<class Number> [[gnu::always_inline]] inline void between(Number)
{
    innermost("inlined");
}

[[gnu::noipa]] void outermost(int number)
{
    between(number);
    std::fflush(stdout);
}

struct Plain
{
    [[gnu::noipa]] void method() const
    {
        uintptr_t address = 0;
        HERE(address);
        std::printf("method %zx\n", size_t(address));
        std::fflush(stdout);
    }
};

[[gnu::noinline]] void makeCode(const char *folder)
{
    constexpr size_t size = 4096;
    void *code = mmap(nullptr, size, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    char name[256];
    std::snprintf(name, sizeof name, "%s/perf-%d.map", folder, int(getpid()));
    if (std::FILE *file = std::fopen(name, "w")) {
        std::fprintf(file, "%zx 40 made_function(int, char)\n", size_t(uintptr_t(code)) + 0x100);
        std::fclose(file);
    }
    std::printf("made %zx\n", size_t(uintptr_t(code)) + 0x110);
    std::fflush(stdout);
}

} // namespace radiosonde::workload

int main(int count, char **arguments)
{
    using namespace radiosonde::workload;
    outermost(count);
    Plain().method();
    if (count > 1)
        makeCode(arguments[1]);
    std::puts("ready");
    std::fflush(stdout);
    char line[16];
    return std::fgets(line, sizeof line, stdin) == nullptr ? 0 : 1;
}
