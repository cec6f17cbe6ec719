// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/facts/call_facts.h"

#include <clang/AST/RecursiveASTVisitor.h>

namespace radiosonde
{

namespace
{

// The variable that our counting macros put a helper's result in (radiosonde_sites.h): the result goes on
// from there.
constexpr llvm::StringRef macroVariable = "radiosonde_r";

class CallVisitor : public clang::RecursiveASTVisitor<CallVisitor>
{
public:
    explicit CallVisitor(std::vector<CallFacts> &calls) : m_calls(calls) {}

    bool TraverseDecl(clang::Decl *declaration)
    {
        m_stack.push_back({nullptr, declaration});
        const bool more = RecursiveASTVisitor::TraverseDecl(declaration);
        m_stack.pop_back();
        return more;
    }
    bool dataTraverseStmtPre(clang::Stmt *statement)
    {
        m_stack.push_back({statement, nullptr});
        return true;
    }
    bool dataTraverseStmtPost(clang::Stmt *)
    {
        m_stack.pop_back();
        return true;
    }

    bool VisitCallExpr(clang::CallExpr *expression)
    {
        CallFacts call;
        call.expression = expression;
        if (const auto *reference = llvm::dyn_cast<clang::DeclRefExpr>(bare(expression->getCallee()))) {
            call.callee = reference->getDecl()->getName();
            if (const auto *function = llvm::dyn_cast<clang::FunctionDecl>(reference->getDecl()))
                call.function = function->getCanonicalDecl();
        }
        call.caller = currentFunction();
        findReceiver(call);
        m_calls.push_back(call);
        return true;
    }

private:
    struct Node
    {
        const clang::Stmt *statement;
        const clang::Decl *declaration;
    };

    const clang::FunctionDecl *currentFunction() const
    {
        for (auto node = m_stack.rbegin(); node != m_stack.rend(); ++node)
            if (node->declaration)
                if (const auto *function = llvm::dyn_cast<clang::FunctionDecl>(node->declaration))
                    return function->getCanonicalDecl();
        return nullptr;
    }

    // Climbs from the call to what takes its result.
    void findReceiver(CallFacts &call) const
    {
        const clang::Stmt *value = call.expression;
        for (auto node = m_stack.rbegin(); node != m_stack.rend(); ++node) {
            if (node->statement == value)
                continue;
            if (node->declaration) {
                const auto *variable = llvm::dyn_cast<clang::VarDecl>(node->declaration);
                if (!variable)
                    return;
                if (variable->getName() == macroVariable)
                    continue;
                call.receiver = variable->getType();
                return;
            }
            if (!passes(call, node->statement, value))
                return;
            value = node->statement;
        }
    }

    // Whether the value goes through `statement`; notes a receiver when it ends there.
    static bool passes(CallFacts &call, const clang::Stmt *statement, const clang::Stmt *value)
    {
        if (const auto *cast = llvm::dyn_cast<clang::CStyleCastExpr>(statement)) {
            const clang::QualType pointee = cast->getType()->getPointeeType();
            if (pointee.isNull() || pointee->isVoidType())
                return true;
            call.receiver = cast->getType();
            return false;
        }
        if (const auto *assignment = llvm::dyn_cast<clang::BinaryOperator>(statement)) {
            if (assignment->getOpcode() == clang::BO_Assign && assignment->getRHS() == value)
                call.receiver = assignment->getLHS()->getType();
            return false;
        }
        if (llvm::isa<clang::ReturnStmt>(statement)) {
            call.returned = true;
            return false;
        }
        return llvm::isa<clang::CastExpr, clang::ParenExpr, clang::ConditionalOperator, clang::DeclStmt,
                         clang::CompoundStmt, clang::StmtExpr>(statement);
    }

    std::vector<CallFacts> &m_calls;
    std::vector<Node> m_stack;
};

} // namespace

Calls Calls::collect(const std::vector<clang::Decl *> &declarations)
{
    Calls calls;
    CallVisitor visitor(calls.m_calls);
    for (clang::Decl *declaration : declarations)
        if (llvm::isa<clang::FunctionDecl>(declaration))
            visitor.TraverseDecl(declaration);
    return calls;
}

std::vector<const CallFacts *> Calls::callsOf(const clang::FunctionDecl *function) const
{
    std::vector<const CallFacts *> found;
    for (const CallFacts &call : m_calls)
        if (function && call.function == function)
            found.push_back(&call);
    return found;
}

const clang::Expr *bare(const clang::Expr *expression)
{
    for (;;) {
        expression = expression->IgnoreParenCasts();
        const auto *unary = llvm::dyn_cast<clang::UnaryOperator>(expression);
        if (!unary || (unary->getOpcode() != clang::UO_AddrOf && unary->getOpcode() != clang::UO_Deref))
            return expression;
        expression = unary->getSubExpr();
    }
}

const clang::ParmVarDecl *asParameter(const clang::Expr *expression)
{
    const auto *reference = llvm::dyn_cast<clang::DeclRefExpr>(expression->IgnoreParenCasts());
    return reference ? llvm::dyn_cast<clang::ParmVarDecl>(reference->getDecl()) : nullptr;
}

} // namespace radiosonde
