Attribute VB_Name = "ScrtRibbon"
Option Explicit

' What the S-CRT tab of the ribbon does, each in the workbook in front.

Private Const Title As String = "S-CRT"

Public Sub PressRibbon(ByVal control As IRibbonControl)
    ' The button says by its tag which macro it presses.
    If control.Tag = "consolidate_folder" Then
        ' It needs no return in front.
        AskAndConsolidate
    ElseIf ActiveWorkbook Is Nothing Then
        MsgBox "No workbook is open: please open your return first, and press the button again.", vbExclamation, Title
    ElseIf Not IsReturn(ActiveWorkbook) Then
        MsgBox "The workbook in front is no S-CRT return: please go to your return, which is made from the " & _
            "template, and press the button again.", vbExclamation, Title
    ElseIf control.Tag = "make_summary" Then
        SaveAndSummarise ActiveWorkbook
    Else
        RunMacro control.Tag
    End If
End Sub

Public Function IsReturn(ByVal book As Workbook) As Boolean
    ' The template and all that is made from it carry this name.
    Dim version As Name
    On Error Resume Next
    Set version = book.Names("template_version")
    IsReturn = Not version Is Nothing
End Function
