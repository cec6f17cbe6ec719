// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/worker/folder_files.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/Path.h>

namespace radiosonde
{

namespace
{

class FolderFiles : public llvm::vfs::ProxyFileSystem
{
public:
    explicit FolderFiles(std::vector<std::string> folders)
        : ProxyFileSystem(llvm::vfs::getRealFileSystem()), m_folders(std::move(folders))
    {
    }

    llvm::ErrorOr<llvm::vfs::Status> status(const llvm::Twine &path) override
    {
        if (!isInside(path))
            return std::make_error_code(std::errc::no_such_file_or_directory);
        return ProxyFileSystem::status(path);
    }
    llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>> openFileForRead(const llvm::Twine &path) override
    {
        if (!isInside(path))
            return std::make_error_code(std::errc::no_such_file_or_directory);
        return ProxyFileSystem::openFileForRead(path);
    }

private:
    bool isInside(const llvm::Twine &path) const
    {
        llvm::SmallString<256> plain;
        path.toVector(plain);
        llvm::sys::path::remove_dots(plain, /*remove_dot_dot=*/true);
        return llvm::any_of(m_folders, [&](const std::string &folder) {
            llvm::StringRef rest = plain;
            return rest.consume_front(folder) && (rest.empty() || rest.starts_with("/"));
        });
    }

    std::vector<std::string> m_folders;
};

} // namespace

llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> filesBelow(std::vector<std::string> folders)
{
    return llvm::makeIntrusiveRefCnt<FolderFiles>(std::move(folders));
}

} // namespace radiosonde
