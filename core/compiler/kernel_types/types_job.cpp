// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/kernel_types/types_job.h"

#include "core/compiler/kernel_types/file_types.h"
#include "core/compiler/kernel_types/header_types.h"

#include <QFile>

namespace radiosonde
{

TypesReply runTypesJob(const WorkerRequest &request)
{
    std::vector<std::string> folders;
    for (const QString &folder : request.typesFolders)
        folders.push_back(QFile::encodeName(folder).toStdString());
    const TypesResult types = request.typesFile.isEmpty()
                                  ? typesOfHeaders(folders, request.architecture)
                                  : typesOfFile(QFile::encodeName(request.typesFile).toStdString());
    if (const auto *failure = std::get_if<TypesFailure>(&types))
        return {{}, *failure};
    return {QByteArray::fromStdString(std::get<std::string>(types)), {}};
}

} // namespace radiosonde
