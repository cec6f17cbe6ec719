# SPDX-License-Identifier: GPL-3.0-or-later
# Clang and LLVM as libraries: defines the INTERFACE target radiosonde_llvm and RADIOSONDE_LLVM_TOOLS, the folder
# with the matching clang and ld.lld. Only core/compiler's worker and the stub's build use them.
#
# Debian's packages answer to a version with its minor number only, and ClangConfig.cmake belongs to the package of
# the compiler, so clang-cpp is looked up by itself beside LLVM: /usr/lib may hold another version's.
find_package(LLVM 19.1 QUIET CONFIG)
if(LLVM_FOUND)
  find_library(ClangLibraries_CPP_LIBRARY clang-cpp HINTS ${LLVM_LIBRARY_DIRS} NO_DEFAULT_PATH)
  find_path(ClangLibraries_INCLUDE_DIR clang/Frontend/CompilerInstance.h HINTS ${LLVM_INCLUDE_DIRS}
            NO_DEFAULT_PATH)
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(ClangLibraries
  REQUIRED_VARS ClangLibraries_CPP_LIBRARY ClangLibraries_INCLUDE_DIR LLVM_TOOLS_BINARY_DIR
  VERSION_VAR LLVM_PACKAGE_VERSION
  REASON_FAILURE_MESSAGE "Install llvm-19-dev, libclang-19-dev and libclang-cpp19-dev (./dev build does).")
mark_as_advanced(ClangLibraries_CPP_LIBRARY ClangLibraries_INCLUDE_DIR)

if(ClangLibraries_FOUND AND NOT TARGET radiosonde_llvm)
  set(RADIOSONDE_LLVM_TOOLS "${LLVM_TOOLS_BINARY_DIR}")
  add_library(radiosonde_llvm INTERFACE)
  target_include_directories(radiosonde_llvm SYSTEM INTERFACE ${LLVM_INCLUDE_DIRS} ${ClangLibraries_INCLUDE_DIR})
  separate_arguments(_llvm_definitions NATIVE_COMMAND "${LLVM_DEFINITIONS}")
  target_compile_options(radiosonde_llvm INTERFACE ${_llvm_definitions})
  unset(_llvm_definitions)
  target_link_libraries(radiosonde_llvm INTERFACE "${ClangLibraries_CPP_LIBRARY}" LLVM)
endif()
