Attribute VB_Name = "ScrtButtons"
Option Explicit

' What the buttons on the sheet Checklist do, each in this workbook.

Public Sub CheckQuality()
    RunMacro "check_quality"
End Sub

Public Sub ClearFindings()
    RunMacro "clear_findings"
End Sub

Public Sub NextFinding()
    RunMacro "go_to_next_finding"
End Sub

Public Sub NewRecord()
    RunMacro "new_record"
End Sub

Public Sub AcceptSuggestions()
    RunMacro "accept_suggestions"
End Sub

Public Sub MakeSummary()
    SaveAndSummarise ThisWorkbook
End Sub

Public Sub ConsolidateFolder()
    AskAndConsolidate
End Sub
