/** A delete plan as a script for PowerShell: 7 anywhere, or 5.1 of Windows. */
import type { Shell } from './script.ts';

/** Writes for PowerShell. The whole file is ASCII: 5.1 takes any other for the code page of the machine. */
export const POWERSHELL: Shell = {
  isAscii: true,
  usage: [
    'Read it before you run it. Without CONFIRM=yes it calls nothing and prints what it would do:',
    '  pwsh -File FILE',
    "  $env:CONFIRM = 'yes'; pwsh -File FILE",
    'It may be run again: what is gone already counts as such. It ends with 1 where something was not deleted.',
    'Credentials are those of the scan. In their place: DELETE_PROFILE_<account id> = PROFILE for an account,',
    'DELETE_ROLE = NAME for the role that is assumed (one that only reads deletes nothing).',
  ],
  prelude: (rows) => `$total = ${rows}\n${PRELUDE}`,
  enter: ({ id, region, profile, role }) =>
    `Enter-Account ${[id, region, profile, role].map(literal).join(' ')} $env:DELETE_PROFILE_${id}`,
  row: (label, command) => `Invoke-Row ${literal(label)} @(${command.map(literal).join(', ')})`,
  end: 'Complete-Plan\n',
};

/** A text as PowerShell takes it, in printable ASCII: what is none, among it curly quotes that end a text, by its code. */
function literal(text: string): string {
  const parts = text.match(/[ -~]+|[^ -~]/g) ?? [];
  const written = parts.map((part) =>
    /^[ -~]/.test(part) ? `'${part.replaceAll("'", "''")}'` : `[char]0x${part.charCodeAt(0).toString(16)}`,
  );
  // A character in front would be added to as a number.
  if (written[0]?.startsWith('[char]') === true) written.unshift("''");
  if (written.length === 0) return "''";
  return written.length === 1 ? written.join('') : `(${written.join(' + ')})`;
}

const PRELUDE = `Set-StrictMode -Version Latest
$ErrorActionPreference = 'Continue'
$PSNativeCommandArgumentPassing = 'Standard'
$PSNativeCommandUseErrorActionPreference = $false
$confirmed = $env:CONFIRM -ceq 'yes'
$planned = 0
$deleted = 0
$gone = 0
$failed = 0
$account = ''
$region = ''
$planProfile = ''
$role = ''
$keys = $null
$allowed = $false
$env:AWS_CLI_AUTO_PROMPT = 'off'

function Write-Log([string] $Text) {
  Write-Output ((Get-Date).ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ') + ' ' + $Text)
}

# In one line of characters that do nothing to a terminal.
function Get-Plain([string] $Text) {
  return ($Text -replace '\\s+', ' ') -replace '[^ -~]', '?'
}

# Runs a command with the credentials of the account.
function Invoke-Words([string[]] $Words) {
  $program = $Words[0]
  $rest = @($Words | Select-Object -Skip 1)
  if ($null -eq $script:keys) {
    if ($script:planProfile -ne '') { $rest = $rest + @('--profile', $script:planProfile) }
    & $program @rest
    return
  }
  $before = @($env:AWS_ACCESS_KEY_ID, $env:AWS_SECRET_ACCESS_KEY, $env:AWS_SESSION_TOKEN)
  try {
    $env:AWS_ACCESS_KEY_ID, $env:AWS_SECRET_ACCESS_KEY, $env:AWS_SESSION_TOKEN = $script:keys
    & $program @rest
  } finally {
    $env:AWS_ACCESS_KEY_ID, $env:AWS_SECRET_ACCESS_KEY, $env:AWS_SESSION_TOKEN = $before
  }
}

# Takes the role of the account, where it has one.
function Invoke-Assume {
  $script:keys = $null
  if ($script:role -eq '') { return $true }
  $words = @('aws', 'sts', 'assume-role', '--role-arn', $script:role, '--role-session-name', 'snapdeck-delete-plan')
  $words += @('--region', $script:region, '--output', 'text')
  $words += @('--query', 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]')
  if ($env:DELETE_EXTERNAL_ID) { $words += @('--external-id', $env:DELETE_EXTERNAL_ID) }
  $taken = "$(Invoke-Words $words)".Trim() -split '\\s+'
  if ($LASTEXITCODE -ne 0 -or $taken.Count -ne 3) { return $false }
  $script:keys = $taken
  return $true
}

function Enter-Account([string] $Id, [string] $Region, [string] $Own, [string] $Role, [string] $Other) {
  $script:account = $Id
  $script:region = $Region
  $script:planProfile = if ($Other -ne '') { $Other } else { $Own }
  $script:role = if ($Other -ne '') { '' } else { $Role }
  $script:keys = $null
  $script:allowed = $false
  if (-not $confirmed) { return }
  if ($script:role -ne '' -and $env:DELETE_ROLE) {
    $script:role = ($script:role -replace ':role/.*$', ':role/') + $env:DELETE_ROLE
  }
  $found = 'nobody'
  if (Invoke-Assume) {
    $found = "$(Invoke-Words @('aws', 'sts', 'get-caller-identity', '--query', 'Account', '--output', 'text', '--region', $Region))".Trim()
    if ($LASTEXITCODE -ne 0) { $found = 'nobody' }
  }
  if ($found -ceq $Id) {
    $script:allowed = $true
    Write-Log "account $Id"
  } else {
    Write-Log "REFUSED account \${Id}: the credentials are of $(Get-Plain $found)"
  }
}

function Invoke-Row([string] $Label, [string[]] $Words) {
  $script:planned += 1
  if (-not $confirmed) {
    Write-Output "would delete $Label"
    return
  }
  if (-not $script:allowed) { return }
  # Before 7.3 PowerShell hands these on otherwise than they are.
  if ($PSVersionTable.PSVersion -lt [version] '7.3' -and "$Words" -match '["\\\\]') {
    $script:failed += 1
    Write-Log "FAILED \${Label}: an id like this needs PowerShell 7.3 or newer"
    return
  }
  $said = @(Invoke-Words $Words 2>&1) -join ' '
  if ($LASTEXITCODE -ne 0 -and $script:role -ne '' -and $said -cmatch 'An error occurred \\((ExpiredToken\\w*|RequestExpired)\\)') {
    if (Invoke-Assume) { $said = @(Invoke-Words $Words 2>&1) -join ' ' }
  }
  if ($LASTEXITCODE -eq 0) {
    $script:deleted += 1
    Write-Log "deleted $Label"
  } elseif ($said -cmatch '^[^(]*An error occurred \\([\\w.]*NotFound(Fault|Exception)?\\)') {
    $script:gone += 1
    Write-Log "already gone $Label"
  } else {
    $script:failed += 1
    Write-Log "FAILED \${Label}: $(Get-Plain $said)"
  }
}

function Complete-Plan {
  if (-not $confirmed) {
    Write-Output "$planned of $total would be deleted; nothing was called. To delete them, run it with CONFIRM=yes."
    exit 0
  }
  $rest = $total - $deleted - $gone - $failed
  Write-Output "$deleted deleted, $gone already gone, $failed failed, $rest not tried, of $total"
  if ($deleted + $gone -ne $total) { exit 1 }
  exit 0
}

if ($confirmed -and -not (Get-Command aws -ErrorAction SilentlyContinue)) {
  [Console]::Error.WriteLine('The AWS CLI (aws) is not there.')
  exit 2
}
`;
