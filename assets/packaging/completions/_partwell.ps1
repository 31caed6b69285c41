
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'partwell' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'partwell'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'partwell' {
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('json', 'json', [CompletionResultType]::ParameterValue, 'Tell the keys of what is printed with --json')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Import an export: Connections.csv, a ZIP archive or a folder')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Examine a workspace and list its backups; nothing is written to it')
            [CompletionResult]::new('backup', 'backup', [CompletionResultType]::ParameterValue, 'Make a backup now, and list all backups')
            [CompletionResult]::new('restore', 'restore', [CompletionResultType]::ParameterValue, 'Put a backup in the place of the workspace, also of one that is damaged; what was there is kept')
            [CompletionResult]::new('copy', 'copy', [CompletionResultType]::ParameterValue, 'Write a copy of the whole workspace to another place, and make sure that it holds the same')
            [CompletionResult]::new('full-export', 'full-export', [CompletionResultType]::ParameterValue, 'Write the whole workspace to a new folder in open formats: CSV, described in JSON')
            [CompletionResult]::new('full-import', 'full-import', [CompletionResultType]::ParameterValue, 'Make a new workspace of such a folder; --workspace says where')
            [CompletionResult]::new('salvage', 'salvage', [CompletionResultType]::ParameterValue, 'Read what can be read of a damaged workspace into a new one; the damaged one is not touched')
            [CompletionResult]::new('forget', 'forget', [CompletionResultType]::ParameterValue, 'Forget one person for good: everything but a line without a name in the ledger')
            [CompletionResult]::new('erase', 'erase', [CompletionResultType]::ParameterValue, 'Delete the workspace with its backups and everything else that belongs to it')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List people')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show all that is known of one person: evidence with its sources, reasons, notes')
            [CompletionResult]::new('context', 'context', [CompletionResultType]::ParameterValue, 'Tell how you know somebody: what you did when you connected, who else came then, how it began')
            [CompletionResult]::new('match', 'match', [CompletionResultType]::ParameterValue, 'Tell whom the lines of a list mean: names, profile links or addresses, a CSV or a vCard')
            [CompletionResult]::new('move', 'move', [CompletionResultType]::ParameterValue, 'Move people to Keep or Remove')
            [CompletionResult]::new('finalize', 'finalize', [CompletionResultType]::ParameterValue, 'Finalize everybody in Remove as one batch')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write a removal list, or all connections')
            [CompletionResult]::new('worklist', 'worklist', [CompletionResultType]::ParameterValue, 'Show the work list: whom to remove or unfollow by hand')
            [CompletionResult]::new('mark', 'mark', [CompletionResultType]::ParameterValue, 'Say what came of people on the work list')
            [CompletionResult]::new('ledger', 'ledger', [CompletionResultType]::ParameterValue, 'Show everybody ever finalized, and what happened since')
            [CompletionResult]::new('verdicts', 'verdicts', [CompletionResultType]::ParameterValue, 'Show what an import said of removals')
            [CompletionResult]::new('changes', 'changes', [CompletionResultType]::ParameterValue, 'Show what an import changed: new people, gone, returned, other jobs')
            [CompletionResult]::new('take-back', 'take-back', [CompletionResultType]::ParameterValue, 'Take an import back whole, also later, if nothing rests on it')
            [CompletionResult]::new('undo', 'undo', [CompletionResultType]::ParameterValue, 'Take back the last operation')
            [CompletionResult]::new('redo', 'redo', [CompletionResultType]::ParameterValue, 'Do again what was taken back last')
            [CompletionResult]::new('history', 'history', [CompletionResultType]::ParameterValue, 'Show what was done, newest first')
            [CompletionResult]::new('invitations', 'invitations', [CompletionResultType]::ParameterValue, 'Tell which invitations still wait, which were received, and which were sent at once by accident')
            [CompletionResult]::new('follows', 'follows', [CompletionResultType]::ParameterValue, 'Tell whom you follow, members and companies, by name')
            [CompletionResult]::new('letter', 'letter', [CompletionResultType]::ParameterValue, 'Fill in a letter to somebody, or list the letters there are')
            [CompletionResult]::new('remind', 'remind', [CompletionResultType]::ParameterValue, 'Write reminders to review your network, as a calendar file')
            [CompletionResult]::new('plan', 'plan', [CompletionResultType]::ParameterValue, 'Tell your focus, goals and journal, and what came of the work so far')
            [CompletionResult]::new('cover-sheet', 'cover-sheet', [CompletionResultType]::ParameterValue, 'Write what is proposed for a client to answer, or read the answers back')
            [CompletionResult]::new('views', 'views', [CompletionResultType]::ParameterValue, 'Show the saved views, save one or delete one')
            [CompletionResult]::new('queues', 'queues', [CompletionResultType]::ParameterValue, 'Count the ready-made queues: searches for those whom people decide about first')
            [CompletionResult]::new('suggest', 'suggest', [CompletionResultType]::ParameterValue, 'Tell whom queues and views suggest to remove, and what speaks against it; none suggests at first')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Tell how a search is read, and what of it is not understood; no workspace is opened')
            [CompletionResult]::new('facets', 'facets', [CompletionResultType]::ParameterValue, 'Count those who match by company, year, kind of work, seniority, evidence and decision')
            [CompletionResult]::new('titles', 'titles', [CompletionResultType]::ParameterValue, 'Tell what the words of a job title say; without one, print the list of words that titles are read by')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check the integrity of the workspace')
            [CompletionResult]::new('demo', 'demo', [CompletionResultType]::ParameterValue, 'Open the window with sample people, in a workspace of their own')
            [CompletionResult]::new('gallery', 'gallery', [CompletionResultType]::ParameterValue, 'Open the window with all widgets in all their states, for developers')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'partwell;json' {
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--schema', '--schema', [CompletionResultType]::ParameterName, 'Print a JSON Schema of all of it, and of the files that are exported as JSON')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'partwell;import' {
            [CompletionResult]::new('--owner', '--owner', [CompletionResultType]::ParameterName, 'Whose export it is, where the messages do not tell or tell it wrong: the last part of the profile''s link')
            [CompletionResult]::new('--encoding', '--encoding', [CompletionResultType]::ParameterName, 'The encoding of files that are not in UTF-8, such as Windows-1250 or "Mac Roman"; else it is guessed')
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--whole', '--whole', [CompletionResultType]::ParameterName, 'You have looked: this export is whole and the newest, even if many people are missing in it')
            [CompletionResult]::new('--keep-message-texts', '--keep-message-texts', [CompletionResultType]::ParameterName, 'Keep what messages say in the workspace, too')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'partwell;doctor' {
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'partwell;backup' {
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'Only list them')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'partwell;restore' {
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'partwell;copy' {
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace a file that is there already')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'partwell;full-export' {
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'partwell;full-import' {
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--edited', '--edited', [CompletionResultType]::ParameterName, 'Files in it were changed on purpose')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'partwell;salvage' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The new workspace')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The new workspace')
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'partwell;forget' {
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--and-backups', '--and-backups', [CompletionResultType]::ParameterName, 'Delete the backups that hold them, too')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'partwell;erase' {
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'The name of the workspace''s file, so that it is not the wrong one')
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'partwell;list' {
            [CompletionResult]::new('--pane', '--pane', [CompletionResultType]::ParameterName, 'Only this pane')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only those who match, as in the window''s search field')
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'partwell;show' {
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'partwell;context' {
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'partwell;match' {
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'partwell;move' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'The pane they go to')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Everybody who matches, as in the window''s search field')
            [CompletionResult]::new('--queue', '--queue', [CompletionResultType]::ParameterName, 'Everybody in this queue: see partwell queues')
            [CompletionResult]::new('--slug', '--slug', [CompletionResultType]::ParameterName, 'These profiles: the last part of the link, or the whole link')
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'partwell;finalize' {
            [CompletionResult]::new('--answers', '--answers', [CompletionResultType]::ParameterName, 'A JSON object: question id to "considered" or "`does_not_apply`", and "count" for more than 50 people')
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--answers-template', '--answers-template', [CompletionResultType]::ParameterName, 'Print that object for the draft, with null for each open question')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'partwell;export' {
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'The number of a batch, or "draft"')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Of all connections only those who match, as in the window''s search field')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The format of the file')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The file to write')
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'All connections instead, with a column Keep or Remove')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace a file that is there already')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'partwell;worklist' {
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Only today''s portion')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'partwell;mark' {
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--done', '--done', [CompletionResultType]::ParameterName, 'Done at LinkedIn')
            [CompletionResult]::new('--skipped', '--skipped', [CompletionResultType]::ParameterName, 'Passed over for now')
            [CompletionResult]::new('--not-found', '--not-found', [CompletionResultType]::ParameterName, 'LinkedIn''s search did not find them')
            [CompletionResult]::new('--changed-mind', '--changed-mind', [CompletionResultType]::ParameterName, 'They stay after all: back to Keep')
            [CompletionResult]::new('--to-do', '--to-do', [CompletionResultType]::ParameterName, 'Back on the work list')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'partwell;ledger' {
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('--csv', '--csv', [CompletionResultType]::ParameterName, 'Print a table')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'partwell;verdicts' {
            [CompletionResult]::new('--import', '--import', [CompletionResultType]::ParameterName, 'The number of the import; the last one where it is left out')
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--accept', '--accept', [CompletionResultType]::ParameterName, 'You have looked: the newest export, which looked cut short, is whole')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'partwell;changes' {
            [CompletionResult]::new('--import', '--import', [CompletionResultType]::ParameterName, 'The number of the import; the last one where it is left out')
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'partwell;take-back' {
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'partwell;undo' {
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'partwell;redo' {
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'partwell;history' {
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'partwell;invitations' {
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'partwell;follows' {
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'partwell;letter' {
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'The name of the letter, as --list tells it')
            [CompletionResult]::new('--fact', '--fact', [CompletionResultType]::ParameterName, 'Which of the facts it remembers, from 1; see them with --json')
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--sent', '--sent', [CompletionResultType]::ParameterName, 'Tick it as sent')
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'List the letters instead')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'partwell;remind' {
            [CompletionResult]::new('--ics', '--ics', [CompletionResultType]::ParameterName, 'The calendar file to write')
            [CompletionResult]::new('--every', '--every', [CompletionResultType]::ParameterName, 'Months from one review to the next; 0 for once')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'The first day, such as 2027-01-31')
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace a file that is there already')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'partwell;plan' {
            [CompletionResult]::new('--focus', '--focus', [CompletionResultType]::ParameterName, 'Say what your network is for; an empty text takes it away')
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'partwell;cover-sheet' {
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The file to write: a form (.html) or a table (.csv)')
            [CompletionResult]::new('--read', '--read', [CompletionResultType]::ParameterName, 'The table that came back; what it changes is told')
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--take', '--take', [CompletionResultType]::ParameterName, 'Take over what the table changes')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace a file that is there already')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'partwell;views' {
            [CompletionResult]::new('--add', '--add', [CompletionResultType]::ParameterName, 'Save a view of this name; one of the same name is replaced')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'What the view searches for')
            [CompletionResult]::new('--delete', '--delete', [CompletionResultType]::ParameterName, 'Delete the view of this name')
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'partwell;queues' {
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'partwell;suggest' {
            [CompletionResult]::new('--on', '--on', [CompletionResultType]::ParameterName, 'Have this queue or view suggest')
            [CompletionResult]::new('--off', '--off', [CompletionResultType]::ParameterName, 'Have it suggest no more')
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'partwell;explain' {
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'partwell;facets' {
            [CompletionResult]::new('--pane', '--pane', [CompletionResultType]::ParameterName, 'Only this pane')
            [CompletionResult]::new('--search', '--search', [CompletionResultType]::ParameterName, 'Only those who match, as in the window''s search field')
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'partwell;titles' {
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'partwell;check' {
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print one JSON object')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'partwell;demo' {
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'partwell;gallery' {
            [CompletionResult]::new('--workspace', '--workspace', [CompletionResultType]::ParameterName, 'The workspace; an import makes it if it does not exist')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'partwell;help' {
            [CompletionResult]::new('json', 'json', [CompletionResultType]::ParameterValue, 'Tell the keys of what is printed with --json')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Import an export: Connections.csv, a ZIP archive or a folder')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Examine a workspace and list its backups; nothing is written to it')
            [CompletionResult]::new('backup', 'backup', [CompletionResultType]::ParameterValue, 'Make a backup now, and list all backups')
            [CompletionResult]::new('restore', 'restore', [CompletionResultType]::ParameterValue, 'Put a backup in the place of the workspace, also of one that is damaged; what was there is kept')
            [CompletionResult]::new('copy', 'copy', [CompletionResultType]::ParameterValue, 'Write a copy of the whole workspace to another place, and make sure that it holds the same')
            [CompletionResult]::new('full-export', 'full-export', [CompletionResultType]::ParameterValue, 'Write the whole workspace to a new folder in open formats: CSV, described in JSON')
            [CompletionResult]::new('full-import', 'full-import', [CompletionResultType]::ParameterValue, 'Make a new workspace of such a folder; --workspace says where')
            [CompletionResult]::new('salvage', 'salvage', [CompletionResultType]::ParameterValue, 'Read what can be read of a damaged workspace into a new one; the damaged one is not touched')
            [CompletionResult]::new('forget', 'forget', [CompletionResultType]::ParameterValue, 'Forget one person for good: everything but a line without a name in the ledger')
            [CompletionResult]::new('erase', 'erase', [CompletionResultType]::ParameterValue, 'Delete the workspace with its backups and everything else that belongs to it')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List people')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show all that is known of one person: evidence with its sources, reasons, notes')
            [CompletionResult]::new('context', 'context', [CompletionResultType]::ParameterValue, 'Tell how you know somebody: what you did when you connected, who else came then, how it began')
            [CompletionResult]::new('match', 'match', [CompletionResultType]::ParameterValue, 'Tell whom the lines of a list mean: names, profile links or addresses, a CSV or a vCard')
            [CompletionResult]::new('move', 'move', [CompletionResultType]::ParameterValue, 'Move people to Keep or Remove')
            [CompletionResult]::new('finalize', 'finalize', [CompletionResultType]::ParameterValue, 'Finalize everybody in Remove as one batch')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write a removal list, or all connections')
            [CompletionResult]::new('worklist', 'worklist', [CompletionResultType]::ParameterValue, 'Show the work list: whom to remove or unfollow by hand')
            [CompletionResult]::new('mark', 'mark', [CompletionResultType]::ParameterValue, 'Say what came of people on the work list')
            [CompletionResult]::new('ledger', 'ledger', [CompletionResultType]::ParameterValue, 'Show everybody ever finalized, and what happened since')
            [CompletionResult]::new('verdicts', 'verdicts', [CompletionResultType]::ParameterValue, 'Show what an import said of removals')
            [CompletionResult]::new('changes', 'changes', [CompletionResultType]::ParameterValue, 'Show what an import changed: new people, gone, returned, other jobs')
            [CompletionResult]::new('take-back', 'take-back', [CompletionResultType]::ParameterValue, 'Take an import back whole, also later, if nothing rests on it')
            [CompletionResult]::new('undo', 'undo', [CompletionResultType]::ParameterValue, 'Take back the last operation')
            [CompletionResult]::new('redo', 'redo', [CompletionResultType]::ParameterValue, 'Do again what was taken back last')
            [CompletionResult]::new('history', 'history', [CompletionResultType]::ParameterValue, 'Show what was done, newest first')
            [CompletionResult]::new('invitations', 'invitations', [CompletionResultType]::ParameterValue, 'Tell which invitations still wait, which were received, and which were sent at once by accident')
            [CompletionResult]::new('follows', 'follows', [CompletionResultType]::ParameterValue, 'Tell whom you follow, members and companies, by name')
            [CompletionResult]::new('letter', 'letter', [CompletionResultType]::ParameterValue, 'Fill in a letter to somebody, or list the letters there are')
            [CompletionResult]::new('remind', 'remind', [CompletionResultType]::ParameterValue, 'Write reminders to review your network, as a calendar file')
            [CompletionResult]::new('plan', 'plan', [CompletionResultType]::ParameterValue, 'Tell your focus, goals and journal, and what came of the work so far')
            [CompletionResult]::new('cover-sheet', 'cover-sheet', [CompletionResultType]::ParameterValue, 'Write what is proposed for a client to answer, or read the answers back')
            [CompletionResult]::new('views', 'views', [CompletionResultType]::ParameterValue, 'Show the saved views, save one or delete one')
            [CompletionResult]::new('queues', 'queues', [CompletionResultType]::ParameterValue, 'Count the ready-made queues: searches for those whom people decide about first')
            [CompletionResult]::new('suggest', 'suggest', [CompletionResultType]::ParameterValue, 'Tell whom queues and views suggest to remove, and what speaks against it; none suggests at first')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Tell how a search is read, and what of it is not understood; no workspace is opened')
            [CompletionResult]::new('facets', 'facets', [CompletionResultType]::ParameterValue, 'Count those who match by company, year, kind of work, seniority, evidence and decision')
            [CompletionResult]::new('titles', 'titles', [CompletionResultType]::ParameterValue, 'Tell what the words of a job title say; without one, print the list of words that titles are read by')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check the integrity of the workspace')
            [CompletionResult]::new('demo', 'demo', [CompletionResultType]::ParameterValue, 'Open the window with sample people, in a workspace of their own')
            [CompletionResult]::new('gallery', 'gallery', [CompletionResultType]::ParameterValue, 'Open the window with all widgets in all their states, for developers')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'partwell;help;json' {
            break
        }
        'partwell;help;import' {
            break
        }
        'partwell;help;doctor' {
            break
        }
        'partwell;help;backup' {
            break
        }
        'partwell;help;restore' {
            break
        }
        'partwell;help;copy' {
            break
        }
        'partwell;help;full-export' {
            break
        }
        'partwell;help;full-import' {
            break
        }
        'partwell;help;salvage' {
            break
        }
        'partwell;help;forget' {
            break
        }
        'partwell;help;erase' {
            break
        }
        'partwell;help;list' {
            break
        }
        'partwell;help;show' {
            break
        }
        'partwell;help;context' {
            break
        }
        'partwell;help;match' {
            break
        }
        'partwell;help;move' {
            break
        }
        'partwell;help;finalize' {
            break
        }
        'partwell;help;export' {
            break
        }
        'partwell;help;worklist' {
            break
        }
        'partwell;help;mark' {
            break
        }
        'partwell;help;ledger' {
            break
        }
        'partwell;help;verdicts' {
            break
        }
        'partwell;help;changes' {
            break
        }
        'partwell;help;take-back' {
            break
        }
        'partwell;help;undo' {
            break
        }
        'partwell;help;redo' {
            break
        }
        'partwell;help;history' {
            break
        }
        'partwell;help;invitations' {
            break
        }
        'partwell;help;follows' {
            break
        }
        'partwell;help;letter' {
            break
        }
        'partwell;help;remind' {
            break
        }
        'partwell;help;plan' {
            break
        }
        'partwell;help;cover-sheet' {
            break
        }
        'partwell;help;views' {
            break
        }
        'partwell;help;queues' {
            break
        }
        'partwell;help;suggest' {
            break
        }
        'partwell;help;explain' {
            break
        }
        'partwell;help;facets' {
            break
        }
        'partwell;help;titles' {
            break
        }
        'partwell;help;check' {
            break
        }
        'partwell;help;demo' {
            break
        }
        'partwell;help;gallery' {
            break
        }
        'partwell;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
