// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/facts/doc_comment.h"

#include "core/compiler/worker/source_files.h"

#include <clang/AST/Attr.h>

#include <algorithm>

namespace radiosonde
{

namespace
{

using llvm::StringRef;

QString toText(StringRef text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

// The place in the source where a declaration, its attributes included, begins.
clang::SourceLocation beginning(const clang::Decl &declaration, const clang::SourceManager &sources)
{
    clang::SourceLocation begin = sources.getExpansionLoc(declaration.getBeginLoc());
    for (const clang::Attr *attribute : declaration.attrs()) {
        const clang::SourceLocation place = sources.getExpansionLoc(attribute->getLocation());
        if (place.isValid() && begin.isValid() && sources.isBeforeInTranslationUnit(place, begin))
            begin = place;
    }
    return begin;
}

StringRef lastLine(StringRef text)
{
    const size_t newline = text.rfind('\n');
    return newline == StringRef::npos ? text : text.substr(newline + 1);
}

// The doc comment that `before` ends with, without what is only decoration.
std::vector<StringRef> linesAbove(StringRef before)
{
    std::vector<StringRef> lines;
    before = before.rtrim();
    if (before.ends_with("*/")) {
        const size_t begin = before.rfind("/*");
        if (begin == StringRef::npos || !before.substr(begin).starts_with("/**"))
            return lines;
        llvm::SmallVector<StringRef, 16> parts;
        before.substr(begin + 3).drop_back(2).split(parts, '\n');
        for (StringRef part : parts)
            lines.push_back(part.trim().ltrim('*').trim());
        return lines;
    }
    for (StringRef line = lastLine(before).trim(); line.consume_front("///");
         line = lastLine(before).trim()) {
        if (line.starts_with("<"))
            break; // belongs to what stands in front of it
        lines.push_back(line.trim());
        before = before.drop_back(lastLine(before).size()).rtrim(" \t");
        before.consume_back("\n");
    }
    std::reverse(lines.begin(), lines.end());
    return lines;
}

void addLine(DocComment &comment, StringRef line)
{
    if (line.consume_front("@")) {
        const auto [name, argument] = line.split(' ');
        if (name != "description") {
            comment.annotations.append({toText(name), toText(argument.trim())});
            return;
        }
        line = argument.trim();
    }
    if (!comment.description.isEmpty())
        comment.description += QLatin1Char('\n');
    comment.description += toText(line);
}

// `///< text` behind a field.
StringRef trailing(StringRef behind)
{
    StringRef line = behind.split('\n').first;
    const size_t begin = line.find("///<");
    return begin == StringRef::npos ? StringRef() : line.substr(begin + 4).trim();
}

std::vector<StringRef> leadingCommentLines(StringRef source)
{
    std::vector<StringRef> lines;
    for (source = source.ltrim();; source = source.ltrim()) {
        StringRef body;
        if (source.starts_with("//")) {
            std::tie(body, source) = source.split('\n');
            lines.push_back(body.ltrim('/').trim());
        } else if (source.consume_front("/*")) {
            std::tie(body, source) = source.split("*/");
            llvm::SmallVector<StringRef, 32> parts;
            body.split(parts, '\n');
            for (StringRef part : parts)
                lines.push_back(part.trim().ltrim('*').trim());
        } else {
            return lines;
        }
    }
}

bool isLegal(StringRef line)
{
    return line.contains("SPDX-License-Identifier") || line.starts_with_insensitive("copyright") ||
           line.starts_with("(c)");
}

} // namespace

DocComment findDocComment(const clang::Decl &declaration, const clang::SourceManager &sources)
{
    DocComment comment;
    const clang::SourceLocation begin = beginning(declaration, sources);
    if (begin.isInvalid() || !sources.getFilename(begin).starts_with(sourceFolder))
        return comment;
    const auto [file, offset] = sources.getDecomposedLoc(begin);
    const StringRef text = sources.getBufferData(file);
    // Only when the declaration is the first thing on its line does what stands above belong to it alone.
    if (lastLine(text.take_front(offset)).trim().empty())
        for (const StringRef line : linesAbove(text.take_front(offset)))
            addLine(comment, line);
    const clang::SourceLocation end = sources.getExpansionLoc(declaration.getEndLoc());
    if (end.isValid() && sources.getFileID(end) == file)
        if (const StringRef behind = trailing(text.drop_front(sources.getFileOffset(end))); !behind.empty())
            addLine(comment, behind);
    comment.description = comment.description.trimmed();
    return comment;
}

FileComment findFileComment(StringRef source)
{
    FileComment comment;
    bool first = true;
    for (StringRef line : leadingCommentLines(source)) {
        if (isLegal(line) || (first && line.empty()))
            continue;
        if (line.consume_front("@category")) {
            comment.category = toText(line.trim());
            continue;
        }
        line.consume_front("@description");
        const size_t dash = line.find(" - ");
        if (first && dash != StringRef::npos)
            comment.title = toText(line.substr(dash + 3).trim());
        else
            comment.description += toText(line.trim()) + QLatin1Char('\n');
        first = false;
    }
    comment.description = comment.description.trimmed();
    return comment;
}

} // namespace radiosonde
