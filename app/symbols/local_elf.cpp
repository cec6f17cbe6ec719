// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/symbols/local_elf.h"

#include <QFile>

#include <algorithm>

#include <elf.h>

namespace radiosonde
{

namespace
{

class LocalFile : public ElfSource
{
public:
    explicit LocalFile(const QString &path) : m_file(path) { m_open = m_file.open(QIODevice::ReadOnly); }
    std::expected<std::string, int> read(uint64_t offset, uint64_t size) override
    {
        if (!m_open || !m_file.seek(qint64(offset)))
            return std::unexpected(EIO);
        return m_file.read(qint64(std::min<uint64_t>(size, mostAtOnce))).toStdString();
    }

private:
    static constexpr uint64_t mostAtOnce = 64 << 20;
    QFile m_file;
    bool m_open = false;
};

} // namespace

std::optional<ElfIdentity> identityOf(ElfSource &source)
{
    const auto file = readElf(source);
    if (!file)
        return {};
    ElfIdentity identity;
    identity.buildId = QByteArray::fromStdString(buildId(*file, source));
    const auto holds = [&](std::string_view name) {
        const ElfSection *section = file->section(name);
        return section && section->type != SHT_NOBITS;
    };
    identity.hasSymbols = holds(".symtab") || holds(".debug_info");
    const ElfSection *text = file->section(".text");
    identity.isDebugOnly = text && text->type == SHT_NOBITS;
    for (const ElfSegment &segment : file->segments) {
        if (segment.type == PT_LOAD && (segment.flags & PF_X))
            identity.segments.push_back(segment);
    }
    return identity;
}

std::optional<ElfIdentity> identityOf(const QString &path)
{
    LocalFile file(path);
    return identityOf(file);
}

std::optional<quint64> addressAt(const ElfIdentity &identity, quint64 offset)
{
    for (const ElfSegment &segment : identity.segments) {
        if (offset >= segment.offset && offset - segment.offset < segment.size)
            return offset - segment.offset + segment.address;
    }
    return {};
}

bool haveSameCode(const ElfIdentity &a, const ElfIdentity &b)
{
    return !a.segments.empty() &&
           std::ranges::equal(a.segments, b.segments, [](const ElfSegment &x, const ElfSegment &y) {
               return x.offset == y.offset && x.address == y.address && x.size == y.size;
           });
}

} // namespace radiosonde
