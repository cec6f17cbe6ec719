# SPDX-License-Identifier: GPL-3.0-or-later
# What every target of the project shares.
set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 11)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

# Workers and the window stand beside the program: ../libexec/radiosonde, in the build tree as when installed.
set(RADIOSONDE_LIBEXEC_OUTPUT "${CMAKE_BINARY_DIR}/libexec/radiosonde")
set(RADIOSONDE_LIBEXEC_INSTALL "libexec/radiosonde")

option(RADIOSONDE_WERROR "Warnings are errors in the project's own code" ON)
set(RADIOSONDE_SANITIZE "" CACHE STRING "Sanitizers for all targets: address,undefined or thread")

add_library(radiosonde_settings INTERFACE)
target_include_directories(radiosonde_settings INTERFACE "${CMAKE_SOURCE_DIR}")
# g++ 14 sees std::optional's unused room as read; it has no such complaint that was right.
target_compile_options(radiosonde_settings INTERFACE
  $<$<AND:$<COMPILE_LANG_AND_ID:CXX,GNU>,$<VERSION_GREATER_EQUAL:$<CXX_COMPILER_VERSION>,14>>:-Wno-maybe-uninitialized>)
target_compile_options(radiosonde_settings INTERFACE -Wall -Wextra -Wpedantic -Wshadow $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor>
                       -Wno-missing-field-initializers $<$<BOOL:${RADIOSONDE_WERROR}>:-Werror>)
target_compile_definitions(radiosonde_settings INTERFACE QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII
                           QT_NO_CAST_TO_ASCII QT_STRICT_ITERATORS QT_MESSAGELOGCONTEXT)
if(RADIOSONDE_SANITIZE)
  add_compile_options(-fsanitize=${RADIOSONDE_SANITIZE} -fno-omit-frame-pointer -g)
  add_link_options(-fsanitize=${RADIOSONDE_SANITIZE})
endif()

# Object files come from ccache where it is installed and nothing else was asked for.
find_program(RADIOSONDE_CCACHE ccache)
mark_as_advanced(RADIOSONDE_CCACHE)
if(RADIOSONDE_CCACHE AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER AND NOT DEFINED ENV{CMAKE_CXX_COMPILER_LAUNCHER})
  set(CMAKE_C_COMPILER_LAUNCHER "${RADIOSONDE_CCACHE}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${RADIOSONDE_CCACHE}")
endif()

# radiosonde_test(NAME SOURCES ... LIBRARIES ... [LABELS ...] [ENVIRONMENT ...]): a QtTest program run by CTest,
# through tests/run_qtest.sh, which tells of skipped functions. The label "kernel" marks tests that may skip even
# where RADIOSONDE_NO_SKIP=1 makes a skip a failure: they need kprobes, fentry or another feature of the kernel.
# (Not SKIP_REGULAR_EXPRESSION: CTest would then call a program with one skip and one failure skipped.)
function(radiosonde_test name)
  cmake_parse_arguments(arg "" "" "SOURCES;LIBRARIES;LABELS;ENVIRONMENT" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  set_target_properties(${name} PROPERTIES AUTOMOC ON
                        RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
  target_link_libraries(${name} PRIVATE radiosonde_settings Qt6::Test ${arg_LIBRARIES})
  set(may_skip "")
  if("kernel" IN_LIST arg_LABELS)
    set(may_skip --may-skip)
  endif()
  add_test(NAME ${name} COMMAND "${CMAKE_SOURCE_DIR}/tests/run_qtest.sh" ${may_skip} $<TARGET_FILE:${name}>)
  set_tests_properties(${name} PROPERTIES LABELS "${arg_LABELS}" TIMEOUT 300 SKIP_RETURN_CODE 77
                       ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;${arg_ENVIRONMENT}")
endfunction()
