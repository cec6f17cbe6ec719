// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/facts/record_finder.h"

#include <clang/AST/Attr.h>

#include <algorithm>

namespace radiosonde
{

namespace
{

constexpr int maxDepth = 3;

bool isMap(const clang::VarDecl *variable)
{
    const auto *section = variable->getAttr<clang::SectionAttr>();
    return section && section->getName() == ".maps";
}

const clang::Expr *argument(const CallFacts &call, unsigned index)
{
    return index < call.expression->getNumArgs() ? call.expression->getArg(index) : nullptr;
}

// What the caller passed for a parameter, else the expression itself.
const clang::Expr *inCaller(const clang::Expr *expression, const CallFacts &call)
{
    const clang::ParmVarDecl *parameter = asParameter(expression);
    const clang::Expr *passed = parameter ? argument(call, parameter->getFunctionScopeIndex()) : nullptr;
    return passed ? passed : expression;
}

const clang::FunctionDecl *functionOf(const clang::ParmVarDecl *parameter)
{
    const auto *function = llvm::dyn_cast<clang::FunctionDecl>(parameter->getDeclContext());
    return function ? function->getCanonicalDecl() : nullptr;
}

// The type of the record that a data argument points to, casts left aside; null for void.
clang::QualType pointedTo(const clang::Expr *data)
{
    data = data->IgnoreParenCasts();
    clang::QualType type = data->getType();
    if (const clang::QualType pointee = type->getPointeeType(); !pointee.isNull())
        type = pointee;
    return type->isVoidType() ? clang::QualType() : type;
}

} // namespace

MapFacts *RecordFinder::find(const clang::VarDecl *map) const
{
    for (MapFacts &facts : m_facts->maps)
        if (map->getName() == llvm::StringRef(facts.name.toStdString()))
            return &facts;
    return nullptr;
}

RecordFinder::Maps RecordFinder::mapsOf(const clang::Expr *expression, int depth) const
{
    Maps maps;
    const auto add = [&maps](const Maps &more) {
        for (const clang::VarDecl *map : more)
            if (std::find(maps.begin(), maps.end(), map) == maps.end())
                maps.push_back(map);
    };
    expression = bare(expression);
    if (depth > maxDepth)
        return maps;
    if (const auto *choice = llvm::dyn_cast<clang::ConditionalOperator>(expression)) {
        add(mapsOf(choice->getTrueExpr(), depth + 1));
        add(mapsOf(choice->getFalseExpr(), depth + 1));
        return maps;
    }
    const auto *reference = llvm::dyn_cast<clang::DeclRefExpr>(expression);
    const auto *variable = reference ? llvm::dyn_cast<clang::VarDecl>(reference->getDecl()) : nullptr;
    if (!variable)
        return maps;
    if (isMap(variable)) {
        maps.push_back(variable->getCanonicalDecl());
    } else if (const auto *parameter = llvm::dyn_cast<clang::ParmVarDecl>(variable)) {
        for (const CallFacts *call : m_calls.callsOf(functionOf(parameter)))
            if (const clang::Expr *passed = argument(*call, parameter->getFunctionScopeIndex()))
                add(mapsOf(passed, depth + 1));
    } else if (variable->hasInit()) {
        add(mapsOf(variable->getInit(), depth + 1));
    }
    return maps;
}

void RecordFinder::addRecord(const Maps &maps, clang::QualType type, const clang::Expr *size)
{
    SubmittedRecord record;
    record.type = m_types.build(type.getUnqualifiedType());
    if (!record.type)
        return;
    const std::optional<llvm::APSInt> bytes = size ? size->getIntegerConstantExpr(m_context) : std::nullopt;
    record.variableLength = !bytes || *bytes != record.type->size;
    for (const clang::VarDecl *map : maps) {
        MapFacts *facts = find(map);
        if (!facts)
            continue;
        const auto known = std::find_if(facts->records.begin(), facts->records.end(),
                                        [&](const SubmittedRecord &r) { return *r.type == *record.type; });
        if (known == facts->records.end())
            facts->records.append(record);
        else
            known->variableLength |= record.variableLength;
    }
}

void RecordFinder::addReceived(const Maps &maps, const CallFacts &call, const clang::Expr *size, int depth)
{
    const clang::QualType pointee =
        call.receiver.isNull() ? clang::QualType() : call.receiver->getPointeeType();
    if (!pointee.isNull() && !pointee->isVoidType()) {
        addRecord(maps, pointee, size);
    } else if (call.returned && depth < maxDepth) {
        for (const CallFacts *outer : m_calls.callsOf(call.caller))
            addReceived(maps, *outer, inCaller(size, *outer), depth + 1);
    }
}

void RecordFinder::addSubmitted(const Maps &maps, const clang::Expr *data, const clang::Expr *size, int depth)
{
    if (const clang::QualType type = pointedTo(data); !type.isNull()) {
        addRecord(maps, type, size);
    } else if (const clang::ParmVarDecl *parameter = asParameter(data); parameter && depth < maxDepth) {
        for (const CallFacts *call : m_calls.callsOf(functionOf(parameter)))
            addSubmitted(maps, inCaller(data, *call), inCaller(size, *call), depth + 1);
    }
}

void RecordFinder::addSite(const CallFacts &call, SiteKind kind)
{
    const clang::Expr *number = argument(call, 0);
    const clang::Expr *map = argument(call, 1);
    const std::optional<llvm::APSInt> site =
        number ? number->getIntegerConstantExpr(m_context) : std::nullopt;
    if (!site || !map || *site >= 64)
        return;
    const Maps maps = mapsOf(map);
    QString name;
    if (maps.size() == 1)
        name = QString::fromStdString(maps.front()->getNameAsString());
    m_facts->sites.append({quint32(site->getZExtValue()), name, kind});
}

void RecordFinder::visit(const CallFacts &call)
{
    const unsigned count = call.expression->getNumArgs();
    if (call.callee == "radiosonde_count") {
        addSite(call, SiteKind::Record);
    } else if (call.callee == "radiosonde_count_update") {
        addSite(call, SiteKind::Update);
    } else if (call.callee == "bpf_ringbuf_reserve" && count == 3) {
        addReceived(mapsOf(argument(call, 0)), call, argument(call, 1), 0);
    } else if (call.callee == "bpf_ringbuf_output" && count == 4) {
        addSubmitted(mapsOf(argument(call, 0)), argument(call, 1), argument(call, 2), 0);
    } else if (call.callee == "bpf_perf_event_output" && count == 5) {
        addSubmitted(mapsOf(argument(call, 1)), argument(call, 3), argument(call, 4), 0);
    } else if (call.callee.starts_with("bpf_map_") && count > 1) {
        for (const clang::VarDecl *map : mapsOf(argument(call, 0))) {
            MapFacts *facts = find(map);
            if (facts && call.callee.contains("delete_elem"))
                facts->deletedByProgram = true;
            if (facts && (call.callee == "bpf_map_update_elem" || call.callee == "bpf_map_push_elem"))
                facts->updatedByProgram = true;
        }
    } else if (call.callee.starts_with("log2") || call.callee.starts_with("bpf_log2")) {
        m_facts->callsLog2 = true;
    }
}

void RecordFinder::run(Facts &facts)
{
    m_facts = &facts;
    for (const CallFacts &call : m_calls.all())
        visit(call);
    std::sort(facts.sites.begin(), facts.sites.end(),
              [](const SiteFacts &a, const SiteFacts &b) { return a.site < b.site; });
}

} // namespace radiosonde
