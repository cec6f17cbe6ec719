/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
    .syntax unified
    .thumb
    .text
    .globl _start
    .type _start, %function
    .thumb_func
_start:
    mov r0, sp
    mov r1, sp
    bic r1, r1, #7
    mov sp, r1
    bl stubMain
    udf #0

    .globl systemCall3
    .type systemCall3, %function
    .globl systemCall4
    .type systemCall4, %function
    .globl systemCall
    .type systemCall, %function
    .thumb_func
systemCall3:
    .thumb_func
systemCall4:
    .thumb_func
systemCall:
    push {r4, r5, r6, r7, lr}
    mov r7, r0
    mov r0, r1
    mov r1, r2
    mov r2, r3
    ldr r3, [sp, #20]
    ldr r4, [sp, #24]
    ldr r5, [sp, #28]
    svc #0
    pop {r4, r5, r6, r7, pc}

    .section .note.GNU-stack, "", %progbits
