/** A delete plan as a script for a POSIX shell. */
import { quote } from 'shlex';
import { safeText } from '../../base/safe-text.ts';
import type { Shell } from './script.ts';

/** Writes for sh: dash, bash, ksh, busybox. */
export const SH: Shell = {
  isAscii: false,
  usage: [
    'Read it before you run it. Without CONFIRM=yes it calls nothing and prints what it would do:',
    '  sh FILE',
    '  CONFIRM=yes sh FILE',
    'It may be run again: what is gone already counts as such. It ends with 1 where something was not deleted.',
    'Credentials are those of the scan. In their place: DELETE_PROFILE_<account id>=PROFILE for an account,',
    'DELETE_ROLE=NAME for the role that is assumed (one that only reads deletes nothing).',
    'Ids stand in single quotes so that the shell expands nothing in them.',
    'shellcheck shell=sh disable=SC2016',
  ],
  prelude: (rows) => `total=${rows}\n${PRELUDE}`,
  enter: ({ id, region, profile, role }) =>
    `enter ${[id, region, profile, role].map(quote).join(' ')} "\${DELETE_PROFILE_${id}:-}"`,
  row: rowText,
  end: 'finish\n',
};

/** A row; words that do something where they are shown are written in octal first. */
function rowText(label: string, command: readonly string[]): string {
  const before: string[] = [];
  const words = command.map((word) => {
    if (safeText(word) === word) return quote(word);
    const name = `word_${before.length + 1}`;
    // The dot keeps newlines at the end, which the shell would take away.
    before.push(`${name}=$(printf '${octal(word)}.')\n${name}=\${${name}%.}\n`);
    return `"$${name}"`;
  });
  return `${before.join('')}row ${quote(label)} ${words.join(' ')}`;
}

function octal(word: string): string {
  const bytes = [...Buffer.from(word)];
  return bytes.map((byte) => (isPlain(byte) ? String.fromCharCode(byte) : escaped(byte))).join('');
}

function isPlain(byte: number): boolean {
  return /[A-Za-z0-9_:/]/.test(String.fromCharCode(byte));
}

function escaped(byte: number): string {
  return `\\${byte.toString(8).padStart(3, '0')}`;
}

const PRELUDE = `set -u
confirmed=\${CONFIRM:-no}
planned=0 deleted=0 gone=0 failed=0
account='' region='' profile='' role='' key='' secret='' token='' allowed=no
AWS_PAGER='' AWS_CLI_AUTO_PROMPT=off
export AWS_PAGER AWS_CLI_AUTO_PROMPT

say() {
  printf '%s %s\\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$1"
}

# In one line of characters that do nothing to a terminal.
plain() {
  printf '%s' "$1" | tr '\\n' ' ' | LC_ALL=C tr -c ' -~' '?'
}

# Runs a command with the credentials of the account.
run() {
  if [ -n "$key" ]; then
    AWS_ACCESS_KEY_ID=$key AWS_SECRET_ACCESS_KEY=$secret AWS_SESSION_TOKEN=$token "$@" </dev/null
  elif [ -n "$profile" ]; then
    "$@" --profile "$profile" </dev/null
  else
    "$@" </dev/null
  fi
}

# Takes the role of the account, where it has one.
assume() {
  key=''
  [ -n "$role" ] || return 0
  set -- --role-arn "$role" --role-session-name snapdeck-delete-plan --region "$region"
  if [ -n "\${DELETE_EXTERNAL_ID:-}" ]; then set -- "$@" --external-id "$DELETE_EXTERNAL_ID"; fi
  taken=$(run aws sts assume-role "$@" --output text \\
    --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]') || return 1
  read -r key secret token <<END
$taken
END
  [ -n "$token" ]
}

# enter ACCOUNT REGION PROFILE ROLE PROFILE-IN-ITS-PLACE
enter() {
  account=$1 region=$2 profile=\${5:-$3} role=$4 key='' allowed=no
  if [ "$confirmed" != yes ]; then return 0; fi
  if [ -n "$5" ]; then role=''; fi
  if [ -n "$role" ] && [ -n "\${DELETE_ROLE:-}" ]; then role=\${role%%:role/*}:role/$DELETE_ROLE; fi
  if assume && found=$(run aws sts get-caller-identity --query Account --output text --region "$region"); then
    if [ "$found" = "$account" ]; then
      allowed=yes
      say "account $account"
      return 0
    fi
    say "REFUSED account $account: the credentials are of $(plain "$found")"
  else
    say "REFUSED account $account: it cannot be entered"
  fi
}

# row WHAT COMMAND...
row() {
  label=$1
  shift
  planned=$((planned + 1))
  if [ "$confirmed" != yes ]; then
    printf 'would delete %s\\n' "$label"
  elif [ "$allowed" = yes ]; then
    delete "$@"
  fi
}

delete() {
  attempt "$@"
  case $code in
  ExpiredToken* | RequestExpired)
    if [ -n "$role" ] && assume; then attempt "$@"; fi
    ;;
  *) ;;
  esac
  case $code in
  '')
    deleted=$((deleted + 1))
    say "deleted $label"
    ;;
  *NotFound | *NotFoundFault | *NotFoundException)
    gone=$((gone + 1))
    say "already gone $label"
    ;;
  *)
    failed=$((failed + 1))
    say "FAILED $label: $(plain "$said")"
    ;;
  esac
}

# Runs a command; code is what AWS calls its failure, empty where there was none.
attempt() {
  code=''
  if said=$(run "$@" 2>&1); then return 0; fi
  code=failed
  case $said in
  *'An error occurred ('*)
    code=\${said#*'An error occurred ('}
    code=\${code%%)*}
    ;;
  *) ;;
  esac
}

sums() {
  printf '%s\\n' "$deleted deleted, $gone already gone, $failed failed, $((total - deleted - gone - failed)) not tried, of $total"
}

finish() {
  if [ "$confirmed" != yes ]; then
    printf '%s\\n' "$planned of $total would be deleted; nothing was called. To delete them, run it with CONFIRM=yes."
    exit 0
  fi
  sums
  if [ $((deleted + gone)) -ne "$total" ]; then exit 1; fi
  exit 0
}

trap 'sums; exit 130' INT
trap 'sums; exit 143' TERM
trap 'sums; exit 129' HUP

if [ "$confirmed" = yes ] && ! command -v aws >/dev/null; then
  printf '%s\\n' 'The AWS CLI (aws) is not there.' >&2
  exit 2
fi
`;
