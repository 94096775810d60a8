# A Slurm of two nodes on this machine, for scripts/test-cluster, which reads this file. Nothing of the system's own Slurm is used or
# changed.

need_slurm() {
  export PATH=$PATH:/usr/sbin:/sbin
  local missing=() program
  for program in munged slurmctld slurmd sbatch scontrol squeue scancel unshare setpriv; do
    command -v "$program" >/dev/null || missing+=("$program")
  done
  ((${#missing[@]} == 0)) || {
    echo "Slurm is not here (no ${missing[*]}). On Debian and Ubuntu:" >&2
    echo '  sudo apt-get install --yes --no-install-recommends slurm-wlm munge' >&2
    exit 69
  }
  "${machine[@]}" true 2>/dev/null || { echo 'The kernel gives no namespaces here: run this as root.' >&2; exit 69; }
}

configure_slurm() {
  local here=$place/slurm user version memory first
  mkdir -p "$here/state" "$here/n1" "$here/n2"
  chmod 755 "$place" "$here"
  user=$(id -un)
  version=$(slurmd -V | sed -E 's/[^0-9]*([0-9]+).*/\1/')
  memory=$(awk '/^MemTotal/ { print int($2 / 1024 * 0.45) }' /proc/meminfo)
  first=$((20000 + RANDOM % 20000))
  head -c 1024 /dev/urandom >"$here/key"
  chmod 400 "$here/key"
  cat >"$here/slurm.conf" <<-END
	ClusterName=test
	SlurmctldHost=$(hostname -s)(127.0.0.1)
	SlurmctldPort=$first
	SlurmUser=$user
	SlurmdUser=$user
	AuthType=auth/munge
	# A job that is queued again may begin after so many seconds (two minutes, unless it is said).
	AuthInfo=socket=$here/munge,cred_expire=5
	StateSaveLocation=$here/state
	SlurmctldLogFile=$here/slurmctld.log
	SlurmctldPidFile=$here/slurmctld.pid
	SlurmdLogFile=$here/%n/slurmd.log
	SlurmdPidFile=$here/%n/slurmd.pid
	SlurmdSpoolDir=$here/%n
	JobCompType=jobcomp/filetxt
	JobCompLoc=$here/ends
	ProctrackType=proctrack/linuxproc
	TaskPlugin=task/none
	PropagateResourceLimits=NONE
	MailProg=/bin/true
	MinJobAge=86400
	SlurmdTimeout=5
	KillWait=20
	ReturnToService=2
	SlurmdParameters=config_overrides
	SelectType=select/cons_tres
	SelectTypeParameters=CR_CPU_Memory
	SchedulerParameters=sched_interval=1,sched_min_interval=100000,bf_interval=1,batch_sched_delay=0
	PreemptType=preempt/partition_prio
	PreemptMode=REQUEUE
	NodeName=n1 NodeHostname=$(hostname -s) NodeAddr=127.0.0.1 Port=$((first + 1)) CPUs=2 RealMemory=$memory
	NodeName=n2 NodeHostname=$(hostname -s) NodeAddr=127.0.0.1 Port=$((first + 2)) CPUs=2 RealMemory=$memory
	PartitionName=work Nodes=n1,n2 Default=YES PriorityTier=1
	PartitionName=urgent Nodes=n1,n2 PriorityTier=2 PreemptMode=OFF
	END
  # Where Slurm would look for systemd.
  ((version < 24)) || echo 'CgroupPlugin=disabled' >"$here/cgroup.conf"
  export SLURM_CONF=$here/slurm.conf
}

declare -A nodes
start_node() {
  # A shell as the first process reaps what the others leave behind.
  start "$place/slurm/$1/output" "${machine[@]}" bash -c "slurmd -D -N $1 & wait"
  nodes[$1]=$child
}
# Whether a node is in a state, such as idle, mix or alloc; an asterisk behind it says that it does not answer.
node_is() { [[ $(sinfo --noheader --nodes="$1" --partition=work --format=%t) =~ ^($2)$ ]]; }
controller_is_up() { scontrol ping | grep -q ' is UP'; }

start_slurm() {
  local here=$place/slurm node
  start "$here/munged.log" munged --foreground --force --key-file="$here/key" --socket="$here/munge" --pid-file="$here/munged.pid" \
    --log-file="$here/munged.log" --seed-file="$here/seed"
  within 10 test -S "$here/munge" || { cat "$here/munged.log"; late 'munged does not start'; }
  start "$here/slurmctld.log" slurmctld -D
  within 20 controller_is_up || { tail -20 "$here/slurmctld.log"; late 'slurmctld does not start'; }
  for node in n1 n2; do start_node "$node"; done
  for node in n1 n2; do
    within 20 node_is "$node" 'idle' || { tail -20 "$here/$node"/slurmd.log; late "$node does not start"; }
  done
  say "$(slurmctld -V) of two nodes"
}

# Plans what is missing, and submits it; sets `report` to the number of the last job.
submit() {
  "$programs/zfnet" plan "${options[@]}" --no-times --slurm jobs.sh >plan.txt 2>plan.log || { cat plan.log; fail 'zfnet plan'; }
  report=$(bash jobs.sh --partition=work | sed -n 's/.*the report is job //p')
  [[ $report ]] || fail 'jobs.sh did not submit the report'
  say "submitted $(squeue --noheader --array --format=%A | wc -l) jobs"
}

field() { scontrol --oneliner show job "$1" | tr ' ' '\n' | sed -n "s/^$2=//p" | head -1; }
restarts() { field "$1" Restarts; }
# The numbers of the jobs that run; with a name, of those on that node.
running() { squeue --noheader --states=RUNNING --format=%A ${1:+--nodelist="$1"}; }
trains() {
  local file
  file=$(field "$1" StdOut)
  [[ $(field "$1" JobState) == RUNNING && -e $file ]] && tail -n 3 "$file" | grep -q '^training\|step'
}
# Whether a job was queued again since it had been so many times, or came to its end first.
is_decided() { (($(restarts "$1") > $2)) || [[ $(field "$1" JobState) == COMPLETED ]]; }

# Does something to a job that is training, until one is queued again for it: a job may come to its end first.
disturb() {
  local what=$1 job before end=$((SECONDS + 120))
  shift
  while ((SECONDS < end)) && ! is_over; do
    sleep 0.1
    for job in $(running); do
      trains "$job" || continue
      before=$(restarts "$job")
      "$@" "$job"
      within 60 is_decided "$job" "$before" || late "$what: job $job was neither queued again nor done"
      if [[ $down ]]; then
        start_node "$down"
        within 30 node_is "$down" 'idle|mix|alloc' || late "$down does not come back"
        down=
      fi
      if (($(restarts "$job") > before)); then
        say "$what: job $job was queued again"
        return
      fi
    done
  done
  untried+=("$what")
  say "$what: no job was there for it"
}
# scancel tries again for a minute where it meets a job that is being queued again.
warn() { timeout 2 scancel --batch --signal=USR1 "$1" 2>/dev/null || true; }
take_node_down() {
  local node
  node=$(field "$1" NodeList)
  kill -KILL "${nodes[$node]}"
  wait "${nodes[$node]}" 2>/dev/null || true
  down=$node
}
make_room() { sbatch --parsable --partition=urgent --nodes=2 --exclusive --output=/dev/null --wrap='sleep 1' >/dev/null; }

is_over() { [[ ! $(squeue --noheader --format=%A) ]]; }

# Has the folder of networks be a disk of its own, on which none has room; it gets larger by `enlarge`, for the nodes too.
limit_disk() {
  mkdir -p out/store/networks
  ((EUID == 0)) && mount -t tmpfs -o size=64k "zfnet$$" out/store/networks 2>/dev/null && mounted=$PWD/out/store/networks
}
enlarge() { mount -o remount,size=2g "$mounted"; }
exit_codes() { scontrol --oneliner show job | grep -o ' ExitCode=[0-9]*' | sort | uniq -c; }

by_slurm() {
  configure_slurm
  mkdir "$place/slurm/run"
  ln -s slurm/run "$place/cluster"
  cd "$place/cluster"
  local began=$SECONDS report down= job
  limit_disk || say 'no disk of its own: it takes root'
  start_slurm
  if [[ $mounted ]]; then
    submit
    within 120 is_over || late 'jobs without room on the disk do not end'
    exit_codes | grep -q 'ExitCode=74$' || { exit_codes; fail 'no job ends with 74 for want of room'; }
    grep -qs 'space' out/jobs/*.log || { tail -n 3 out/jobs/*.log; fail 'no job says that it has no room'; }
    say "no room on the disk: $(exit_codes | sed -n 's/ *\([0-9]*\) .*=74$/\1/p') jobs ended with 74"
    (($(stored cluster) == 0)) || fail 'a network is there for which there was no room'
    enlarge
  fi
  submit
  within 120 stored_are cluster 4 || late 'no networks come'
  scancel --user="$(id -un)"
  within 60 is_over || late 'canceled jobs stay'
  sleep 3
  is_over || fail 'canceled jobs came back'
  say "canceled all jobs with $(stored cluster) networks trained; none came back"
  submit
  disturb 'warned of its time limit' warn
  disturb 'its node went down' take_node_down
  disturb 'made room for another' make_room
  within 1200 is_over || late 'the jobs do not end'
  [[ $(field "$report" JobState) == COMPLETED ]] || { tail -n 3 out/jobs/*.log; fail 'the report was not bound'; }
  say "jobs done, $((SECONDS - began)) s after they were planned; queued again: $(
    scontrol --oneliner show job | grep -o 'Restarts=[0-9]*' | awk -F = '{ n += $2 } END { print n + 0 }'
  ) times; went on from a checkpoint: $(resumed out/jobs/*.log) times"
  compare cluster
}
