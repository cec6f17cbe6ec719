# SPDX-License-Identifier: GPL-3.0-or-later
# KSyntaxHighlighting for Qt 6: defines the INTERFACE target radiosonde_syntax and RADIOSONDE_HAS_SYNTAX, which also
# stands in the sources of whoever links the target (0 or 1).
#
# KF6 where the distribution has it (Debian 13); else what resources/setup/ksyntaxhighlighting.sh built into .deps
# (Debian 12, whose own package is a Qt 5 library and never taken); else nothing: the editor then colours with its
# own small highlighter, and the build says so.
option(RADIOSONDE_SYNTAX "Use KSyntaxHighlighting where it is found" ON)
set(RADIOSONDE_DEPS_PREFIX "${CMAKE_SOURCE_DIR}/.deps" CACHE PATH "Prefix of what the set-up step built from source")

set(SyntaxHighlighting_TARGET "")
if(RADIOSONDE_SYNTAX)
  find_package(KF6SyntaxHighlighting CONFIG QUIET)
  if(TARGET KF6::SyntaxHighlighting)
    set(SyntaxHighlighting_TARGET KF6::SyntaxHighlighting)
    set(SyntaxHighlighting_VERSION "${KF6SyntaxHighlighting_VERSION}")
  else()
    find_package(KF5SyntaxHighlighting 5.103 CONFIG QUIET PATHS "${RADIOSONDE_DEPS_PREFIX}" NO_DEFAULT_PATH)
    if(TARGET KF5::SyntaxHighlighting)
      get_target_property(_syntax_links KF5::SyntaxHighlighting INTERFACE_LINK_LIBRARIES)
      if(_syntax_links MATCHES "Qt6::")
        set(SyntaxHighlighting_TARGET KF5::SyntaxHighlighting)
        set(SyntaxHighlighting_VERSION "${KF5SyntaxHighlighting_VERSION}")
      endif()
      unset(_syntax_links)
    endif()
  endif()
endif()

if(NOT TARGET radiosonde_syntax)
  add_library(radiosonde_syntax INTERFACE)
  if(SyntaxHighlighting_TARGET)
    set(RADIOSONDE_HAS_SYNTAX TRUE)
    target_link_libraries(radiosonde_syntax INTERFACE ${SyntaxHighlighting_TARGET})
    target_compile_definitions(radiosonde_syntax INTERFACE RADIOSONDE_HAS_SYNTAX=1)
    message(STATUS "Syntax highlighting: KSyntaxHighlighting ${SyntaxHighlighting_VERSION}")
  else()
    set(RADIOSONDE_HAS_SYNTAX FALSE)
    target_compile_definitions(radiosonde_syntax INTERFACE RADIOSONDE_HAS_SYNTAX=0)
    message(STATUS "Syntax highlighting: KSyntaxHighlighting for Qt 6 not found, the built-in highlighter is used")
  endif()
endif()
set(SyntaxHighlighting_FOUND ${RADIOSONDE_HAS_SYNTAX})
