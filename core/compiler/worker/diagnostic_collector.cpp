// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/worker/diagnostic_collector.h"

#include "core/compiler/worker/hints.h"
#include "core/compiler/worker/source_files.h"

#include <clang/AST/Type.h>
#include <clang/Basic/DiagnosticFrontend.h>
#include <clang/Basic/DiagnosticIDs.h>
#include <clang/Basic/DiagnosticSema.h>
#include <clang/Basic/SourceManager.h>
#include <clang/Lex/Lexer.h>

namespace radiosonde
{

namespace
{

constexpr qsizetype maxCollected = 500;

Severity severityOf(clang::DiagnosticsEngine::Level level)
{
    if (level >= clang::DiagnosticsEngine::Error)
        return Severity::Error;
    return level == clang::DiagnosticsEngine::Warning ? Severity::Warning : Severity::Note;
}

QString toText(llvm::StringRef text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

// -Wshorten-64-to-32 stands for what a 32-bit target's long loses only; an int is as short on every target.
bool isAboutInts(const clang::Diagnostic &info)
{
    if (info.getID() != clang::diag::warn_impcast_integer_64_32)
        return false;
    if (info.getNumArgs() < 2 || info.getArgKind(1) != clang::DiagnosticsEngine::ak_qualtype)
        return true;
    const auto type = clang::QualType::getFromOpaquePtr(reinterpret_cast<void *>(info.getRawArg(1)));
    return !type->isSpecificBuiltinType(clang::BuiltinType::Long) &&
           !type->isSpecificBuiltinType(clang::BuiltinType::ULong);
}

// Where in the source the file of `location` was included, directly or not.
clang::SourceLocation includeInSource(const clang::SourceManager &sources, clang::SourceLocation location)
{
    while (location.isValid() && !sources.getFilename(location).starts_with(sourceFolder))
        location = sources.getIncludeLoc(sources.getFileID(location));
    return location;
}

} // namespace

void DiagnosticCollector::place(Diagnostic &diagnostic, const clang::Diagnostic &info) const
{
    if (!info.hasSourceManager() || info.getLocation().isInvalid()) {
        diagnostic.file = m_request.fileName;
        return;
    }
    const clang::SourceManager &sources = info.getSourceManager();
    clang::SourceLocation location = sources.getFileLoc(info.getLocation());
    const clang::PresumedLoc place = sources.getPresumedLoc(location);
    if (!sources.getFilename(location).starts_with(sourceFolder) && diagnostic.severity != Severity::Note) {
        const QString header = shownName(m_request, sources.getFilename(location));
        location = includeInSource(sources, location);
        diagnostic.message =
            QStringLiteral("%1 (in %2:%3)").arg(diagnostic.message, header).arg(place.getLine());
    }
    diagnostic.file = m_request.fileName;
    if (location.isInvalid())
        return;
    diagnostic.file = shownName(m_request, sources.getFilename(location));
    diagnostic.line = int(sources.getSpellingLineNumber(location));
    diagnostic.column = int(sources.getSpellingColumnNumber(location));
}

void DiagnosticCollector::addFixIts(Diagnostic &diagnostic, const clang::Diagnostic &info) const
{
    if (!info.hasSourceManager())
        return;
    const clang::SourceManager &sources = info.getSourceManager();
    for (const clang::FixItHint &hint : info.getFixItHints()) {
        const clang::SourceLocation begin = hint.RemoveRange.getBegin();
        clang::SourceLocation end = hint.RemoveRange.getEnd();
        if (begin.isInvalid() || end.isInvalid() || begin.isMacroID() || end.isMacroID() ||
            !hint.InsertFromRange.isInvalid())
            continue;
        if (hint.RemoveRange.isTokenRange())
            end = end.getLocWithOffset(
                int(clang::Lexer::MeasureTokenLength(end, sources, clang::LangOptions())));
        diagnostic.fixits.append({int(sources.getSpellingLineNumber(begin)),
                                  int(sources.getSpellingColumnNumber(begin)),
                                  int(sources.getSpellingLineNumber(end)),
                                  int(sources.getSpellingColumnNumber(end)), toText(hint.CodeToInsert)});
    }
}

// The backend knows a place better than its function's, but by a file name that is not one in here.
void DiagnosticCollector::takeBackendPlace(const clang::Diagnostic &info)
{
    if (m_repeated || m_diagnostics.isEmpty() || info.getNumArgs() != 3 ||
        info.getArgKind(1) != clang::DiagnosticsEngine::ak_uint ||
        info.getArgKind(2) != clang::DiagnosticsEngine::ak_uint)
        return;
    m_diagnostics.last().line = int(info.getArgUInt(1));
    m_diagnostics.last().column = int(info.getArgUInt(2));
}

void DiagnosticCollector::HandleDiagnostic(clang::DiagnosticsEngine::Level level,
                                           const clang::Diagnostic &info)
{
    DiagnosticConsumer::HandleDiagnostic(level, info);
    if (info.getID() == clang::diag::note_fe_backend_invalid_loc) {
        takeBackendPlace(info);
        return;
    }
    if (level >= clang::DiagnosticsEngine::Error && info.getID() >= clang::diag::DIAG_START_LEX)
        m_hasLanguageErrors = true;
    if (level == clang::DiagnosticsEngine::Ignored || level == clang::DiagnosticsEngine::Remark ||
        m_diagnostics.size() >= maxCollected || isAboutInts(info))
        return;
    llvm::SmallString<256> text;
    info.FormatDiagnostic(text);
    Diagnostic diagnostic;
    diagnostic.severity = severityOf(level);
    diagnostic.message = toText(text.str().rtrim());
    diagnostic.hint = hintFor(info.getID(), diagnostic.message, m_request);
    place(diagnostic, info);
    addFixIts(diagnostic, info);
    // Macros that mention an argument twice make Clang say everything twice.
    if (diagnostic.severity != Severity::Note)
        m_repeated = m_diagnostics.contains(diagnostic);
    if (!m_repeated)
        m_diagnostics.append(std::move(diagnostic));
}

} // namespace radiosonde
