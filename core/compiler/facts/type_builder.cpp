// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/facts/type_builder.h"

#include "core/compiler/facts/doc_comment.h"

#include <clang/AST/Decl.h>
#include <clang/AST/RecordLayout.h>

namespace radiosonde
{

namespace
{

constexpr int maxDepth = 16;
constexpr int maxNodes = 16'384; // types, members and enumerators of one tree

QString toText(llvm::StringRef text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

// As written: a typedef's name, else a tag; empty for `unsigned int` and its like.
QString writtenName(clang::QualType type)
{
    if (const auto *alias = type->getAs<clang::TypedefType>())
        return toText(alias->getDecl()->getName());
    if (const auto *tag = type->getAsTagDecl())
        return toText(tag->getName());
    if (type->isBuiltinType())
        return QString::fromStdString(type.getUnqualifiedType().getAsString());
    return {};
}

bool isWrittenAsChar(clang::QualType type, const clang::BuiltinType *builtin)
{
    if (builtin->getKind() == clang::BuiltinType::Char_S || builtin->getKind() == clang::BuiltinType::Char_U)
        return true;
    return !type->getAs<clang::TypedefType>() && (builtin->getKind() == clang::BuiltinType::SChar ||
                                                  builtin->getKind() == clang::BuiltinType::UChar);
}

} // namespace

TypePtr TypeBuilder::build(clang::QualType type)
{
    m_nodes = 0;
    return build(type, 0);
}

TypePtr TypeBuilder::build(clang::QualType qualified, int depth)
{
    if (qualified.isNull() || qualified->isFunctionType())
        return {};
    const bool isFlexible = qualified->isIncompleteArrayType();
    if (!isFlexible && qualified->isIncompleteType()) // void as well
        return {};

    auto type = std::make_shared<Type>();
    type->name = writtenName(qualified);
    if (!isFlexible)
        type->size = quint32(m_context.getTypeSizeInChars(qualified).getQuantity());
    if (depth > maxDepth || ++m_nodes > maxNodes) {
        type->kind = TypeKind::Opaque;
    } else if (const clang::ArrayType *array = m_context.getAsArrayType(qualified)) {
        buildArray(array, *type, depth);
    } else if (const auto *record = qualified->getAsRecordDecl()) {
        fillRecord(*type, record->getDefinition(), depth);
    } else if (const auto *enumeration = qualified->getAs<clang::EnumType>()) {
        fillEnumeration(*type, enumeration->getDecl()->getDefinition());
    } else {
        fillScalar(*type, qualified);
    }
    return type;
}

TypePtr TypeBuilder::buildArray(const clang::ArrayType *array, Type &type, int depth)
{
    type.kind = TypeKind::Array;
    type.element = build(array->getElementType(), depth + 1);
    if (const auto *constant = llvm::dyn_cast<clang::ConstantArrayType>(array))
        type.count = quint32(constant->getZExtSize());
    if (!type.element)
        type.kind = TypeKind::Opaque;
    return type.element;
}

void TypeBuilder::fillRecord(Type &type, const clang::RecordDecl *record, int depth)
{
    type.kind = TypeKind::Record;
    type.isUnion = record->isUnion();
    const clang::ASTRecordLayout &layout = m_context.getASTRecordLayout(record);
    for (const clang::FieldDecl *field : record->fields()) {
        if (field->isUnnamedBitField())
            continue;
        if (++m_nodes > maxNodes) {
            type.kind = TypeKind::Opaque;
            type.members.clear();
            return;
        }
        Member member;
        member.name = toText(field->getName());
        member.bitOffset = quint32(layout.getFieldOffset(field->getFieldIndex()));
        if (field->isBitField())
            member.bitWidth = field->getBitWidthValue(m_context);
        member.type = build(field->getType(), depth + 1);
        const DocComment comment = findDocComment(*field, m_context.getSourceManager());
        member.description = comment.description;
        member.annotations = comment.annotations;
        type.members.append(std::move(member));
    }
}

void TypeBuilder::fillEnumeration(Type &type, const clang::EnumDecl *declaration)
{
    type.kind = TypeKind::Enumeration;
    for (const clang::EnumConstantDecl *constant : declaration->enumerators()) {
        if (++m_nodes > maxNodes)
            return;
        type.enumerators.append(
            {toText(constant->getName()), constant->getInitVal().extOrTrunc(64).getSExtValue()});
    }
}

void TypeBuilder::fillScalar(Type &type, clang::QualType qualified)
{
    const auto *builtin = qualified->getAs<clang::BuiltinType>();
    if (qualified->isPointerType())
        type.kind = TypeKind::Pointer;
    else if (qualified->isBooleanType())
        type.kind = TypeKind::Boolean;
    else if (builtin && isWrittenAsChar(qualified, builtin))
        type.kind = TypeKind::Character;
    else if (qualified->isUnsignedIntegerType())
        type.kind = TypeKind::Unsigned;
    else if (qualified->isSignedIntegerType())
        type.kind = TypeKind::Signed;
    else if (qualified->isRealFloatingType())
        type.kind = TypeKind::Float;
    else
        type.kind = TypeKind::Opaque;
}

} // namespace radiosonde
