#!/usr/bin/env bash
# The jars of Apache Kafka into a folder, once: java and mvn from Debian where they are missing.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
into=$(realpath -m "$1")
[ -e "$into/complete" ] && exit 0
missing=()
command -v java >/dev/null || missing+=(default-jre-headless)
command -v mvn >/dev/null || missing+=(maven)
[ "${#missing[@]}" -eq 0 ] || "$here/../debian.sh" "${missing[@]}"
mvn -q -B -f "$here/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
  -DincludeScope=runtime -DoutputDirectory="$into"
touch "$into/complete"
