/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A USDT probe as SystemTap's sys/sdt.h writes it (its note is of version 3), for three architectures and
 * with arguments whose place the caller chooses. SEMAPHORE is a symbol of section .probes, or 0.
 */
#ifndef UPROBES_USDT_H
#define UPROBES_USDT_H

#if __SIZEOF_POINTER__ == 8
#define USDT_WORD ".8byte"
#else
#define USDT_WORD ".4byte"
#endif

#define USDT(provider, name, semaphore, arguments, ...)                                                      \
    __asm__ volatile("990: nop\n"                                                                            \
                     ".pushsection .note.stapsdt,\"\",\"note\"\n"                                            \
                     ".balign 4\n"                                                                           \
                     ".4byte 992f-991f, 994f-993f, 3\n"                                                      \
                     "991: .asciz \"stapsdt\"\n"                                                             \
                     "992: .balign 4\n"                                                                      \
                     "993: " USDT_WORD " 990b\n" USDT_WORD " _.stapsdt.base\n" USDT_WORD " " semaphore "\n"  \
                     ".asciz \"" provider "\"\n"                                                             \
                     ".asciz \"" name "\"\n"                                                                 \
                     ".asciz \"" arguments "\"\n"                                                            \
                     "994: .balign 4\n"                                                                      \
                     ".popsection\n"                                                                         \
                     ".ifndef _.stapsdt.base\n"                                                              \
                     ".pushsection .stapsdt.base,\"aG\",\"progbits\",.stapsdt.base,comdat\n"                 \
                     ".weak _.stapsdt.base\n"                                                                \
                     ".hidden _.stapsdt.base\n"                                                              \
                     "_.stapsdt.base: .space 1\n"                                                            \
                     ".size _.stapsdt.base, 1\n"                                                             \
                     ".popsection\n"                                                                         \
                     ".endif\n" ::__VA_ARGS__)

#endif
