#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# board.sh start FOLDER [SUITE]   boots a virtual board and waits until it can be logged in to
# board.sh stop FOLDER            ends it
#
# A board is Debian's kernel of SUITE (bullseye 5.10, bookworm 6.1, trixie 6.12) for amd64 under QEMU, emulated so that
# it runs wherever the tests do, with a root of busybox and dropbear. /mnt is a small ext4 disk, /overlay an overlay on
# it, /dev/vdb a spare disk; what is written to them is gone when the board ends. FOLDER takes what belongs to this one
# boot: `ssh` in it runs its arguments on the board, as root. With OWNER=PID the board ends when that process has ended.
#
# Boards are made from Debian's packages, once, and kept in ~/.cache/radiosonde/boards. The packages come from the
# archive that this machine uses, through a private apt root: nothing is installed. Exit status 77 means that this
# machine cannot have boards; the reason is on stderr.
set -euo pipefail

script=$(readlink -f "$0")
PATH=$PATH:/usr/sbin:/sbin
cache=${XDG_CACHE_HOME:-$HOME/.cache}/radiosonde/boards
apt=$cache/apt
kernel_meta=linux-image-cloud-amd64
user_suite=bookworm # of busybox and dropbear
modules='virtio_pci virtio_net virtio_blk crc32c_generic ext4 overlay'

cannot() {
    echo "no board: $*" >&2
    exit 77
}

check_tools() {
    local tool
    for tool in qemu-system-x86_64 apt-get dpkg-deb cpio gzip xz depmod modprobe mke2fs ssh ssh-keygen readelf flock; do
        command -v "$tool" > /dev/null || cannot "$tool is not installed"
    done
}

# The archive that this machine uses, as a stanza for apt: the first one of its sources that is not for security.
archive() {
    local sources=/etc/apt/sources.list.d/debian.sources list=/etc/apt/sources.list
    if [ -e "$sources" ]; then
        awk 'BEGIN{RS=""} /Types:/ && !/security/ && !n++' "$sources"
    elif [ -e "$list" ]; then
        sed -nE '/security/d; s/^deb +(\[[^]]*\] +)?([^ ]+) .*/URIs: \2/p' "$list" | sed -n 1p
        printf '%s\n' 'Types: deb' 'Suites:' 'Components:' \
            'Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg'
    fi
}

make_apt_root() {
    mkdir -p "$apt"/{state/lists/partial,cache/archives/partial,parts,debs}
    : > "$apt/status"
    cat > "$apt/apt.conf" <<-X
	APT::Architecture "amd64";
	APT::Architectures { "amd64"; };
	APT::Sandbox::User "root";
	Dir::State "$apt/state";
	Dir::State::status "$apt/status";
	Dir::Cache "$apt/cache";
	Dir::Etc::sourcelist "/dev/null";
	Dir::Etc::sourceparts "$apt/parts";
	X
    archive | sed -E "s/^Types:.*/Types: deb/; s/^Suites:.*/Suites: bullseye bookworm trixie/
                      s/^Components:.*/Components: main/; /^Architectures:/d" > "$apt/parts/boards.sources"
    grep -q '^URIs:' "$apt/parts/boards.sources" || cannot "this machine knows no Debian archive"
    ls "$apt"/state/lists/*trixie_main_binary-amd64_Packages* > /dev/null 2>&1 ||
        private_apt get -q update >&2 || cannot "the archive's lists cannot be had"
}

# apt with its caches on: container images switch them off, and then each query takes seconds
private_apt() {
    local tool=$1
    shift
    APT_CONFIG=$apt/apt.conf "apt-$tool" \
        -o Dir::Cache::pkgcache=pkgcache.bin -o Dir::Cache::srcpkgcache=srcpkgcache.bin "$@"
}

# field PACKAGE SUITE FIELD: of the newest version
field() {
    private_apt cache show "$1/$2" 2> /dev/null | sed -n "s/^$3: //p" | sed -n 1p
}

# unpack PACKAGE SUITE FOLDER: downloads the package once
unpack() {
    local version file
    version=$(field "$1" "$2" Version)
    [ -n "$version" ] || cannot "the archive has no $1 in $2"
    file=$apt/debs/${1}_${version//:/%3a}_amd64.deb
    if [ ! -s "$file" ]; then
        (cd "$apt/debs" && private_apt get -q download "$1=$version" >&2) || cannot "$1 cannot be downloaded"
        mv -n "$apt/debs/${1}_${version//:/%3a}"_*.deb "$file" 2> /dev/null || true
    fi
    dpkg-deb -x "$file" "$3"
}

# copy_libraries PROGRAM ROOT PACKAGES: the libraries that PROGRAM is linked with, and theirs, into ROOT/lib
copy_libraries() {
    local name file
    for name in $(readelf -d "$1" | sed -n 's/.*NEEDED.*\[\(.*\)\]/\1/p'); do
        [ ! -e "$2/lib/$name" ] || continue
        file=$(find "$3" -name "$name" | sed -n 1p)
        [ -n "$file" ] || { echo "no library $name" >&2; return 1; }
        cp -L "$file" "$2/lib/$name"
        copy_libraries "$file" "$2" "$3"
    done
}

write_init() {
    cat > "$1" <<'X'
#!/bin/busybox sh
/bin/busybox --install -s /bin
export PATH=/bin:/sbin:/usr/sbin
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
mkdir -p /dev/pts /dev/shm
mount -t devpts pts /dev/pts
mount -t tmpfs tmp /tmp
mount -t tracefs tracefs /sys/kernel/tracing
mount -t bpf bpf /sys/fs/bpf
hostname board
while read module; do insmod /modules/$module; done < /modules/order
ip link set lo up
ip link set eth0 up
ip addr add 10.0.2.15/24 dev eth0
mount -t ext4 /dev/vda /mnt
mkdir -p /overlay /mnt/lower /mnt/upper /mnt/work
mount -t overlay overlay -o lowerdir=/mnt/lower,upperdir=/mnt/upper,workdir=/mnt/work /overlay
dropbear -R -s -p 22
echo "board is up: $(uname -r)" > /dev/console
while :; do sleep 3600; done
X
    chmod 755 "$1"
}

# make_root ROOT PACKAGES: busybox and dropbear with the libraries they need, for init to start
make_root() {
    local package loader
    for package in busybox-static dropbear-bin libc6 libcrypt1 libtomcrypt1 libtommath1 libgmp10 zlib1g; do
        unpack "$package" "$user_suite" "$2"
    done
    mkdir -p "$1"/{bin,sbin,usr/sbin,lib,proc,sys,dev,tmp,run,mnt,root/.ssh,etc/dropbear,var/log,modules}
    cp "$(find "$2" -path '*bin/busybox' -type f)" "$1/bin/busybox"
    cp "$2/usr/sbin/dropbear" "$1/usr/sbin/"
    copy_libraries "$2/usr/sbin/dropbear" "$1" "$2"
    loader=$(readelf -l "$2/usr/sbin/dropbear" | sed -n 's/.*interpreter: \(.*\)\]/\1/p')
    mkdir -p "$1$(dirname "$loader")"
    [ -e "$1$loader" ] || cp -L "$(find "$2" -name "$(basename "$loader")" | sed -n 1p)" "$1$loader"
    echo 'root:x:0:0:root:/root:/bin/sh' > "$1/etc/passwd"
    echo 'root:x:0:' > "$1/etc/group"
    echo /bin/sh > "$1/etc/shells"
    write_init "$1/init"
}

# add_modules KERNEL VERSION ROOT: the modules that the disks and the network need, in the order to load them
add_modules() {
    local module
    [ -e "$1/lib" ] || ln -s usr/lib "$1/lib" # where trixie has them
    depmod -b "$1" "$2"
    for module in $modules; do
        modprobe -d "$1" -S "$2" --show-depends "$module" 2> /dev/null || true
    done | awk '$1 == "insmod" && !seen[$2]++ { print $2 }' | while read -r module; do
        case $module in
            *.xz) xz -dc "$module" > "$3/modules/$(basename "$module" .xz)" ;;
            *) cp "$module" "$3/modules/" ;;
        esac
        basename "$module" .xz
    done > "$3/modules/order"
}

# make_board FOLDER SUITE: everything that a boot needs
make_board() {
    local work package
    make_apt_root
    work=$(mktemp -d "$cache/making.XXXXXX")
    package=$(field "$kernel_meta" "$2" Depends | sed -E 's/[ ,].*//')
    [ -n "$package" ] || cannot "the archive has no $kernel_meta in $2"
    unpack "$package" "$2" "$work/kernel"
    make_root "$work/root" "$work/packages"
    add_modules "$work/kernel" "${package#linux-image-}" "$work/root"
    mkdir "$work/board"
    ssh-keygen -q -t ed25519 -N '' -C board -f "$work/board/key"
    cp "$work/board/key.pub" "$work/root/root/.ssh/authorized_keys"
    chmod 700 "$work/root/root" "$work/root/root/.ssh"
    cp "$work/kernel/boot/vmlinuz-${package#linux-image-}" "$work/board/vmlinuz"
    (cd "$work/root" && find . | LC_ALL=C sort | cpio -o -H newc -R 0:0 --quiet | gzip -9n) > "$work/board/initrd.gz"
    truncate -s 64M "$work/board/disk.img" "$work/board/spare.img"
    mke2fs -q -t ext4 -F "$work/board/disk.img"
    find "$cache" -maxdepth 1 -name "amd64-$2-*" -mtime +1 -exec rm -rf {} + # made by an earlier version of this script
    mv "$work/board" "$1"
    rm -rf "$work"
}

# A port of this machine that nothing listens on; adb servers scan 5555 to 5585, so it is far from there.
free_port() {
    local port
    while port=$((20000 + RANDOM)); do
        (: < "/dev/tcp/127.0.0.1/$port") 2> /dev/null || { echo "$port"; return; }
    done
}

# end_with OWNER PID: ends PID once OWNER has ended
end_with() {
    while kill -0 "$1" && kill -0 "$2"; do
        sleep 2
    done
    kill "$2" || true
}

# boot BOARD FOLDER
boot() {
    local port
    port=$(free_port)
    # No cx16: QEMU 7.2 at times leaves wrong flags behind cmpxchg16b, and the board's kernel dies of a double fault.
    # No romfile: the card needs no boot ROM. restrict: the board reaches nothing but this machine's ssh.
    setsid qemu-system-x86_64 -M q35 -accel tcg -cpu max,-cx16 -m 256 -smp 2 \
        -kernel "$1/vmlinuz" -initrd "$1/initrd.gz" -append "console=ttyS0 quiet panic=-1" \
        -nodefaults -no-user-config -display none -no-reboot -serial "file:$2/console.log" -monitor none \
        -netdev "user,id=net,restrict=on,hostfwd=tcp:127.0.0.1:$port-:22" -device virtio-net-pci,netdev=net,romfile= \
        -drive "if=none,id=disk,format=raw,file=$1/disk.img,snapshot=on" -device virtio-blk-pci,drive=disk \
        -drive "if=none,id=spare,format=raw,file=$1/spare.img,snapshot=on" -device virtio-blk-pci,drive=spare \
        < /dev/null > "$2/qemu.log" 2>&1 &
    echo $! > "$2/pid"
    [ -z "${OWNER:-}" ] || setsid "$script" end-with "$OWNER" $! < /dev/null > /dev/null 2>&1 &
    cat > "$2/ssh" <<-X
	#!/bin/sh
	exec ssh -q -p $port -i '$1/key' -o IdentitiesOnly=yes -o StrictHostKeyChecking=no -o LogLevel=ERROR \\
	    -o UserKnownHostsFile=/dev/null -o ConnectTimeout=10 root@127.0.0.1 "\$@"
	X
    chmod 755 "$2/ssh"
}

# wait_for_login FOLDER: QEMU takes connections before the board does, so only a login counts
wait_for_login() {
    local i
    for ((i = 0; i < 600; i++)); do
        kill -0 "$(cat "$1/pid")" 2> /dev/null || break
        if grep -qs 'board is up' "$1/console.log" && "$1/ssh" true 2> /dev/null; then
            return 0
        fi
        sleep 0.1
    done
    echo "the board did not come up:" >&2
    tail -n 5 "$1/qemu.log" "$1/console.log" >&2
    return 1
}

start() {
    local suite=${2:-bookworm} board
    check_tools
    mkdir -p "$cache" "$1"
    board=$cache/amd64-$suite-$(cksum < "$script" | cut -d' ' -f1)
    (
        flock 9 # one maker at a time
        [ -e "$board/vmlinuz" ] || make_board "$board" "$suite"
    ) 9> "$cache/lock"
    boot "$board" "$1"
    wait_for_login "$1" || { stop "$1"; exit 1; }
    "$1/ssh" uname -r
}

stop() {
    local pid
    pid=$(cat "$1/pid" 2> /dev/null) || return 0
    case $(cat "/proc/$pid/comm" 2> /dev/null) in
        qemu-system-*) kill "$pid" ;;
    esac
    rm -f "$1/pid"
}

case ${1:-} in
    start) start "${2:?folder}" "${3:-}" ;;
    stop) stop "${2:?folder}" ;;
    end-with) end_with "${2:?pid}" "${3:?pid}" ;; # of its own, started by boot
    *)
        echo "usage: board.sh start FOLDER [SUITE] | stop FOLDER" >&2
        exit 64
        ;;
esac
