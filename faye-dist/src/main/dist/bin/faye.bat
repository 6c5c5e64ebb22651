@echo off
rem Runs Faye for Java with the JVM options that matter; "faye help" says what it does.
setlocal
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
set "JAR=%~dp0..\lib\faye.jar"
if defined FAYE_JAR set "JAR=%FAYE_JAR%"
if not exist "%JAR%" (
  echo faye: there is no "%JAR%" 1>&2
  exit /b 1
)
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo faye: Java 17 or newer is needed; there is none on the path or in JAVA_HOME 1>&2
  exit /b 1
)
rem See the script "faye" for the reasons.
set "OPTIONS=-Xms32m -XX:MaxRAMPercentage=50 -XX:G1PeriodicGCInterval=60000 -XX:MinHeapFreeRatio=20"
set "OPTIONS=%OPTIONS% -XX:MaxHeapFreeRatio=40 -Xss512k -XX:+ExitOnOutOfMemoryError -XX:-UsePerfData"
"%JAVA%" %OPTIONS% %JAVA_OPTS% -jar "%JAR%" %*
exit /b %ERRORLEVEL%
