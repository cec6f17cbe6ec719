# SPDX-License-Identifier: GPL-3.0-or-later
# The image of a board: kernel, root, disks and keys, made from Debian's packages. Sourced by board.sh.
# shellcheck shell=bash disable=SC2154,SC2034

work= # the folder in which an image is being made

modules='virtio_mmio virtio_pci virtio_net virtio_blk crc32c_generic crc32c_arm_ce ext4 overlay'

# Makes $board where it is not there yet. One maker works at a time; whatever ends it, nothing half made stays.
make_image() {
    mkdir -p "$cache"
    exec 9> "$cache/lock"
    flock -n 9 || { say_step - 'Waiting for another board to be made'; flock 9; }
    [ -e "$board/vmlinuz" ] || make_new_image
    exec 9>&-
}

make_new_image() {
    rm -rf "$cache"/making.*
    work=$(mktemp -d "$cache/making.XXXXXX")
    open_archive "$work/archive"
    fetch_packages
    say_step - 'Making the board'
    mkdir -p "$work/board" "$work/root"
    make_keys
    make_root
    make_headers
    make_disks
    cp "$work/kernel/boot/vmlinuz-$release" "$work/board/vmlinuz"
    # What an earlier version of these scripts made; the last two are the oldest one's.
    rm -rf "$cache/$name"-* "$cache/apt" "$cache/$name.new"
    mv "$work/board" "$board"
    discard_work
}

discard_work() { [ -z "$work" ] || rm -rf "$work"; }

# Downloads everything and unpacks it: $work/kernel, $work/packages, $work/headers. Sets release, that of the kernel.
fetch_packages() {
    local image programs headers=
    image=$(field "$kernel_package" Depends | sed -E 's/[ ,].*//')
    [ -n "$image" ] || fail 77 "the archive that this machine uses has no $kernel_package in $suite"
    release=${image#linux-image-}
    programs=$(with_libraries busybox-static dropbear-bin openssh-server)
    # The kernel of 32-bit ARM carries no BTF; its types are in these.
    [ "$arch" != armhf ] || headers="linux-headers-$release linux-headers-${release%-*}-common"
    # shellcheck disable=SC2086 # lists
    download "Downloading Debian's packages" "$image" $programs $headers
    say_step - 'Unpacking'
    unpack "$work/kernel" "$image"
    # shellcheck disable=SC2086
    unpack "$work/packages" $programs
    # shellcheck disable=SC2086
    [ -z "$headers" ] || unpack "$work/headers" $headers
}

# One key to log in with and one of the board itself, which stays the same for every boot of it. dropbear has a file
# format of its own: the key's type and its 64 bytes, both of which stand in OpenSSH's file at fixed places.
make_keys() {
    local folder=$work/board key=$work/hostkey.bin
    ssh-keygen -q -t ed25519 -N '' -C "board $name" -f "$folder/key"
    ssh-keygen -q -t ed25519 -N '' -C "board $name" -f "$folder/hostkey"
    mkdir -p "$work/root/etc/dropbear"
    sed '/^-/d' "$folder/hostkey" | base64 -d > "$key"
    { tail -c +107 "$key" | head -c 15; tail -c +158 "$key" | head -c 68; } > "$work/root/etc/dropbear/dropbear_ed25519_host_key"
}

make_root() {
    local root=$work/root
    mkdir -p "$root"/{bin,sbin,usr/sbin,lib,proc,sys,dev,tmp,run/sshd,mnt,root/.ssh,etc/ssh,var/log,var/empty,modules}
    cp "$(find "$work/packages" -path '*bin/busybox' -type f)" "$root/bin/busybox"
    cp "$work/packages/usr/sbin/dropbear" "$work/packages/usr/sbin/sshd" "$root/usr/sbin/"
    # Since 9.8 sshd is made of several programs.
    if [ -e "$work/packages/usr/lib/openssh/sshd-session" ]; then
        mkdir -p "$root/usr/lib/openssh"
        cp "$work/packages/usr/lib/openssh"/sshd-* "$root/usr/lib/openssh/"
    fi
    copy_libraries
    add_modules
    printf '%s\n' 'root:x:0:0:root:/root:/bin/sh' 'sshd:x:100:100:sshd:/run/sshd:/bin/false' > "$root/etc/passwd"
    printf '%s\n' 'root:x:0:' 'sshd:x:100:' > "$root/etc/group"
    echo /bin/sh > "$root/etc/shells"
    cp "$work/board/key.pub" "$root/root/.ssh/authorized_keys"
    cp "$work/board/hostkey" "$root/etc/ssh/ssh_host_ed25519_key"
    printf '%s\n' 'Port 2222' 'UsePAM no' 'PermitRootLogin yes' 'UseDNS no' > "$root/etc/ssh/sshd_config"
    chmod 700 "$root/root" "$root/root/.ssh"
    chmod 600 "$root/root/.ssh/authorized_keys" "$root/etc/ssh/ssh_host_ed25519_key"
    echo "board-$name" > "$root/etc/hostname"
    cp "$here/init" "$root/init"
    chmod 755 "$root/init"
    (cd "$root" && find . | LC_ALL=C sort | cpio -o -H newc -R 0:0 --quiet | gzip -6n) > "$work/board/initrd.gz"
}

# The shared libraries, all in /lib, and the loader of programs where they look for it.
copy_libraries() {
    local file
    find "$work/packages" -name 'lib*.so.[0-9]*' -not -path '*/gconv/*' -not -path '*/security/*' |
        while read -r file; do
        cp -L "$file" "$work/root/lib/${file##*/}"
    done
    find "$work/packages" -name 'ld-linux*' | while read -r file; do
        [ -e "$work/root/lib/${file##*/}" ] || cp -L "$file" "$work/root/lib/${file##*/}"
    done
    ln -s lib "$work/root/lib64"
}

# The modules that the disks and the network need, in the order to load them. What is built in drops out by itself.
add_modules() {
    local module
    [ -e "$work/kernel/lib" ] || ln -s usr/lib "$work/kernel/lib" # where trixie has them
    depmod -b "$work/kernel" "$release"                         # kernel packages carry no list of dependencies
    for module in $modules; do
        modprobe -d "$work/kernel" -S "$release" --show-depends "$module" 2> /dev/null || true
    done | awk '$1 == "insmod" && !seen[$2]++ { print $2 }' | while read -r module; do
        case $module in
            *.xz) xz -dc "$module" > "$work/root/modules/$(basename "$module" .xz)" ;;
            *) cp "$module" "$work/root/modules/" ;;
        esac
        basename "$module" .xz
    done > "$work/root/modules/order"
}

# The kernel's header packages, where it has no BTF: as they are installed, below headers/; kernel-headers names the
# folders that a compiler wants.
make_headers() {
    [ -e "$work/headers" ] || return 0
    mkdir "$work/board/headers"
    cp -a "$work/headers/usr/src"/* "$work/board/headers/"
    (cd "$work/board" && printf '%s\n' headers/linux-headers-"$release" headers/linux-headers-"${release%-*}"-common > kernel-headers)
}

make_disks() {
    truncate -s 64M "$work/board/disk.img" "$work/board/spare.img"
    mke2fs -q -t ext4 -F "$work/board/disk.img"
}
