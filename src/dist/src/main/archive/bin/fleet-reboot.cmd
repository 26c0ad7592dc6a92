@echo off
rem fleet-reboot: runs the program. Needs a Java runtime (JRE) 17 or newer.
rem JAVA_HOME picks the Java, FLEET_REBOOT_JAVA_OPTS adds JVM options, ext\ takes jars of your own.
setlocal EnableExtensions DisableDelayedExpansion

for %%I in ("%~dp0..") do set "HOME_DIR=%%~fI"

set "JAVA_EXE=java.exe"
if defined JAVA_HOME set "JAVA_EXE=%JAVA_HOME%\bin\java.exe"

set "JAVA_MAJOR="
for /f "tokens=2 delims==" %%V in ('""%JAVA_EXE%" -XshowSettings:properties -version 2^>^&1 ^| findstr /c:"java.specification.version ="" 2^>nul') do set "JAVA_MAJOR=%%V"
if not defined JAVA_MAJOR (
  >&2 echo fleet-reboot: found no Java 17 or newer; install a Java runtime ^(JRE^), or set JAVA_HOME to one.
  exit /b 2
)
set "JAVA_MAJOR=%JAVA_MAJOR: =%"
if "%JAVA_MAJOR:~0,2%"=="1." set "JAVA_MAJOR=8"
if %JAVA_MAJOR% LSS 17 (
  >&2 echo fleet-reboot: found only Java %JAVA_MAJOR%, and no Java 17 or newer; install a Java runtime ^(JRE^), or set JAVA_HOME to one.
  exit /b 2
)

for %%J in ("%HOME_DIR%\lib\fleet-reboot-app-*.jar") do set "CLASS_PATH=%%~fJ"
if exist "%HOME_DIR%\ext\*.jar" set "CLASS_PATH=%CLASS_PATH%;%HOME_DIR%\ext\*"

set "JVM_FLAGS=-Xmx1g -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
if "%~1"=="run" set "JVM_FLAGS=-Xmx2g"
if "%~1"=="hub" set "JVM_FLAGS=-Xmx2g"
if "%~1"=="devices" set "JVM_FLAGS=-Xmx2g"
if %JAVA_MAJOR% GEQ 21 set "JVM_FLAGS=%JVM_FLAGS% -Dcamel.threads.virtual.enabled=true"
if %JAVA_MAJOR% GEQ 24 set "JVM_FLAGS=%JVM_FLAGS% --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"

"%JAVA_EXE%" -Dsun.net.http.retryPost=false -Dhttp.maxConnections=256 -Djava.awt.headless=true "-Dfleetreboot.home=%HOME_DIR%" -XX:+ExitOnOutOfMemoryError -Xshare:auto %JVM_FLAGS% %FLEET_REBOOT_JAVA_OPTS% -cp "%CLASS_PATH%" org.fleetreboot.app.FleetReboot %*
exit /b %ERRORLEVEL%
