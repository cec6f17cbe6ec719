# SPDX-License-Identifier: GPL-3.0-or-later
# The headers that probes are compiled with, embedded in the compile worker: radiosonde_embed_headers(OUTPUT_VAR)
# writes embedded_headers.cpp (one .incbin each) and header_digest.h, which worker and client share: a cache entry
# made with other headers is never taken.
#
# Names are those of #include. Ours come first; the rest is libbpf's (libbpf-dev), the kernel's user-space headers
# (linux-libc-dev) and Clang's own.
set(headers_folder "${CMAKE_SOURCE_DIR}/resources/headers")
find_path(RADIOSONDE_BPF_HEADERS bpf/usdt.bpf.h REQUIRED)
find_path(RADIOSONDE_KERNEL_HEADERS linux/bpf.h REQUIRED)
mark_as_advanced(RADIOSONDE_BPF_HEADERS RADIOSONDE_KERNEL_HEADERS)
file(GLOB clang_resource_folder LIST_DIRECTORIES true "${RADIOSONDE_LLVM_TOOLS}/../lib/clang/19*/include")
list(GET clang_resource_folder 0 clang_resource_folder)

set(kernel_header_names
    types posix_types stddef bpf bpf_common bpf_perf_event btf const errno filter icmp icmpv6 if_ether if_packet
    if_vlan in in6 ip ipv6 libc-compat limits perf_event pkt_cls socket swab tcp udp version byteorder/little_endian)
set(generic_header_names
    types posix_types bitsperlong int-ll64 errno errno-base bpf_perf_event)
set(clang_header_names
    stdbool.h stddef.h stdint.h stdarg.h limits.h float.h stdalign.h stdnoreturn.h __stddef_header_macro.h
    __stddef_max_align_t.h __stddef_null.h __stddef_nullptr_t.h __stddef_offsetof.h __stddef_ptrdiff_t.h
    __stddef_rsize_t.h __stddef_size_t.h __stddef_unreachable.h __stddef_wchar_t.h __stddef_wint_t.h
    __stdarg___gnuc_va_list.h __stdarg___va_copy.h __stdarg_header_macro.h __stdarg_va_arg.h __stdarg_va_copy.h
    __stdarg_va_list.h)

# One header: its name for #include, the file. A name that was taken before wins.
function(radiosonde_add_header name file)
  get_property(names GLOBAL PROPERTY RADIOSONDE_HEADER_NAMES)
  if("${name}" IN_LIST names OR NOT EXISTS "${file}")
    return()
  endif()
  set_property(GLOBAL APPEND PROPERTY RADIOSONDE_HEADER_NAMES "${name}")
  set_property(GLOBAL APPEND PROPERTY RADIOSONDE_HEADER_FILES "${file}")
endfunction()

function(radiosonde_collect_headers)
  foreach(folder bpf)
    file(GLOB ours CONFIGURE_DEPENDS "${headers_folder}/${folder}/*.h")
    foreach(file ${ours})
      cmake_path(GET file FILENAME name)
      radiosonde_add_header("${folder}/${name}" "${file}")
    endforeach()
  endforeach()
  file(GLOB kernels CONFIGURE_DEPENDS "${headers_folder}/vmlinux/*.h.zst")
  foreach(file ${kernels})
    cmake_path(GET file FILENAME name)
    radiosonde_add_header("vmlinux/${name}" "${file}")
  endforeach()
  foreach(name bpf_helpers bpf_helper_defs bpf_core_read bpf_tracing bpf_endian usdt.bpf)
    radiosonde_add_header("libbpf/${name}.h" "${RADIOSONDE_BPF_HEADERS}/bpf/${name}.h")
  endforeach()
  foreach(name ${kernel_header_names})
    radiosonde_add_header("uapi/linux/${name}.h" "${RADIOSONDE_KERNEL_HEADERS}/linux/${name}.h")
  endforeach()
  foreach(name ${generic_header_names})
    radiosonde_add_header("uapi/asm-generic/${name}.h" "${RADIOSONDE_KERNEL_HEADERS}/asm-generic/${name}.h")
  endforeach()
  foreach(name ${clang_header_names})
    radiosonde_add_header("clang/${name}" "${clang_resource_folder}/${name}")
  endforeach()
endfunction()

function(radiosonde_embed_headers output_variable)
  radiosonde_collect_headers()
  get_property(names GLOBAL PROPERTY RADIOSONDE_HEADER_NAMES)
  get_property(files GLOBAL PROPERTY RADIOSONDE_HEADER_FILES)
  set(assembly "")
  set(declarations "")
  set(table "")
  set(digests "")
  set(index 0)
  foreach(name file IN ZIP_LISTS names files)
    file(SHA256 "${file}" digest)
    string(APPEND digests "${name} ${digest}\n")
    string(APPEND assembly
           "    \"header_${index}: .incbin \\\"${file}\\\"\\n\"\n    \"header_${index}_end: .byte 0\\n\"\n")
    string(APPEND declarations "extern const char header_${index}[], header_${index}_end[];\n")
    string(APPEND table "    {\"${name}\", {header_${index}, std::size_t(header_${index}_end - header_${index})}},\n")
    math(EXPR index "${index} + 1")
  endforeach()
  string(SHA256 all_digest "${digests}")
  set(folder "${CMAKE_CURRENT_BINARY_DIR}/generated")
  file(CONFIGURE OUTPUT "${folder}/core/compiler/header_digest.h" @ONLY CONTENT
"// Made by headers.cmake.
#pragma once

namespace radiosonde
{

inline constexpr char headerDigest[] = \"@all_digest@\";
inline constexpr char llvmVersion[] = \"@LLVM_PACKAGE_VERSION@\";

} // namespace radiosonde
")
  file(CONFIGURE OUTPUT "${folder}/embedded_headers.cpp" @ONLY CONTENT
"// Made by headers.cmake. @all_digest@
#include \"core/compiler/worker/embedded_headers.h\"

asm(\".section .rodata\\n\"
@assembly@    \".text\\n\");

extern \"C\" {
@declarations@}

namespace radiosonde
{

static const EmbeddedHeader allHeaders[] = {
@table@};

std::span<const EmbeddedHeader> embeddedHeaders()
{
    return allHeaders;
}

} // namespace radiosonde
")
  set_property(SOURCE "${folder}/embedded_headers.cpp" PROPERTY OBJECT_DEPENDS "${files}")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${files})
  set(${output_variable} "${folder}/embedded_headers.cpp" PARENT_SCOPE)
endfunction()
