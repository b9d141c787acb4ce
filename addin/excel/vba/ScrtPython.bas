Attribute VB_Name = "ScrtPython"
Option Explicit

' How a button reaches Python. RunPython is xlwings' own (module xlwings).

Public Function PythonFor(ByVal macro As String) As String
    PythonFor = "import xlwings; from addin import macros; macros." & macro & "(xlwings.Book.caller())"
End Function

Public Sub RunMacro(ByVal macro As String)
    RunPython PythonFor(macro)
End Sub
