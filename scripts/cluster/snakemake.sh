# Snakemake, killed in the middle, for scripts/test-cluster, which reads this file.

need_snakemake() {
  if command -v snakemake >/dev/null; then return; fi
  python3 -m venv "$place/venv" && "$place/venv/bin/pip" install --quiet snakemake >"$place/log" 2>&1 || {
    cat "$place/log" >&2
    echo 'Snakemake is not here and could not be installed. Install it with pip install snakemake, or apt-get install snakemake.' >&2
    exit 69
  }
  PATH=$place/venv/bin:$PATH
}

snake() { start "$place/snake.log" "${machine[@]}" snakemake --snakefile Snakefile --cores 2 "$@"; }
# The processes that train in this folder.
training() {
  grep -lsz '^--train$' /proc/[0-9]*/cmdline | cut -d / -f 3 | while read -r process; do
    if [[ $(readlink "/proc/$process/cwd") == "$PWD" ]]; then echo "$process"; fi
  done || true
}
any_trains() { [[ $(training) ]]; }

by_snakemake() {
  mkdir "$place/snake"
  cd "$place/snake"
  local began=$SECONDS job
  "$programs/zfnet" plan "${options[@]}" --no-times --snakemake Snakefile >plan.txt 2>plan.log || { cat plan.log; fail 'zfnet plan'; }
  say "snakemake $(snakemake --version): $(grep -c '^rule network' Snakefile) networks of $(grep -c '^rule' Snakefile) rules"
  snake
  within 60 stored_are snake 3 || { tail -20 "$place/snake.log"; late 'no networks come'; }
  within 30 any_trains || late 'nothing trains'
  read -r job < <(training) && kill -USR1 "$job" || true
  say 'warned a job'
  within 60 stored_are snake 6 || { tail -20 "$place/snake.log"; late 'no networks come after the warning'; }
  kill -KILL "$child"
  wait "$child" 2>/dev/null || true
  say "killed Snakemake and its jobs with $(stored snake) networks trained"
  snakemake --snakefile Snakefile --unlock >>"$place/snake.log" 2>&1
  snake --rerun-incomplete
  wait "$child" || { tail -30 "$place/snake.log"; fail 'snakemake'; }
  say "jobs done, $((SECONDS - began)) s after they were planned; went on from a checkpoint: $(resumed "$place/snake.log") times"
  compare snake
}
