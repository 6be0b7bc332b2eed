# Shows a hall's screen on a Windows computer that nobody touches: waits for the network, opens the browser over the whole display with leave to sound, and
# starts it again whenever it dies.
#
#   powershell -ExecutionPolicy Bypass -File kiosk.ps1 https://classroom.example
#
# To start it with the computer: put a shortcut to kiosk.cmd into the folder that `shell:startup` opens, and let Windows sign in by itself (netplwiz).
param(
    [Parameter(Mandatory = $true)] [string] $Server,
    [string] $ProfileFolder = (Join-Path $env:LOCALAPPDATA 'RemoteClassroomKiosk')
)
$ErrorActionPreference = 'Stop'
$Server = $Server.TrimEnd('/')
[Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12

$browser = @(
    (Join-Path ${env:ProgramFiles(x86)} 'Microsoft\Edge\Application\msedge.exe'),
    (Join-Path $env:ProgramFiles 'Microsoft\Edge\Application\msedge.exe'),
    (Join-Path $env:ProgramFiles 'Google\Chrome\Application\chrome.exe'),
    (Join-Path ${env:ProgramFiles(x86)} 'Google\Chrome\Application\chrome.exe')
) | Where-Object { Test-Path $_ } | Select-Object -First 1
if (-not $browser) { Write-Error 'Neither Edge nor Chrome was found.'; exit 2 }
New-Item -ItemType Directory -Force $ProfileFolder | Out-Null

# Neither the display nor the computer sleeps while this runs (ES_CONTINUOUS, ES_SYSTEM_REQUIRED, ES_DISPLAY_REQUIRED).
Add-Type -Namespace Kiosk -Name Power -MemberDefinition '[DllImport("kernel32.dll")] public static extern uint SetThreadExecutionState(uint flags);'
[Kiosk.Power]::SetThreadExecutionState([uint32]'0x80000003') | Out-Null

function Test-Server {
    try { (Invoke-WebRequest -UseBasicParsing -TimeoutSec 5 "$Server/healthz/live").StatusCode -eq 200 } catch { $false }
}

# The first time there is nothing to show without the server. Later the screen's own page is on this computer, and twenty seconds are patience enough;
# except over plain HTTP from elsewhere, where browsers keep no page and would show their own error instead.
$keeps = $Server -match '^(https://|http://(127\.|localhost))'
$opened = Join-Path $ProfileFolder '.opened'
$waited = 0
while (-not (Test-Server)) {
    if ($keeps -and (Test-Path $opened) -and $waited -ge 20) { break }
    if ($waited -eq 0) { Write-Host "Waiting for $Server ..." }
    Start-Sleep 2
    $waited += 2
}
New-Item -ItemType File -Force $opened | Out-Null

$options = @(
    '--kiosk', "$Server/screen", '--edge-kiosk-type=fullscreen', "--user-data-dir=`"$ProfileFolder`"", '--autoplay-policy=no-user-gesture-required',
    '--no-first-run', '--no-default-browser-check', '--noerrdialogs', '--hide-crash-restore-bubble', '--disable-session-crashed-bubble',
    '--disable-pinch', '--overscroll-history-navigation=0', '--disable-features=Translate'
)
$pause = 2
while ($true) {
    $began = Get-Date
    Start-Process -FilePath $browser -ArgumentList $options -Wait
    if (((Get-Date) - $began).TotalSeconds -ge 60) { $pause = 2 }
    Write-Host "The browser ended; again in $pause s."
    Start-Sleep $pause
    $pause = [Math]::Min(60, $pause * 2)
}
