// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/loader/worker/boundary.h"
#include "remote/loader/worker/loaded_object.h"
#include "remote/loader/worker/remote_files.h"
#include "remote/loader/worker/uprobe_plan.h"

#include <memory>

namespace radiosonde
{

// An object that may be loaded more than once: libbpf opens it anew for each try.
class ObjectSource
{
public:
    OpenAnswer open(OpenJob job, RemoteFiles &files); // the job's types become one of the files
    std::unique_ptr<bpf_object, ObjectCloser> take(); // the opened object, or null with errno

private:
    OpenJob m_job; // libbpf reads the bytes until the object is loaded
    std::unique_ptr<bpf_object, ObjectCloser> m_opened;
};

// Sets and loads an object; `loaded` holds it afterwards, or nothing when that failed.
LoadAnswer loadObject(const LoadJob &job, const std::vector<UprobePlan> &uprobes, ObjectSource &source,
                      Boundary &boundary, std::unique_ptr<LoadedObject> &loaded);

} // namespace radiosonde
