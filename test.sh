#!/usr/bin/env bash
# Installs what the tests need, builds everything, runs every test, and ends with one line: N passed, N failed, N skipped. The tests of the
# command line program run twice: inside their own process, and with the native program as it ships.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

missing() { # prints the packages whose programs or headers are not here
  command -v mariadbd >/dev/null || [ -x /usr/sbin/mariadbd ] || echo mariadb-server
  command -v haproxy >/dev/null || [ -x /usr/sbin/haproxy ] || echo haproxy
  [ -e /usr/lib/galera/libgalera_smm.so ] || echo galera-4
  command -v rsync >/dev/null || echo rsync
  command -v ip >/dev/null || [ -x /usr/sbin/ip ] || echo iproute2
  # The native build of the command line program links with these.
  command -v clang >/dev/null || command -v gcc >/dev/null || echo gcc libc6-dev
  [ -e /usr/include/zlib.h ] || echo zlib1g-dev
}

install() {
  local packages
  packages=$(missing)
  [ -n "$packages" ] || return 0
  if command -v apt-get >/dev/null; then
    echo "installing: ${packages//$'\n'/ }"
    local as_root=()
    [ "$(id -u)" = 0 ] || as_root=(sudo)
    "${as_root[@]}" apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends $packages >/dev/null
  else
    echo "These are missing (by their names on Debian); install them and run again: ${packages//$'\n'/ }" >&2
    exit 2
  fi
}

if ! command -v dotnet >/dev/null; then
  echo "The .NET 10 SDK is missing: install it (https://dotnet.microsoft.com/download) and run again." >&2
  exit 2
fi

install
export PATH="$PATH:/usr/sbin"

dotnet build Ham4db.sln --configuration Release --nologo -v quiet

results=$(mktemp -d)
packed=$(mktemp -d)
trap 'rm -rf "$results" "$packed"' EXIT

binary=
if [ "$(uname -s) $(uname -m)" = "Linux x86_64" ]; then
  binary=$(./pack.sh "$packed")/bin/ham4db-client
fi

status=0
run() { # name of the results, project, further arguments
  local name=$1 project=$2
  shift 2
  dotnet test "$project" --configuration Release --no-build --nologo \
    --logger "trx;LogFileName=$name.trx" --results-directory "$results" "$@" || status=1
}

for project in tests/*.Tests; do
  if [ "$project" = tests/Ham4db.Client.Cli.Tests ]; then
    run "$(basename "$project")" "$project"
    [ -z "$binary" ] || HAM4DB_CLIENT_BINARY=$binary run "$(basename "$project").native" "$project" \
      --filter "Runs!=here&FullyQualifiedName!~.Tests.Arguments.&FullyQualifiedName!~.Tests.Connection.&FullyQualifiedName!~.Tests.Output."
  else
    HAM4DB_CLIENT_BINARY=$binary run "$(basename "$project")" "$project"
  fi
done

passed=0 failed=0 skipped=0
for file in "$results"/*.trx; do
  [ -e "$file" ] || continue
  counters=$(grep -o '<Counters [^>]*>' "$file" | head -n 1)
  count() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$counters"; }
  total=$(count total) executed=$(count executed)
  passed=$((passed + $(count passed)))
  failed=$((failed + executed - $(count passed)))
  skipped=$((skipped + total - executed))
done

if [ "$passed" -eq 0 ]; then
  echo "No test ran." >&2
  status=1
fi
echo "$passed passed, $failed failed, $skipped skipped"
exit "$status"
