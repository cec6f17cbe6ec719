// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/kernel_types/clang_types.h"

#include <clang/AST/RecordLayout.h>

#include <algorithm>
#include <linux/btf.h>
#include <utility>

namespace radiosonde
{

namespace
{

std::string_view view(llvm::StringRef text)
{
    return {text.data(), text.size()};
}

// As DWARF of the kernel's usual compiler calls them: libbpf takes the width of pointers from "long int".
std::string_view builtinName(clang::BuiltinType::Kind kind)
{
    using Builtin = clang::BuiltinType;
    switch (kind) {
    case Builtin::Bool:
        return "_Bool";
    case Builtin::Char_S:
    case Builtin::Char_U:
        return "char";
    case Builtin::SChar:
        return "signed char";
    case Builtin::UChar:
        return "unsigned char";
    case Builtin::Short:
        return "short int";
    case Builtin::UShort:
        return "short unsigned int";
    case Builtin::Int:
        return "int";
    case Builtin::UInt:
        return "unsigned int";
    case Builtin::Long:
        return "long int";
    case Builtin::ULong:
        return "long unsigned int";
    case Builtin::LongLong:
        return "long long int";
    case Builtin::ULongLong:
        return "long long unsigned int";
    case Builtin::Int128:
        return "__int128";
    case Builtin::UInt128:
        return "__int128 unsigned";
    case Builtin::Float:
        return "float";
    case Builtin::Double:
        return "double";
    case Builtin::LongDouble:
        return "long double";
    default:
        return {};
    }
}

uint32_t encodingOf(const clang::BuiltinType &type)
{
    if (type.getKind() == clang::BuiltinType::Bool)
        return BTF_INT_BOOL;
    return type.isSignedInteger() ? BTF_INT_SIGNED : 0;
}

// Of all dimensions: x[2][3] is told as x[6], as the BTF of kernels tells it and so every vmlinux.h; CO-RE
// finds a field only where both sides agree.
uint64_t elementCount(const clang::ArrayType *array)
{
    uint64_t count = 1;
    while (array) {
        const auto *constant = llvm::dyn_cast<clang::ConstantArrayType>(array);
        count *= constant ? constant->getSize().getZExtValue() : 0;
        array = array->getElementType()->getAsArrayTypeUnsafe();
    }
    return count;
}

bool isAtFileScope(const clang::Decl &declaration)
{
    return !declaration.getDeclContext()->isFunctionOrMethod();
}

} // namespace

void ClangTypes::add(const clang::TranslationUnitDecl &unit)
{
    for (const clang::Decl *declaration : unit.decls()) {
        if (const auto *record = llvm::dyn_cast<clang::RecordDecl>(declaration)) {
            if (record->getDefinition())
                needRecord(record);
        } else if (const auto *enumeration = llvm::dyn_cast<clang::EnumDecl>(declaration)) {
            needEnum(enumeration);
        } else if (const auto *name = llvm::dyn_cast<clang::TypedefNameDecl>(declaration)) {
            if (!name->isImplicit())
                needTypedef(name);
        }
        writePending();
    }
}

uint32_t ClangTypes::number(const Key &key, std::function<void()> write)
{
    const auto [place, isNew] = m_numbers.try_emplace(key, uint32_t(m_pending.size()) + 1);
    if (isNew)
        m_pending.push_back(std::move(write));
    return place->second;
}

void ClangTypes::writePending()
{
    for (; m_written < m_pending.size(); ++m_written)
        std::exchange(m_pending[m_written], nullptr)();
}

uint32_t ClangTypes::need(clang::QualType type)
{
    while (!llvm::isa<clang::TypedefType>(type.getTypePtr())) {
        const clang::QualType next = type.getSingleStepDesugaredType(m_context);
        if (next == type)
            break;
        type = next;
    }
    if (const auto *array = llvm::dyn_cast<clang::ArrayType>(type.getTypePtr()))
        return needArray(m_context.getBaseElementType(type), elementCount(array));
    uint32_t id = needUnqualified(type.getLocalUnqualifiedType());
    if (type.isLocalVolatileQualified())
        id = needReference(BTF_KIND_VOLATILE, id);
    if (type.isLocalConstQualified())
        id = needReference(BTF_KIND_CONST, id);
    if (type.isLocalRestrictQualified())
        id = needReference(BTF_KIND_RESTRICT, id);
    return id;
}

uint32_t ClangTypes::needUnqualified(clang::QualType type)
{
    const clang::Type *plain = type.getTypePtr();
    if (const auto *name = llvm::dyn_cast<clang::TypedefType>(plain))
        return needTypedef(name->getDecl());
    if (const auto *record = llvm::dyn_cast<clang::RecordType>(plain))
        return needRecord(record->getDecl());
    if (const auto *enumeration = llvm::dyn_cast<clang::EnumType>(plain))
        return needEnum(enumeration->getDecl());
    if (const auto *builtin = llvm::dyn_cast<clang::BuiltinType>(plain))
        return needBuiltin(builtin);
    if (const auto *function = llvm::dyn_cast<clang::FunctionType>(plain))
        return needPrototype(function);
    if (const auto *vector = llvm::dyn_cast<clang::VectorType>(plain))
        return needArray(vector->getElementType(), vector->getNumElements());
    if (const auto *atomic = llvm::dyn_cast<clang::AtomicType>(plain))
        return need(atomic->getValueType());
    const clang::QualType pointee = plain->getPointeeType();
    return pointee.isNull() ? 0 : needReference(BTF_KIND_PTR, need(pointee));
}

uint32_t ClangTypes::needReference(uint32_t kind, uint32_t type)
{
    return number({nullptr, {kind, type}}, [this, kind, type] { m_writer.addReference(kind, type); });
}

uint32_t ClangTypes::needArray(clang::QualType elementType, uint64_t count)
{
    const uint32_t element = need(elementType);
    const uint32_t index = need(m_context.UnsignedIntTy);
    const auto length = uint32_t(std::min<uint64_t>(count, ~0u));
    static const char arrays = 0; // keys of arrays are told from others by its address
    return number({&arrays, {element, length}},
                  [this, element, index, length] { m_writer.addArray(element, index, length); });
}

uint32_t ClangTypes::needRecord(const clang::RecordDecl *record)
{
    const clang::RecordDecl *definition = record->getDefinition();
    const bool usable = definition && !definition->isInvalidDecl() && isAtFileScope(*definition);
    return number({record->getCanonicalDecl(), {}}, [this, record, definition, usable] {
        if (usable)
            writeRecord(*definition);
        else
            m_writer.addForward(view(record->getName()), record->isUnion());
    });
}

void ClangTypes::writeRecord(const clang::RecordDecl &record)
{
    const clang::ASTRecordLayout &layout = m_context.getASTRecordLayout(&record);
    std::vector<BtfMember> members;
    for (const clang::FieldDecl *field : record.fields()) {
        if (field->isUnnamedBitField())
            continue; // padding
        const uint32_t width = field->isBitField() ? field->getBitWidthValue(m_context) : 0;
        members.push_back({view(field->getName()), need(field->getType()),
                           layout.getFieldOffset(field->getFieldIndex()), width});
    }
    m_writer.addRecord(record.isUnion(), view(record.getName()), uint64_t(layout.getSize().getQuantity()),
                       members);
}

uint32_t ClangTypes::needEnum(const clang::EnumDecl *enumeration)
{
    const clang::EnumDecl *definition = enumeration->getDefinition();
    const clang::EnumDecl *shown = definition ? definition : enumeration;
    return number({enumeration->getCanonicalDecl(), {}}, [this, shown] { writeEnum(*shown); });
}

void ClangTypes::writeEnum(const clang::EnumDecl &enumeration)
{
    std::vector<BtfEnumerator> values;
    bool isSigned = false;
    for (const clang::EnumConstantDecl *constant : enumeration.enumerators()) {
        const llvm::APSInt &value = constant->getInitVal();
        isSigned |= value.isNegative();
        values.push_back({view(constant->getName()),
                          value.isSigned() ? value.getSExtValue() : int64_t(value.getZExtValue())});
    }
    const clang::QualType integer = enumeration.getIntegerType();
    const auto size = integer.isNull() ? 4 : m_context.getTypeSizeInChars(integer).getQuantity();
    m_writer.addEnum(view(enumeration.getName()), uint32_t(size), isSigned, values);
}

uint32_t ClangTypes::needTypedef(const clang::TypedefNameDecl *declaration)
{
    const uint32_t type = need(declaration->getUnderlyingType());
    return number({declaration->getCanonicalDecl(), {}}, [this, declaration, type] {
        m_writer.addReference(BTF_KIND_TYPEDEF, type, view(declaration->getName()));
    });
}

uint32_t ClangTypes::needPrototype(const clang::FunctionType *function)
{
    const clang::Type *canonical = function->getCanonicalTypeInternal().getTypePtr();
    return number({canonical, {}}, [this, function] { writePrototype(*function); });
}

void ClangTypes::writePrototype(const clang::FunctionType &function)
{
    const uint32_t result = need(function.getReturnType());
    std::vector<BtfParameter> parameters;
    if (const auto *prototype = llvm::dyn_cast<clang::FunctionProtoType>(&function)) {
        for (const clang::QualType parameter : prototype->getParamTypes())
            parameters.push_back({{}, need(parameter)});
        if (prototype->isVariadic())
            parameters.push_back({});
    }
    m_writer.addPrototype(result, parameters);
}

uint32_t ClangTypes::needBuiltin(const clang::BuiltinType *builtin)
{
    const std::string_view name = builtinName(builtin->getKind());
    if (name.empty())
        return 0; // void, and what no kernel has
    const auto size = uint32_t(m_context.getTypeSizeInChars(builtin).getQuantity());
    return number({builtin, {}}, [this, builtin, name, size] {
        if (builtin->isFloatingPoint())
            m_writer.addFloat(name, size);
        else
            m_writer.addInt(name, size, encodingOf(*builtin));
    });
}

} // namespace radiosonde
