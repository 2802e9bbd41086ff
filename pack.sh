#!/usr/bin/env bash
# Makes everything that ships of the command line program, in a folder (artifacts/ham4db-client unless given):
#   ham4db-client-VERSION-linux-x64/         the native program, its man page and completions, laid out as below /usr
#   ham4db-client-VERSION-linux-x64.tar.gz   the same as one file
#   packages/                                the .NET tool: dotnet tool install --add-source packages Ham4db.Client.Cli
# Prints the folder of the native program.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

out=${1:-artifacts/ham4db-client}
project=Ham4db.Client.Cli
runtime=linux-x64

if [ "$(uname -s) $(uname -m)" != "Linux x86_64" ]; then
  echo "A native program is made on the system it is for: this is $(uname -s) $(uname -m), and linux-x64 is what is packed." >&2
  exit 2
fi

# The compiler takes clang by itself.
options=(--configuration Release --nologo -v quiet)
command -v clang >/dev/null || options+=(-p:CppCompilerAndLinker=gcc)

mkdir -p "$out"
out=$(cd "$out" && pwd)
rm -rf "$out"/ham4db-client-* "$out/packages"
version=$(dotnet msbuild "$project" -getProperty:Version)
name=ham4db-client-$version-$runtime
root=$out/$name

# The packages take the program that the first line compiles. Warnings are errors, those of the native compiler too.
{
  dotnet publish "$project" "${options[@]}" --runtime "$runtime" --output "$root/bin"
  dotnet pack "$project" "${options[@]}" --runtime "$runtime" --output "$out/packages"
  dotnet pack "$project" "${options[@]}" --runtime any -p:PublishAot=false --output "$out/packages"
  dotnet pack "$project" "${options[@]}" --output "$out/packages"
} >&2

ln -s ham4db-client "$root/bin/orchestrator-client"

tar --create --directory "$out" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@${SOURCE_DATE_EPOCH:-1590000000}" "$name" \
  | gzip --no-name >"$out/$name.tar.gz"
echo "$root"
