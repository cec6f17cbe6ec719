// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/type.h"

#include <clang/AST/Decl.h>
#include <clang/Basic/SourceManager.h>

namespace radiosonde
{

// What stands in the doc comment of a declaration: lines `@name argument`, and the rest as text.
struct DocComment
{
    QString description;
    QList<Annotation> annotations;
};

// `///` lines or a `/** */` block directly above the declaration (its SEC() line belongs to it), or `///<`
// behind it. Ordinary comments say nothing to users. Only in the probe's own files.
DocComment findDocComment(const clang::Decl &declaration, const clang::SourceManager &sources);

// The comment that a source begins with. Lines about licence and copyright don't count. "filetop - Files by
// throughput" gives the title "Files by throughput"; without " - " in its first line there is no title.
struct FileComment
{
    QString title;
    QString description;
    QString category; // of `@category`
};
FileComment findFileComment(llvm::StringRef source);

} // namespace radiosonde
