// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/conversions.h"

#include "core/base/text.h"
#include "remote/loader/refusal.h"

#include <algorithm>

namespace radiosonde
{

QString toText(const std::string &text)
{
    return escapeControl(decodeText(QByteArrayView(text.data(), qsizetype(text.size()))));
}

std::vector<std::string> toNames(const QStringList &names)
{
    std::vector<std::string> list;
    std::ranges::transform(names, std::back_inserter(list), &QString::toStdString);
    return list;
}

QList<InstructionLine> toLines(const std::vector<JobLine> &lines)
{
    QList<InstructionLine> list;
    for (const JobLine &line : lines)
        list.append({line.instruction, toText(line.file), int(line.line), int(line.column)});
    return list;
}

QString firstWords(const std::string &words, int error)
{
    const QString first = toText(words.substr(0, words.find('\n')));
    return first.isEmpty() ? errnoText(error) : first;
}

bool isHookMissing(const LoadAnswer &answer)
{
    return answer.words.find("failed to find kernel BTF type ID") != std::string::npos ||
           answer.words.find("is not found in vmlinux BTF") != std::string::npos;
}

void describeLoaded(const LoadAnswer &answer, LoadResult &result)
{
    for (const JobMap &map : answer.maps) {
        result.maps.append(
            {toText(map.name), map.fd, map.type, map.keySize, map.valueSize, map.maxEntries, map.enlarged});
    }
    for (const JobVariable &variable : answer.variables)
        result.variables.append(
            {toText(variable.name), toText(variable.map), variable.offset, variable.size});
    result.verifierLog.clear();
    result.loaded = true;
}

} // namespace radiosonde
