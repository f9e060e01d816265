# Medians and the like.
# shellcheck shell=bash

# spread FORMAT: of the numbers on the standard input, "median (min to max)".
spread() {
  sort -g | awk -v f="$1" '
    { v[NR] = $1 }
    END {
      if (NR == 0) { print "-"; exit }
      m = NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2
      printf f " (" f " to " f ")\n", m, v[1], v[NR]
    }'
}

# median FORMAT: of the numbers on the standard input.
median() { spread "$1" | cut -d' ' -f1; }

# column FILE N FIELD=VALUE...: the Nth field of the tab-separated rows whose fields have those values.
column() {
  local file="$1" n="$2"
  shift 2
  awk -F'\t' -v n="$n" -v where="$*" '
    BEGIN { c = split(where, w, " ") }
    { for (i = 1; i <= c; i++) { split(w[i], kv, "="); if ($kv[1] != kv[2]) next } print $n }' "$file"
}

# quotient FORMAT A B: A divided by B.
quotient() { awk -v f="$1\n" -v a="$2" -v b="$3" 'BEGIN { if (b + 0 == 0) print "-"; else printf f, a / b }'; }

heading() { printf '\n%s\n' "$*"; }
