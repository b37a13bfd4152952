#!/usr/bin/env bash
# Run the README's two commands in a clean Debian 12: nothing of this machine but its mirror.
#
# Everything mounted lives in a mount namespace of its own, with devices made new, so that neither the
# removal of the folder at the end nor anything run inside can reach this machine's /dev.
set -euo pipefail
if [ -z "${FRESH_ROOT:-}" ]; then
  base=$(mktemp -d)
  [ -n "${FRESH_KEEP:-}" ] || trap 'rm -rf --one-file-system "$base"' EXIT
  FRESH_ROOT=$base/debian unshare --mount --pid --fork --kill-child "$0"
  exit
fi
here=$(cd "$(dirname "$0")/.." && pwd)
root=$FRESH_ROOT
mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.{list,sources} 2>/dev/null | awk '!/^ *#/ && match($0, /https?:\/\/[^ ]+/) {print substr($0, RSTART, RLENGTH); exit}' || true)
debootstrap --variant=minbase \
  --include=python3,python3-venv,git,make,ca-certificates bookworm "$root" "$mirror" >/dev/null
cp -L /etc/resolv.conf "$root/etc/resolv.conf"
cp -rL /etc/apt/sources.list* "$root/etc/apt/" 2>/dev/null || true
cp -rL /etc/apt/apt.conf.d "$root/etc/apt/" 2>/dev/null || true
cp -rL /etc/ssl/certs "$root/etc/ssl/" 2>/dev/null || true
for config in /etc/pip.conf "$HOME/.config/pip/pip.conf" "$HOME/.pip/pip.conf"; do
  [ -f "$config" ] && cp -L "$config" "$root/etc/pip.conf"
done
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
mkdir "$root/dev/pts" "$root/dev/shm"
while read -r name major minor; do
  mknod -m 666 "$root/dev/$name" c "$major" "$minor"
done <<'NODES'
null 1 3
zero 1 5
full 1 7
random 1 8
urandom 1 9
tty 5 0
NODES
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"
mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts "$root/dev/pts"
mount -t tmpfs tmpfs "$root/dev/shm"
git clone --quiet "$here" "$root/root/terbit"
pass=$(env | grep -E '^(PIP_|SSL_|REQUESTS_|https?_proxy|HTTPS?_PROXY|no_proxy|NO_PROXY)' || true)
run() {
  # shellcheck disable=SC2086
  chroot "$root" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 $pass \
    bash -euo pipefail -c "cd /root/terbit && $1"
}
echo "fresh: make demo (until it says where to sign in, then Ctrl-C)"
run 'make setup && { timeout --signal=INT 90 make demo > demo.log 2>&1 || true; } && cat demo.log && grep -q "http://127.0.0.1" demo.log'
echo "fresh: make test"
run "make test ${FRESH_TEST_ARGS:-}"
echo "fresh: both commands work in a clean Debian 12"
