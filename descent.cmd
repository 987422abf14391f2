@echo off
rem Starts Descent on Windows, as the script `descent` does elsewhere: finds a JDK, builds what is missing or stale, runs.
rem Not covered by tests: written for Windows 10 and later, where powershell is there for comparing times.
rem
rem Exit codes: 9 no suitable JDK, 7 the build cannot be written, 1 the build failed; else the program's.
setlocal EnableExtensions EnableDelayedExpansion
set "root=%~dp0"
set "root=%root:~0,-1%"
set "builds=%root%\target\start"

rem ---- which JDK ----

set "found="
set "jdk="
set "second="
if not defined DESCENT_JAVA_HOME goto :search
call :try "%DESCENT_JAVA_HOME%"
goto :searched
:search
if defined JAVA_HOME call :try "%JAVA_HOME%"
for %%j in (java.exe) do if not "%%~$PATH:j"=="" call :try "%%~dp$PATH:j.."
for %%p in ("Eclipse Adoptium" Java Microsoft Zulu BellSoft "Amazon Corretto") do call :try_each "%ProgramFiles%\%%~p"
call :try_each "%LOCALAPPDATA%\Programs\Eclipse Adoptium"
for %%p in (.jdks .gradle\jdks .jbang\cache\jdks .m2\jdks .sdkman\candidates\java scoop\apps) do call :try_each "%USERPROFILE%\%%~p"
:searched
if not defined jdk set "jdk=!second!"
if defined jdk goto :found
if not defined found set "found=no Java at all"
if defined DESCENT_JAVA_HOME (
    echo descent: DESCENT_JAVA_HOME is %DESCENT_JAVA_HOME%, where there is %found%; Descent needs a JDK 25 or newer there, see https://adoptium.net, or unset it 1>&2
    exit /b 9
)
echo descent: needs a JDK 25 or newer, found %found%. Get one from https://adoptium.net (any vendor's will do) and, if it is not found by itself, set DESCENT_JAVA_HOME to its folder. 1>&2
exit /b 9
:found

rem ---- the build ----

call :is_fresh
if not defined fresh (
    call :build
    if errorlevel 1 exit /b !errorlevel!
)

rem ---- the start ----

call :class_path
set "kind=plain"
for %%c in (compare train predict evaluate resume lr-find batch-find tune diagnose walk basins practice bench) do if "%~1"=="%%c" set "kind=vector"
if "%~1"=="lab" set "kind=lab"
call :options_for %kind%
set "cache="
if exist "%app%\%kind%.aot" set cache="-XX:AOTCache=%app%\%kind%.aot"
set "java=%jdk%\bin\java.exe"
rem From here on an exclamation mark is one.
setlocal DisableDelayedExpansion
"%java%" %options% %cache% "-Ddescent.name=%~n0" %DESCENT_JAVA_OPTS% -cp "%jars%" dev.descent.cli.Main %*
exit /b %errorlevel%

rem Sets `jars` to the class path of the build in `app`.
:class_path
set "jars="
pushd "%app%"
for %%j in (*.jar) do call :append "%%~fj"
popd
exit /b 0

rem No empty element: that would be the working directory.
:append
if defined jars set "jars=%jars%;"
set "jars=%jars%%~1"
exit /b 0

rem Sets `options` for the kind of command: only what computes gets the vector module.
:options_for
set "options=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
if "%~1"=="lab" set "options=-Xmx512m -XX:+UseSerialGC"
if "%~1"=="vector" set "options=--add-modules=jdk.incubator.vector -XX:+UseParallelGC"
set "options=%options% --enable-native-access=ALL-UNNAMED -XX:+DisplayVMOutputToStderr -Xlog:disable -Xlog:all=error:stderr -Xlog:aot*=off:stderr -Xlog:cds*=off:stderr"
exit /b 0

rem A JDK that scoop installed lies in `current` of its folder.
:try_each
if defined jdk exit /b 0
if not exist "%~1\" exit /b 0
pushd "%~1"
for /d %%d in (*) do (
    call :try "%%~fd"
    call :try "%%~fd\current"
)
popd
exit /b 0

rem Takes the folder if it holds a JDK that is new enough; remembers what it saw for the message if none is.
:try
if defined jdk exit /b 0
if not exist "%~f1\release" exit /b 0
set "version="
for /f "usebackq tokens=1,2 delims==" %%k in ("%~f1\release") do if "%%k"=="JAVA_VERSION" set "version=%%~l"
if not defined version exit /b 0
set "major=0"
for /f "tokens=1 delims=.-+" %%m in ("!version!") do set "major=%%m"
set "seen=Java !version!"
if !major! lss 25 goto :unsuitable
if not exist "%~f1\bin\javac.exe" (
    set "seen=!seen! without a compiler"
    goto :unsuitable
)
rem The first of Java 25 can corrupt arrays: taken only if there is nothing better.
for %%b in (25 25.0 25.0.0 25.0.1 25.0.2) do if "!version!"=="%%b" goto :doubtful
set "jdk=%~f1"
exit /b 0
:doubtful
if not defined second set "second=%~f1"
exit /b 0
:unsuitable
if defined found set "found=!found!, "
set "found=!found!!seen! in %~f1"
exit /b 0

rem Sets `app` to the newest build and `fresh` if no source is newer than the moment when it began.
:is_fresh
set "app="
set "fresh="
if not exist "%builds%\current" exit /b 0
set /p next=<"%builds%\current"
set "app=%builds%\%next%"
if not exist "%app%\started" exit /b 0
rem An apostrophe is doubled inside powershell's.
set "quoted=%root:'=''%"
for /f %%r in ('powershell -NoProfile -Command "$b=(Get-Item -LiteralPath '%quoted%\target\start\%next%\started').LastWriteTime; $m='core','readers','report','lab','cli'; $p=@('%quoted%\pom.xml')+($m|ForEach-Object {'%quoted%\'+$_+'\pom.xml'; '%quoted%\'+$_+'\src\main'}); $n=Get-ChildItem -LiteralPath $p -Recurse | Where-Object { $_.LastWriteTime -gt $b } | Select-Object -First 1; if ($n) {'stale'} else {'fresh'}"') do if "%%r"=="fresh" set "fresh=1"
exit /b 0

rem Only one start at a time may build; the others wait. Making a folder either succeeds or fails, so it is the lock.
:build
if not exist "%builds%" mkdir "%builds%" 2>nul
set "waited=0"
:wait
mkdir "%builds%\lock" 2>nul
if not errorlevel 1 goto :locked
if not exist "%builds%\lock" (
    echo descent: must be built first, but cannot write to %root%\target; run it once as a user who can 1>&2
    exit /b 7
)
set /a waited+=1
if %waited%==2 echo descent: another start is building; waiting for it ^(if none is: rmdir "%builds%\lock"^) 1>&2
rem Not `timeout`, which fails where stdin is redirected.
ping -n 2 127.0.0.1 >nul
goto :wait
:locked
call :build_alone
set "result=%errorlevel%"
rmdir "%builds%\lock"
exit /b %result%

:build_alone
call :is_fresh
if defined fresh exit /b 0
if exist "%USERPROFILE%\.m2\repository\info\picocli" (
    echo descent: building with the JDK in %jdk%; takes about half a minute 1>&2
) else (
    echo descent: first start: building with the JDK in %jdk%. Downloads Maven and libraries ^(about 60 MB, to %USERPROFILE%\.m2^); takes one to three minutes, once. 1>&2
)
set "next=%RANDOM%%RANDOM%"
mkdir "%builds%\%next%"
>"%builds%\%next%\started" echo.
set "JAVA_HOME=%jdk%"
pushd "%root%"
call mvnw.cmd -B -ntp "-Plaunch,-format" -pl cli -am "-Dlaunch.folder=%builds%\%next%" package >"%builds%\build.log" 2>&1 <nul
set "result=%errorlevel%"
popd
if not "%result%"=="0" (
    rmdir /s /q "%builds%\%next%"
    findstr /c:"COMPILATION ERROR" "%builds%\build.log" >nul && (
        echo descent: the source does not compile; the whole log is %builds%\build.log 1>&2
        exit /b 1
    )
    findstr /c:"Could not transfer" /c:"Unknown host" /c:"UnknownHost" /c:"remote name could not be resolved" /c:"Unable to connect" "%builds%\build.log" >nul && (
        echo descent: the first build needs the network ^(Maven Central^) and cannot reach it; connect, or set the proxy in %USERPROFILE%\.m2\settings.xml, and start again. Log: %builds%\build.log 1>&2
        exit /b 1
    )
    echo descent: the build failed; the log is %builds%\build.log 1>&2
    exit /b 1
)
rem The JDK's ahead-of-time cache of loaded classes: a start takes half the time. Without one it still starts.
set "app=%builds%\%next%"
call :class_path
for %%k in (plain vector) do (
    call :options_for %%k
    "%jdk%\bin\java.exe" !options! "-XX:AOTCacheOutput=%app%\%%k.aot" -cp "!jars!" dev.descent.cli.Main --warm-up >nul 2>&1 <nul
)
>"%builds%\current" echo %next%
rem A program that still runs keeps the jars that it was started with: only what is older than a day goes.
forfiles /p "%builds%" /d -1 /c "cmd /c if @isdir==TRUE if not @file==\"%next%\" rmdir /s /q @path" >nul 2>&1
echo descent: built 1>&2
exit /b 0
