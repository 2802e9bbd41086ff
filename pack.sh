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
  # It holds no program, so the host would be taken out of the ordinary build's output.
  dotnet pack "$project" "${options[@]}" -p:UseAppHost=true --output "$out/packages"
} >&2

ln -s ham4db-client "$root/bin/orchestrator-client"

# The program itself writes what goes beside it. Each of the two names is looked for in a file of its own, except in zsh.
client=$root/bin/ham4db-client
share=$root/share
mkdir -p "$share"/{man/man1,bash-completion/completions,zsh/site-functions,fish/vendor_completions.d,doc/ham4db-client}
"$client" man >"$share/man/man1/ham4db-client.1"
"$client" completion bash >"$share/bash-completion/completions/ham4db-client"
"$client" completion zsh >"$share/zsh/site-functions/_ham4db-client"
"$client" completion fish >"$share/fish/vendor_completions.d/ham4db-client.fish"
"$client" completion powershell >"$share/doc/ham4db-client/ham4db-client.ps1"
ln -s ham4db-client.1 "$share/man/man1/orchestrator-client.1"
ln -s ham4db-client "$share/bash-completion/completions/orchestrator-client"
ln -s ham4db-client.fish "$share/fish/vendor_completions.d/orchestrator-client.fish"
cp LICENSE "$share/doc/ham4db-client/"

tar --create --directory "$out" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@${SOURCE_DATE_EPOCH:-1590000000}" "$name" \
  | gzip --no-name >"$out/$name.tar.gz"
echo "$root"
