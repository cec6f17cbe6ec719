# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DFILE=... -DLIMIT=... -P check_size.cmake: fails, and removes the file, when it is longer than LIMIT bytes.
file(SIZE "${FILE}" size)
if(size GREATER LIMIT)
  file(REMOVE "${FILE}")
  message(FATAL_ERROR "${FILE} has ${size} bytes; a stub may have ${LIMIT}")
endif()
