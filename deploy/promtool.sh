#!/usr/bin/env bash
# Put Debian's promtool into a folder, without its server: nothing listens, nothing starts at boot.
set -euo pipefail
into=$(realpath "$1")
[ -x "$into/promtool" ] && exit 0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=()
[ "$(id -u)" -eq 0 ] || root=(sudo)
cd "$work"
apt-get download -qq prometheus >/dev/null 2>&1 || { "${root[@]}" apt-get update -qq; apt-get download -qq prometheus >/dev/null; }
dpkg-deb --fsys-tarfile ./*.deb | tar x ./usr/bin/promtool
install -m 0755 usr/bin/promtool "$into/promtool"
