# SPDX-License-Identifier: GPL-3.0-or-later
# A running board. Sourced by board.sh.
# shellcheck shell=bash disable=SC2154,SC2034

# run_board [FOLDER]: see board.sh
run_board() {
    local folder watcher emulator='' own_folder='' status=1
    lead_a_group "$@"
    [ -n "${1:-}" ] || own_folder=$(mktemp -d "${TMPDIR:-/tmp}/radiosonde-board.XXXXXX")
    folder=${1:-$own_folder}
    mkdir -p "$folder"
    folder=$(readlink -f "$folder")
    exec 6<&0 < /dev/null
    end_with_input &
    watcher=$!
    trap 'exit $status' TERM INT HUP
    trap 'kill $emulator $watcher 2> /dev/null || true; discard_work; [ -z "$own_folder" ] || rm -rf "$own_folder"' EXIT
    make_image
    boot "$folder"
    wait_for_login "$folder"
    echo "ready $port $sshd_port $("$folder/ssh" uname -r) $folder" >&3
    status=0
    wait "$emulator" || fail 1 "the emulator ended: $(tail -n 1 "$folder/qemu.log")"
}

# A process group of our own, so that whoever ends us ends what we started, too.
lead_a_group() {
    local fields
    read -r -a fields < /proc/$$/stat
    [ "${fields[4]}" = $$ ] || exec setsid "$here/board.sh" run "$name" "$@" >&3
}

# Ends the whole group once nobody holds the other end of our standard input, or the script itself is gone.
end_with_input() {
    local status=0
    exec 3>&-
    while kill -0 $$ 2> /dev/null && { [ $status = 0 ] || [ $status -gt 128 ]; }; do
        status=0
        read -r -t 2 _ <&6 || status=$?
    done
    kill -TERM -- -$$
}

# A port of this machine that nothing listens on; adb servers scan 5555 to 5585, so it is far from there.
free_port() {
    local port
    while port=$((20000 + RANDOM % 12000)); do
        (: < "/dev/tcp/127.0.0.1/$port") 2> /dev/null || { echo "$port"; return; }
    done
}

# The emulated machine, by architecture. No cx16 on amd64: QEMU 7.2 at times leaves wrong flags behind cmpxchg16b, and
# the board's kernel dies of a double fault.
machine() {
    case $arch in
        amd64) emulator_command=(qemu-system-x86_64 -M q35 -cpu 'max,-cx16') bus=pci console=ttyS0 ;;
        arm64) emulator_command=(qemu-system-aarch64 -M virt,gic-version=3 -cpu cortex-a57) bus=device console=ttyAMA0 ;;
        armhf) emulator_command=(qemu-system-arm -M virt,highmem=off -cpu cortex-a15) bus=device console=ttyAMA0 ;;
    esac
}

# boot FOLDER: starts the emulator, which ends with this process however that ends. Sets emulator, port, sshd_port.
boot() {
    local emulator_command bus console disks adb_port net line_port
    say_step - 'Starting the board'
    machine
    # /dev/vda first; the transports of the ARM machines are found in the opposite order.
    disks=(-device "virtio-blk-$bus,drive=disk" -device "virtio-blk-$bus,drive=spare")
    [ $bus = pci ] || disks=("${disks[@]:2}" "${disks[@]:0:2}")
    port=$(free_port)
    sshd_port=$(free_port)
    adb_port=$(free_port)
    echo "$adb_port" > "$1/adbport"
    cp "$board/key" "$board/hostkey.pub" "$1/" # the image may be replaced while the board runs
    write_ssh "$1"
    # snapshot: writes go to a file of this process that has no name. restrict: the board reaches nothing. romfile: the
    # card needs no boot ROM.
    net=user,id=net,restrict=on,hostfwd=tcp:127.0.0.1:$port-:22,hostfwd=tcp:127.0.0.1:$sshd_port-:2222
    net+=,hostfwd=tcp:127.0.0.1:$adb_port-:5555
    # The second serial port: a pseudo terminal of this machine leads to it.
    line_port=(-chardev pty,id=line -device pci-serial,chardev=line)
    setpriv --pdeathsig KILL "${emulator_command[@]}" -accel tcg -m 256 -smp 2 \
        -kernel "$board/vmlinuz" -initrd "$board/initrd.gz" -append "console=$console quiet panic=-1" \
        -nodefaults -no-user-config -display none -no-reboot -serial "file:$1/console.log" -monitor none \
        -netdev "$net" \
        -device "virtio-net-$bus,netdev=net$([ $bus = device ] || echo ,romfile=)" \
        -drive "if=none,id=disk,format=raw,file=$board/disk.img,snapshot=on" \
        -drive "if=none,id=spare,format=raw,file=$board/spare.img,snapshot=on" "${disks[@]}" "${line_port[@]}" \
        < /dev/null > "$1/qemu.log" 2>&1 3>&- 6<&- &
    emulator=$!
}

# write_ssh FOLDER: FOLDER/ssh ARGUMENTS, and with BOARD_SSHD set through OpenSSH's server instead of dropbear. The
# first login stays, for all others to share: agreeing on keys takes an emulator long.
write_ssh() {
    local share=
    # The name of a socket has 107 bytes, of which ssh wants some for itself.
    [ ${#1} -gt 75 ] || share="-o ControlMaster=auto -o ControlPath='$1/login-%p' -o ControlPersist=yes"
    echo "board $(cut -d' ' -f1,2 "$1/hostkey.pub")" > "$1/known_hosts"
    cat > "$1/ssh" <<-X
	#!/bin/sh
	port=$port
	[ -z "\$BOARD_SSHD" ] || port=$sshd_port
	exec ssh -q -p \$port -i '$1/key' -o IdentitiesOnly=yes \\
	    -o UserKnownHostsFile='$1/known_hosts' -o HostKeyAlias=board -o StrictHostKeyChecking=yes \\
	    $share \\
	    -o ConnectTimeout=10 -o LogLevel=ERROR root@127.0.0.1 "\$@"
	X
    chmod 755 "$1/ssh"
}

# wait_for_login FOLDER: QEMU takes connections before the board does, so only a login counts
wait_for_login() {
    local end=$((SECONDS + 180)) # seconds; ten where nothing else runs
    while [ $SECONDS -lt $end ]; do
        kill -0 "$emulator" 2> /dev/null || break
        if grep -qs 'board is up' "$1/console.log" && "$1/ssh" true < /dev/null 2> /dev/null; then
            sed -n 's/^char device redirected to \(.*\) (label line)$/\1/p' "$1/qemu.log" > "$1/serialport"
            return 0
        fi
        sleep 0.1
    done
    tail -n 5 "$1/qemu.log" "$1/console.log" >&2 || true
    fail 1 'the board did not come up'
}
