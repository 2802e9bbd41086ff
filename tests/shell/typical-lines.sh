#!/usr/bin/env bash
# Lines as they stand in scripts, hooks and cron jobs, each checked for what it prints or decides.
#
#   typical-lines.sh CLIENT MASTER REPLICA REPLICA
#
# CLIENT is the name of the program; HAM4DB_API names the nodes of a cluster that knows one replication tree: the master and its two replicas, each
# host:port, in any order. Prints one line for each check as the Test Anything Protocol has it; ends with 1 when one failed.
set -u

client=$1 master=$2 replica=$3 other=$4
sorted=$(printf '%s\n' "$replica" "$other" | sort)
count=0 failures=0

is() { # what is checked, what is wanted, what came
  count=$((count + 1))
  if [ "$2" = "$3" ]; then
    echo "ok $count - $1"
  else
    failures=$((failures + 1))
    printf 'not ok %d - %s\n# wanted: %q\n# came:   %q\n' "$count" "$1" "$2" "$3"
  fi
}

# A value for later.
found=$($client -c which-master -i "$replica")
is "command substitution" "$master" "$found"

# The lines of an answer, counted.
is "pipe into wc" 2 "$($client -c which-replicas -i "$master" | wc -l | tr -d ' ')"

# The lines of an answer, one at a time.
is "while read" "$sorted" "$($client -c which-replicas -i "$master" | while read -r instance; do echo "$instance"; done | sort)"

# A command for each line.
is "xargs" "$master" "$($client -c which-replicas -i "$master" | xargs -n 1 "$client" -c which-master -i | sort -u)"

# The arguments of one command out of the answer of another.
is "xargs -I" "$sorted" "$(echo "$master" | xargs -I {} "$client" -c which-replicas -i {} | sort)"

# Giving up when it cannot be known.
($client -c which-master -i nosuch.host:1 2>/dev/null || exit 7)
is "|| exit" 7 $?

# Giving up at the first failure, in a pipe too.
(
  set -eo pipefail
  $client -c which-cluster -i nosuch.host:1 2>/dev/null | cat
  echo "never reached"
) >/dev/null
is "set -eo pipefail" 1 $?

# Deciding by what is printed: "no" prints nothing, and is no failure.
if [ "$($client -c is-replicating -i "$replica")" = "$replica" ]; then answer=yes; else answer=no; fi
is "command substitution in a condition" yes "$answer"

[ -z "$($client -c is-replication-stopped -i "$replica")" ] && answer=runs || answer=stopped
is "an empty answer in a condition" runs "$answer"

# Looking for one line among many; grep closes the pipe when it has seen it.
if $client -c all-instances | grep -qx "$replica"; then answer=known; else answer=unknown; fi
is "grep -q" known "$answer"

# host:port as the API's paths have it.
path=$($client -c instance -i "$replica" | tr : /)
is "tr : /" "${replica%:*}/${replica##*:}" "$path"

# Any route, taken apart by its JSON.
if command -v jq >/dev/null; then
  port=$($client -c api -P "instance/$path" | jq -r '.MasterKey.Port')
else
  port=$($client -c api -P "instance/$path" | sed -n 's/.*"MasterKey": { "Hostname": "[^"]*", "Port": \([0-9]*\) }.*/\1/p')
fi
is "api and jq" "${master##*:}" "$port"

# Every instance of a cluster.
seen=
for instance in $($client -c which-cluster-instances -i "$replica" | sort); do seen="$seen $instance"; done
is "for in" " $(printf '%s\n' "$master" "$replica" "$other" | sort | xargs)" "$seen"

# name,alias taken apart.
is "cut" "$($client -c which-cluster -i "$replica")" "$($client -c clusters-alias | cut -d, -f1)"
IFS=, read -r name alias < <($client -c clusters-alias)
is "read with IFS" "$($client -c which-cluster-alias -a "$alias")" "$alias"

# Two answers, compared.
diff <($client -c which-replicas -i "$master" | sort) <($client -c which-cluster-instances -a "$name" | grep -vx "$master" | sort) >/dev/null
is "diff of two substitutions" 0 $?

# The head of a drawing; head closes the pipe.
is "head and awk" "$master" "$($client -c topology -i "$replica" | head -n 1 | awk '{print $1}')"

# A downtime for as long as a job takes, ended however the job ends.
inside=$(
  trap '$client -c end-downtime -i "$replica" >/dev/null' EXIT
  $client -c begin-downtime -i "$replica" -r "nightly backup: a/b & 100%" -o backup -u 1h >/dev/null || exit 1
  $client -c downtimed
)
is "downtime with a trap" "$replica" "$inside"
is "the downtime's end" "" "$($client -c downtimed)"

# Marks that another script looks for.
$client -c tag -i "$other" -t "backup=nightly" >/dev/null && tagged=$($client -c tagged -t backup)
is "&&" "$other" "$tagged"
case $($client -c tag-value -i "$other" -t backup) in
  nightly) answer=known ;;
  *) answer=unknown ;;
esac
is "case" known "$answer"
is "a long option and ||" none "$($client --command untag-all --tag backup=nightly >/dev/null && $client -c tagged -t backup | grep . || echo none)"

# The message alone, for a mail.
message=$($client -c which-master -i nosuch.host:1 2>&1 >/dev/null)
is "the message without the answer" 1 "$(echo "$message" | grep -c nosuch.host)"

# Waiting until it works.
until $client -c raft-health | grep -q healthy; do sleep 1; done
is "until" healthy "$($client -c raft-health)"

# The settings of a cron job.
is "environment of the other program" "$master" "$(env -u HAM4DB_API ORCHESTRATOR_API="$HAM4DB_API" ORCHESTRATOR_INSTANCE="$replica" "$client" -c which-master)"
is "the old word" "$sorted" "$($client -c which-slaves -i "$master" | sort)"

echo "1..$count"
[ "$failures" -eq 0 ]
