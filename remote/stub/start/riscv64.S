/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
    .text
    .globl _start
    .type _start, @function
_start:
    mv a0, sp
    andi sp, sp, -16
    call stubMain
    unimp

    .globl systemCall3
    .type systemCall3, @function
    .globl systemCall4
    .type systemCall4, @function
    .globl systemCall
    .type systemCall, @function
/* Calls of fewer arguments leave the rest to chance, where the kernel does not look. */
systemCall3:
systemCall4:
systemCall:
    mv a7, a0
    mv a0, a1
    mv a1, a2
    mv a2, a3
    mv a3, a4
    mv a4, a5
    mv a5, a6
    ecall
    ret

    .section .note.GNU-stack, "", @progbits
