@echo off
rem Starts Descent on Windows, as the script `descent` does elsewhere: finds a JDK, builds what is missing or stale, runs.
rem Not covered by tests: written for Windows 10 and later, where powershell is there for comparing times.
setlocal EnableDelayedExpansion
set "root=%~dp0"
set "root=%root:~0,-1%"
set "found="
set "jdk="

if defined DESCENT_JAVA_HOME (
    call :try "%DESCENT_JAVA_HOME%"
) else (
    if defined JAVA_HOME call :try "%JAVA_HOME%"
    for %%j in (java.exe) do if not "%%~$PATH:j"=="" for %%d in ("%%~dp$PATH:j..") do call :try "%%~fd"
    for %%p in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%ProgramFiles%\Amazon Corretto" "%USERPROFILE%\.jdks" "%USERPROFILE%\.sdkman\candidates\java" "%USERPROFILE%\scoop\apps") do (
        if exist "%%~p" for /d %%d in ("%%~p\*") do call :try "%%~fd"
    )
)
if not defined jdk (
    if not defined found set "found= no Java at all"
    echo descent: needs a JDK 25 or newer, found!found!. Get one from https://adoptium.net ^(any vendor's will do^) and, if it is not found by itself, set DESCENT_JAVA_HOME to its folder. 1>&2
    exit /b 9
)

rem The build is stale when a source is newer than the file that was written when the build began.
set "builds=%root%\target\start"
set "app="
if exist "%builds%\current" set /p app=<"%builds%\current"
set "fresh="
if defined app if exist "%builds%\%app%\started" (
    for /f %%r in ('powershell -NoProfile -Command "$b=(Get-Item -LiteralPath '%builds%\%app%\started').LastWriteTime; $n=Get-ChildItem -LiteralPath '%root%\core\src\main','%root%\readers\src\main','%root%\report\src\main','%root%\cli\src\main','%root%\pom.xml','%root%\core\pom.xml','%root%\readers\pom.xml','%root%\report\pom.xml','%root%\cli\pom.xml' -Recurse | Where-Object { $_.LastWriteTime -gt $b } | Select-Object -First 1; if ($n) {'stale'} else {'fresh'}"') do if "%%r"=="fresh" set fresh=1
)
if not defined fresh (
    call :build
    if errorlevel 1 exit /b 1
)

set "jars="
for %%j in ("%builds%\%app%\*.jar") do set "jars=!jars!%%~fj;"

set "options=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
for %%c in (compare train predict evaluate resume walk bench) do if "%~1"=="%%c" set "options=--add-modules=jdk.incubator.vector -Xmn32m -XX:+UseParallelGC"
"%jdk%\bin\java.exe" %options% --enable-native-access=ALL-UNNAMED -XX:+DisplayVMOutputToStderr "-Ddescent.name=%~n0" %DESCENT_JAVA_OPTS% -cp "%jars%" dev.descent.cli.Main %*
exit /b %errorlevel%

:try
if defined jdk exit /b 0
if not exist "%~1\release" exit /b 0
set "version="
for /f "tokens=2 delims==" %%v in ('findstr /b JAVA_VERSION= "%~1\release"') do set "version=%%~v"
if not defined version exit /b 0
for /f "tokens=1 delims=.-+" %%m in ("!version!") do set "major=%%m"
if !major! geq 25 (
    if exist "%~1\bin\javac.exe" (
        set "jdk=%~1"
        exit /b 0
    )
)
set "found=!found! Java !version! (%~1)"
exit /b 0

:build
echo descent: building with the JDK in %jdk%. The first time this downloads Maven and libraries ^(about 40 MB^) and takes one to three minutes. 1>&2
if not exist "%builds%" mkdir "%builds%"
rem Making a folder either succeeds or fails, so it is the lock: a second start waits for the first.
:wait
mkdir "%builds%\lock" 2>nul
if errorlevel 1 (
    timeout /t 1 /nobreak >nul
    goto :wait
)
set "app=%RANDOM%%RANDOM%"
mkdir "%builds%\%app%"
type nul >"%builds%\%app%\started"
set "JAVA_HOME=%jdk%"
pushd "%root%"
call mvnw.cmd -B -ntp -Plaunch -pl cli -am -Dmaven.test.skip=true "-Dlaunch.folder=%builds%\%app%" package >"%builds%\build.log" 2>&1
set "result=%errorlevel%"
popd
rmdir "%builds%\lock"
if not "%result%"=="0" (
    echo descent: the build failed; the log is %builds%\build.log. Without a network connection: connect and start again. 1>&2
    exit /b 1
)
>"%builds%\current" echo %app%
echo descent: built 1>&2
exit /b 0
