/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
    .text
    .globl _start
    .type _start, %function
_start:
    mov x29, #0
    mov x30, #0
    mov x0, sp
    bl stubMain
    brk #0

    .globl systemCall3
    .type systemCall3, %function
    .globl systemCall4
    .type systemCall4, %function
    .globl systemCall
    .type systemCall, %function
/* Calls of fewer arguments leave the rest to chance, where the kernel does not look. */
systemCall3:
systemCall4:
systemCall:
    mov x8, x0
    mov x0, x1
    mov x1, x2
    mov x2, x3
    mov x3, x4
    mov x4, x5
    mov x5, x6
    svc #0
    ret

    .section .note.GNU-stack, "", %progbits
