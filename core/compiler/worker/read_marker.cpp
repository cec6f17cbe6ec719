// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/worker/kernel_reads.h"

#include "core/compiler/worker/read_marks.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/RecursiveASTVisitor.h>

namespace radiosonde
{

namespace
{

using namespace clang;

constexpr unsigned wide = 8; // bytes that BPF has for what the target has 4 for

bool isReadHelper(const CallExpr &call)
{
    const auto *callee = dyn_cast_or_null<DeclRefExpr>(call.getCallee()->IgnoreParenImpCasts());
    if (!callee || call.getNumArgs() != 3)
        return false;
    const IdentifierInfo *name = callee->getDecl()->getIdentifier();
    return name && (name->isStr("bpf_probe_read") || name->isStr("bpf_probe_read_kernel") ||
                    name->isStr("bpf_probe_read_user") || name->isStr("bpf_copy_from_user"));
}

// What an argument points to, before it was converted to a void pointer. An array stands for its elements.
QualType pointee(const Expr *argument)
{
    const QualType type = argument->IgnoreParenCasts()->getType();
    if (const ArrayType *array = type->getAsArrayTypeUnsafe())
        return array->getElementType();
    const QualType target = type->getPointeeType();
    if (!target.isNull())
        if (const ArrayType *array = target->getAsArrayTypeUnsafe())
            return array->getElementType();
    return target;
}

// size_t and the like are int on 32-bit targets and long on others: their names tell them from a plain int.
bool isNamedLikeLong(QualType type)
{
    while (const auto *alias = type->getAs<TypedefType>()) {
        const StringRef name = alias->getDecl()->getName();
        if (name.ends_with("size_t") || name.ends_with("ptrdiff_t") || name.ends_with("intptr_t"))
            return true;
        type = alias->desugar();
    }
    return false;
}

bool isLong(QualType type)
{
    return type->isSpecificBuiltinType(BuiltinType::Long) ||
           type->isSpecificBuiltinType(BuiltinType::ULong) || isNamedLikeLong(type);
}

class MarkingVisitor : public RecursiveASTVisitor<MarkingVisitor>
{
public:
    explicit MarkingVisitor(ASTContext &context) : m_context(context) {}

    bool VisitCallExpr(CallExpr *call)
    {
        Expr::EvalResult size;
        if (!isReadHelper(*call) || call->getArg(1)->isValueDependent() ||
            !call->getArg(1)->EvaluateAsInt(size, m_context))
            return true;
        const std::uint64_t bytes = size.Val.getInt().getZExtValue();
        if (const std::uint32_t mark = markFor(bytes, pointee(call->getArg(0)), pointee(call->getArg(2))))
            setSize(*call, std::uint32_t(bytes) | mark);
        return true;
    }

private:
    static std::uint32_t markFor(std::uint64_t bytes, QualType place, QualType source)
    {
        const bool placePointer = !place.isNull() && place->isPointerType();
        const bool sourcePointer = !source.isNull() && source->isPointerType();
        if (bytes == 0 || bytes % wide != 0 || bytes > maxMarkedSize)
            return 0;
        if (placePointer || (sourcePointer && holdsNumbers(place, bytes)))
            return markedUnsigned;
        if (source.isNull() || !isLong(source) || !holdsNumbers(place, bytes))
            return 0;
        return source->isSignedIntegerType() ? markedSigned : markedUnsigned;
    }

    // The place is made for 8-byte numbers, or for one that is untyped.
    static bool holdsNumbers(QualType place, std::uint64_t bytes)
    {
        if (place.isNull() || place->isVoidType())
            return bytes == wide;
        return place->isSpecificBuiltinType(BuiltinType::LongLong) ||
               place->isSpecificBuiltinType(BuiltinType::ULongLong) || place->isPointerType();
    }

    void setSize(CallExpr &call, std::uint32_t size)
    {
        const SourceLocation location = call.getArg(1)->getExprLoc();
        call.setArg(
            1, IntegerLiteral::Create(m_context, llvm::APInt(32, size), m_context.UnsignedIntTy, location));
    }

    ASTContext &m_context;
};

class ReadMarker : public ASTConsumer
{
public:
    void Initialize(ASTContext &context) override { m_context = &context; }

    bool HandleTopLevelDecl(DeclGroupRef group) override
    {
        MarkingVisitor visitor(*m_context);
        for (Decl *declaration : group)
            if (auto *function = dyn_cast<FunctionDecl>(declaration); function && function->hasBody())
                visitor.TraverseDecl(function);
        return true;
    }

private:
    ASTContext *m_context = nullptr;
};

} // namespace

std::unique_ptr<ASTConsumer> makeReadMarker()
{
    return std::make_unique<ReadMarker>();
}

} // namespace radiosonde
