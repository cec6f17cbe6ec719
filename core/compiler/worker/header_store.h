// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/architecture.h"
#include "core/compiler/worker/declaration_index.h"

#include <array>
#include <memory>
#include <string>
#include <string_view>

namespace radiosonde
{

// What is kept of one architecture's vmlinux.h: its text, its declarations, its precompiled form.
struct KernelHeader
{
    std::string text;
    DeclarationIndex index;
    std::string_view precompiled; // empty where it could not be built: everything works without, slower
};

// Headers of the kernels, loaded when they are first asked for and kept for the worker's life. Precompiled
// headers are files in `cacheFolder`, shared by all workers of the same build; where the folder cannot be
// written they are built for this worker alone.
class HeaderStore
{
public:
    explicit HeaderStore(std::string cacheFolder) : m_cacheFolder(std::move(cacheFolder)) {}

    const KernelHeader &kernel(Architecture architecture);

private:
    std::string_view precompiled(Architecture architecture, const std::string &text);

    std::string m_cacheFolder;
    std::array<std::unique_ptr<KernelHeader>, 4> m_kernels;
};

} // namespace radiosonde
