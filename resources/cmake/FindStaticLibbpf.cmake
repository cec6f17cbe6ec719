# SPDX-License-Identifier: GPL-3.0-or-later
# libbpf.a with all that it needs: defines the INTERFACE target radiosonde_libbpf. The archive is wanted, not the
# shared library: the load worker redirects libbpf's calls to libc, which `ld --wrap` can do on objects only.
# Versions 1.1 (Debian 12) and 1.5 (Debian 13) are known to work.
find_package(PkgConfig QUIET)
pkg_check_modules(PC_LIBBPF QUIET libbpf)
find_library(StaticLibbpf_LIBRARY libbpf.a HINTS ${PC_LIBBPF_LIBRARY_DIRS})
find_path(StaticLibbpf_INCLUDE_DIR bpf/libbpf.h HINTS ${PC_LIBBPF_INCLUDE_DIRS})
find_library(StaticLibbpf_ELF_LIBRARY elf)
find_library(StaticLibbpf_Z_LIBRARY z)
find_library(StaticLibbpf_ZSTD_LIBRARY zstd)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(StaticLibbpf
  REQUIRED_VARS StaticLibbpf_LIBRARY StaticLibbpf_INCLUDE_DIR StaticLibbpf_ELF_LIBRARY StaticLibbpf_Z_LIBRARY
                StaticLibbpf_ZSTD_LIBRARY
  VERSION_VAR PC_LIBBPF_VERSION
  REASON_FAILURE_MESSAGE "Install libbpf-dev, libelf-dev, zlib1g-dev and libzstd-dev (./dev build does).")
mark_as_advanced(StaticLibbpf_LIBRARY StaticLibbpf_INCLUDE_DIR StaticLibbpf_ELF_LIBRARY StaticLibbpf_Z_LIBRARY
                 StaticLibbpf_ZSTD_LIBRARY)

if(StaticLibbpf_FOUND AND NOT TARGET radiosonde_libbpf)
  set(RADIOSONDE_LIBBPF_VERSION "${PC_LIBBPF_VERSION}")
  set(RADIOSONDE_LIBBPF_ARCHIVE "${StaticLibbpf_LIBRARY}")
  add_library(radiosonde_libbpf INTERFACE)
  target_include_directories(radiosonde_libbpf SYSTEM INTERFACE "${StaticLibbpf_INCLUDE_DIR}")
  target_link_libraries(radiosonde_libbpf INTERFACE "${StaticLibbpf_LIBRARY}" "${StaticLibbpf_ELF_LIBRARY}"
                        "${StaticLibbpf_Z_LIBRARY}" "${StaticLibbpf_ZSTD_LIBRARY}")
endif()
