#!/usr/bin/env bash
# Run the README's two commands in a clean Debian 12: nothing of this machine but its mirror.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
root=${FRESH_DIR:-$(mktemp -d)}/debian
mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.{list,sources} 2>/dev/null | awk '!/^ *#/ && match($0, /https?:\/\/[^ ]+/) {print substr($0, RSTART, RLENGTH); exit}' || true)
cleanup() {
  for mount in dev/pts dev proc; do umount "$root/$mount" 2>/dev/null || true; done
  [ -n "${FRESH_KEEP:-}" ] || rm -rf "$root"
}
trap cleanup EXIT
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
mount --bind /dev "$root/dev"
mount --bind /dev/pts "$root/dev/pts"
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
