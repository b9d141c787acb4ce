Attribute VB_Name = "ScrtAsking"
Option Explicit

' What has to be asked before a summary is made. Python reads the answers in a slip: a new workbook with three named
' cells, which is thrown away afterwards, so that no return ever carries somebody's folders.

Private Const Title As String = "S-CRT"
Private Const FolderPicker As Long = 4
Private Const Chosen As Long = -1

Public Sub AskAndConsolidate()
    Dim folder As String, wanted As String, slip As Workbook
    folder = AskedFolder()
    If folder = "" Then Exit Sub
    wanted = AskedMonth()
    If wanted = "" Then Exit Sub
    Set slip = Workbooks.Add
    FillSlip slip, folder, wanted
    RunMacro "consolidate_folder"
    ' Somebody may have closed it meanwhile.
    On Error Resume Next
    slip.Close False
End Sub

Public Sub SaveAndSummarise(ByVal book As Workbook)
    If book.Path = "" Then
        MsgBox "This return is not saved yet: please save it first, and press the button again.", vbExclamation, Title
        Exit Sub
    End If
    If Not book.Saved And Not book.ReadOnly Then
        If MsgBox("A summary is made of the saved workbook. Save it now?", vbYesNo + vbQuestion, Title) <> vbYes Then
            Exit Sub
        End If
        book.Save
    End If
    RunMacro "make_summary"
End Sub

Private Function AskedFolder() As String
    Dim picker As Object, host As Object
    Set host = Application
    ' Where there is no such dialog, the folder is typed.
    On Error Resume Next
    Set picker = host.FileDialog(FolderPicker)
    On Error GoTo 0
    If picker Is Nothing Then
        AskedFolder = InputBox("The folder in which the returns lie, as a path:", Title)
    Else
        picker.Title = "The folder in which the returns lie"
        If picker.Show = Chosen Then AskedFolder = picker.SelectedItems(1)
    End If
End Function

Private Function AskedMonth() As String
    ' Returns are for a month that is over.
    AskedMonth = InputBox("The reporting month, as YYYY-MM:", Title, Format(DateSerial(Year(Date), Month(Date), 0), "yyyy-mm"))
End Function

Public Sub FillSlip(ByVal slip As Workbook, ByVal folder As String, ByVal wanted As String)
    Note slip, 1, "Folder of returns", "asked_folder", folder
    Note slip, 2, "Month", "asked_month", wanted
    Note slip, 3, "Status", "asked_status", "Starting ..."
    slip.Worksheets(1).Columns("A:B").AutoFit
End Sub

Private Sub Note(ByVal slip As Workbook, ByVal row As Long, ByVal label As String, ByVal called As String, ByVal text As String)
    slip.Worksheets(1).Cells(row, 1).Value = label
    ' As a text: a month would become a date.
    slip.Worksheets(1).Cells(row, 2).NumberFormat = "@"
    slip.Worksheets(1).Cells(row, 2).Value = text
    slip.Names.Add called, "='" & slip.Worksheets(1).Name & "'!$B$" & row
End Sub
