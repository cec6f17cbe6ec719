// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <clang/AST/ASTContext.h>
#include <clang/AST/Decl.h>
#include <clang/AST/Expr.h>

#include <vector>

namespace radiosonde
{

// A call in the program, and where its result goes.
struct CallFacts
{
    const clang::CallExpr *expression = nullptr;
    llvm::StringRef callee; // name of a helper or function; empty for an unnamed pointer
    const clang::FunctionDecl *function = nullptr; // canonical, when it is a function and not a helper
    const clang::FunctionDecl *caller = nullptr;   // canonical
    clang::QualType receiver; // of the variable or cast that takes the result; null for none
    bool returned = false;    // the caller hands the result to its own caller
};

// All calls of the program, and what can be followed between them.
class Calls
{
public:
    static Calls collect(const std::vector<clang::Decl *> &declarations);

    const std::vector<CallFacts> &all() const { return m_calls; }
    std::vector<const CallFacts *> callsOf(const clang::FunctionDecl *function) const;

private:
    std::vector<CallFacts> m_calls;
};

// An expression without parentheses, casts and `&`.
const clang::Expr *bare(const clang::Expr *expression);

// The parameter of its function that `expression` is, or null.
const clang::ParmVarDecl *asParameter(const clang::Expr *expression);

} // namespace radiosonde
