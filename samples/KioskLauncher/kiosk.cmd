@echo off
rem Shows a hall's screen: kiosk.cmd https://classroom.example
powershell -NoProfile -ExecutionPolicy Bypass -File "%~dp0kiosk.ps1" %*
