# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_partwell_global_optspecs
    string join \n workspace= h/help V/version
end

function __fish_partwell_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_partwell_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_partwell_using_subcommand
    set -l cmd (__fish_partwell_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c partwell -n "__fish_partwell_needs_command" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c partwell -n "__fish_partwell_needs_command" -s V -l version -d 'Print version'
complete -c partwell -n "__fish_partwell_needs_command" -a "json" -d 'Tell the keys of what is printed with --json'
complete -c partwell -n "__fish_partwell_needs_command" -a "import" -d 'Import an export: Connections.csv, a ZIP archive or a folder'
complete -c partwell -n "__fish_partwell_needs_command" -a "doctor" -d 'Examine a workspace and list its backups; nothing is written to it'
complete -c partwell -n "__fish_partwell_needs_command" -a "backup" -d 'Make a backup now, and list all backups'
complete -c partwell -n "__fish_partwell_needs_command" -a "restore" -d 'Put a backup in the place of the workspace, also of one that is damaged; what was there is kept'
complete -c partwell -n "__fish_partwell_needs_command" -a "copy" -d 'Write a copy of the whole workspace to another place, and make sure that it holds the same'
complete -c partwell -n "__fish_partwell_needs_command" -a "full-export" -d 'Write the whole workspace to a new folder in open formats: CSV, described in JSON'
complete -c partwell -n "__fish_partwell_needs_command" -a "full-import" -d 'Make a new workspace of such a folder; --workspace says where'
complete -c partwell -n "__fish_partwell_needs_command" -a "salvage" -d 'Read what can be read of a damaged workspace into a new one; the damaged one is not touched'
complete -c partwell -n "__fish_partwell_needs_command" -a "forget" -d 'Forget one person for good: everything but a line without a name in the ledger'
complete -c partwell -n "__fish_partwell_needs_command" -a "erase" -d 'Delete the workspace with its backups and everything else that belongs to it'
complete -c partwell -n "__fish_partwell_needs_command" -a "list" -d 'List people'
complete -c partwell -n "__fish_partwell_needs_command" -a "show" -d 'Show all that is known of one person: evidence with its sources, reasons, notes'
complete -c partwell -n "__fish_partwell_needs_command" -a "context" -d 'Tell how you know somebody: what you did when you connected, who else came then, how it began'
complete -c partwell -n "__fish_partwell_needs_command" -a "match" -d 'Tell whom the lines of a list mean: names, profile links or addresses, a CSV or a vCard'
complete -c partwell -n "__fish_partwell_needs_command" -a "move" -d 'Move people to Keep or Remove'
complete -c partwell -n "__fish_partwell_needs_command" -a "finalize" -d 'Finalize everybody in Remove as one batch'
complete -c partwell -n "__fish_partwell_needs_command" -a "export" -d 'Write a removal list, or all connections'
complete -c partwell -n "__fish_partwell_needs_command" -a "worklist" -d 'Show the work list: whom to remove or unfollow by hand'
complete -c partwell -n "__fish_partwell_needs_command" -a "mark" -d 'Say what came of people on the work list'
complete -c partwell -n "__fish_partwell_needs_command" -a "ledger" -d 'Show everybody ever finalized, and what happened since'
complete -c partwell -n "__fish_partwell_needs_command" -a "verdicts" -d 'Show what an import said of removals'
complete -c partwell -n "__fish_partwell_needs_command" -a "changes" -d 'Show what an import changed: new people, gone, returned, other jobs'
complete -c partwell -n "__fish_partwell_needs_command" -a "take-back" -d 'Take an import back whole, also later, if nothing rests on it'
complete -c partwell -n "__fish_partwell_needs_command" -a "undo" -d 'Take back the last operation'
complete -c partwell -n "__fish_partwell_needs_command" -a "redo" -d 'Do again what was taken back last'
complete -c partwell -n "__fish_partwell_needs_command" -a "history" -d 'Show what was done, newest first'
complete -c partwell -n "__fish_partwell_needs_command" -a "invitations" -d 'Tell which invitations still wait, which were received, and which were sent at once by accident'
complete -c partwell -n "__fish_partwell_needs_command" -a "follows" -d 'Tell whom you follow, members and companies, by name'
complete -c partwell -n "__fish_partwell_needs_command" -a "letter" -d 'Fill in a letter to somebody, or list the letters there are'
complete -c partwell -n "__fish_partwell_needs_command" -a "remind" -d 'Write reminders to review your network, as a calendar file'
complete -c partwell -n "__fish_partwell_needs_command" -a "plan" -d 'Tell your focus, goals and journal, and what came of the work so far'
complete -c partwell -n "__fish_partwell_needs_command" -a "cover-sheet" -d 'Write what is proposed for a client to answer, or read the answers back'
complete -c partwell -n "__fish_partwell_needs_command" -a "views" -d 'Show the saved views, save one or delete one'
complete -c partwell -n "__fish_partwell_needs_command" -a "queues" -d 'Count the ready-made queues: searches for those whom people decide about first'
complete -c partwell -n "__fish_partwell_needs_command" -a "suggest" -d 'Tell whom queues and views suggest to remove, and what speaks against it; none suggests at first'
complete -c partwell -n "__fish_partwell_needs_command" -a "explain" -d 'Tell how a search is read, and what of it is not understood; no workspace is opened'
complete -c partwell -n "__fish_partwell_needs_command" -a "facets" -d 'Count those who match by company, year, kind of work, seniority, evidence and decision'
complete -c partwell -n "__fish_partwell_needs_command" -a "titles" -d 'Tell what the words of a job title say; without one, print the list of words that titles are read by'
complete -c partwell -n "__fish_partwell_needs_command" -a "check" -d 'Check the integrity of the workspace'
complete -c partwell -n "__fish_partwell_needs_command" -a "demo" -d 'Open the window with sample people, in a workspace of their own'
complete -c partwell -n "__fish_partwell_needs_command" -a "gallery" -d 'Open the window with all widgets in all their states, for developers'
complete -c partwell -n "__fish_partwell_needs_command" -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c partwell -n "__fish_partwell_using_subcommand json" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand json" -l schema -d 'Print a JSON Schema of all of it, and of the files that are exported as JSON'
complete -c partwell -n "__fish_partwell_using_subcommand json" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c partwell -n "__fish_partwell_using_subcommand import" -l owner -d 'Whose export it is, where the messages do not tell or tell it wrong: the last part of the profile\'s link' -r
complete -c partwell -n "__fish_partwell_using_subcommand import" -l encoding -d 'The encoding of files that are not in UTF-8, such as Windows-1250 or "Mac Roman"; else it is guessed' -r
complete -c partwell -n "__fish_partwell_using_subcommand import" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand import" -l whole -d 'You have looked: this export is whole and the newest, even if many people are missing in it'
complete -c partwell -n "__fish_partwell_using_subcommand import" -l keep-message-texts -d 'Keep what messages say in the workspace, too'
complete -c partwell -n "__fish_partwell_using_subcommand import" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand import" -s h -l help -d 'Print help'
complete -c partwell -n "__fish_partwell_using_subcommand doctor" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand doctor" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand doctor" -s h -l help -d 'Print help'
complete -c partwell -n "__fish_partwell_using_subcommand backup" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand backup" -l list -d 'Only list them'
complete -c partwell -n "__fish_partwell_using_subcommand backup" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand backup" -s h -l help -d 'Print help'
complete -c partwell -n "__fish_partwell_using_subcommand restore" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand restore" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand restore" -s h -l help -d 'Print help'
complete -c partwell -n "__fish_partwell_using_subcommand copy" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand copy" -l force -d 'Replace a file that is there already'
complete -c partwell -n "__fish_partwell_using_subcommand copy" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand copy" -s h -l help -d 'Print help'
complete -c partwell -n "__fish_partwell_using_subcommand full-export" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand full-export" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand full-export" -s h -l help -d 'Print help'
complete -c partwell -n "__fish_partwell_using_subcommand full-import" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand full-import" -l edited -d 'Files in it were changed on purpose'
complete -c partwell -n "__fish_partwell_using_subcommand full-import" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand full-import" -s h -l help -d 'Print help'
complete -c partwell -n "__fish_partwell_using_subcommand salvage" -s o -l output -d 'The new workspace' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand salvage" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand salvage" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand salvage" -s h -l help -d 'Print help'
complete -c partwell -n "__fish_partwell_using_subcommand forget" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand forget" -l and-backups -d 'Delete the backups that hold them, too'
complete -c partwell -n "__fish_partwell_using_subcommand forget" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand forget" -s h -l help -d 'Print help'
complete -c partwell -n "__fish_partwell_using_subcommand erase" -l name -d 'The name of the workspace\'s file, so that it is not the wrong one' -r
complete -c partwell -n "__fish_partwell_using_subcommand erase" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand erase" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand erase" -s h -l help -d 'Print help'
complete -c partwell -n "__fish_partwell_using_subcommand list" -l pane -d 'Only this pane' -r -f -a "keep\t'Everyone not decided "remove"'
remove\t'Those who are to go'"
complete -c partwell -n "__fish_partwell_using_subcommand list" -l search -d 'Only those who match, as in the window\'s search field' -r
complete -c partwell -n "__fish_partwell_using_subcommand list" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand list" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c partwell -n "__fish_partwell_using_subcommand show" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand show" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand show" -s h -l help -d 'Print help'
complete -c partwell -n "__fish_partwell_using_subcommand context" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand context" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand context" -s h -l help -d 'Print help'
complete -c partwell -n "__fish_partwell_using_subcommand match" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand match" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand match" -s h -l help -d 'Print help'
complete -c partwell -n "__fish_partwell_using_subcommand move" -l to -d 'The pane they go to' -r -f -a "keep\t'Everyone not decided "remove"'
remove\t'Those who are to go'"
complete -c partwell -n "__fish_partwell_using_subcommand move" -l search -d 'Everybody who matches, as in the window\'s search field' -r
complete -c partwell -n "__fish_partwell_using_subcommand move" -l queue -d 'Everybody in this queue: see partwell queues' -r
complete -c partwell -n "__fish_partwell_using_subcommand move" -l slug -d 'These profiles: the last part of the link, or the whole link' -r
complete -c partwell -n "__fish_partwell_using_subcommand move" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand move" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand move" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c partwell -n "__fish_partwell_using_subcommand finalize" -l answers -d 'A JSON object: question id to "considered" or "`does_not_apply`", and "count" for more than 50 people' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand finalize" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand finalize" -l answers-template -d 'Print that object for the draft, with null for each open question'
complete -c partwell -n "__fish_partwell_using_subcommand finalize" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand finalize" -s h -l help -d 'Print help'
complete -c partwell -n "__fish_partwell_using_subcommand export" -l batch -d 'The number of a batch, or "draft"' -r
complete -c partwell -n "__fish_partwell_using_subcommand export" -l search -d 'Of all connections only those who match, as in the window\'s search field' -r
complete -c partwell -n "__fish_partwell_using_subcommand export" -l format -d 'The format of the file' -r -f -a "csv\t'A table for a spreadsheet'
html\t'A page to print, with boxes to tick'
md\t'A task list in plain text'
json\t'For other programs'"
complete -c partwell -n "__fish_partwell_using_subcommand export" -l output -d 'The file to write' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand export" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand export" -l all -d 'All connections instead, with a column Keep or Remove'
complete -c partwell -n "__fish_partwell_using_subcommand export" -l force -d 'Replace a file that is there already'
complete -c partwell -n "__fish_partwell_using_subcommand export" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c partwell -n "__fish_partwell_using_subcommand worklist" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand worklist" -l today -d 'Only today\'s portion'
complete -c partwell -n "__fish_partwell_using_subcommand worklist" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand worklist" -s h -l help -d 'Print help'
complete -c partwell -n "__fish_partwell_using_subcommand mark" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand mark" -l done -d 'Done at LinkedIn'
complete -c partwell -n "__fish_partwell_using_subcommand mark" -l skipped -d 'Passed over for now'
complete -c partwell -n "__fish_partwell_using_subcommand mark" -l not-found -d 'LinkedIn\'s search did not find them'
complete -c partwell -n "__fish_partwell_using_subcommand mark" -l changed-mind -d 'They stay after all: back to Keep'
complete -c partwell -n "__fish_partwell_using_subcommand mark" -l to-do -d 'Back on the work list'
complete -c partwell -n "__fish_partwell_using_subcommand mark" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand mark" -s h -l help -d 'Print help'
complete -c partwell -n "__fish_partwell_using_subcommand ledger" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand ledger" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand ledger" -l csv -d 'Print a table'
complete -c partwell -n "__fish_partwell_using_subcommand ledger" -s h -l help -d 'Print help'
complete -c partwell -n "__fish_partwell_using_subcommand verdicts" -l import -d 'The number of the import; the last one where it is left out' -r
complete -c partwell -n "__fish_partwell_using_subcommand verdicts" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand verdicts" -l accept -d 'You have looked: the newest export, which looked cut short, is whole'
complete -c partwell -n "__fish_partwell_using_subcommand verdicts" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand verdicts" -s h -l help -d 'Print help'
complete -c partwell -n "__fish_partwell_using_subcommand changes" -l import -d 'The number of the import; the last one where it is left out' -r
complete -c partwell -n "__fish_partwell_using_subcommand changes" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand changes" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand changes" -s h -l help -d 'Print help'
complete -c partwell -n "__fish_partwell_using_subcommand take-back" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand take-back" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand take-back" -s h -l help -d 'Print help'
complete -c partwell -n "__fish_partwell_using_subcommand undo" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand undo" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand undo" -s h -l help -d 'Print help'
complete -c partwell -n "__fish_partwell_using_subcommand redo" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand redo" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand redo" -s h -l help -d 'Print help'
complete -c partwell -n "__fish_partwell_using_subcommand history" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand history" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand history" -s h -l help -d 'Print help'
complete -c partwell -n "__fish_partwell_using_subcommand invitations" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand invitations" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand invitations" -s h -l help -d 'Print help'
complete -c partwell -n "__fish_partwell_using_subcommand follows" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand follows" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand follows" -s h -l help -d 'Print help'
complete -c partwell -n "__fish_partwell_using_subcommand letter" -l template -d 'The name of the letter, as --list tells it' -r
complete -c partwell -n "__fish_partwell_using_subcommand letter" -l fact -d 'Which of the facts it remembers, from 1; see them with --json' -r
complete -c partwell -n "__fish_partwell_using_subcommand letter" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand letter" -l sent -d 'Tick it as sent'
complete -c partwell -n "__fish_partwell_using_subcommand letter" -l list -d 'List the letters instead'
complete -c partwell -n "__fish_partwell_using_subcommand letter" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand letter" -s h -l help -d 'Print help'
complete -c partwell -n "__fish_partwell_using_subcommand remind" -l ics -d 'The calendar file to write' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand remind" -l every -d 'Months from one review to the next; 0 for once' -r
complete -c partwell -n "__fish_partwell_using_subcommand remind" -l from -d 'The first day, such as 2027-01-31' -r
complete -c partwell -n "__fish_partwell_using_subcommand remind" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand remind" -l force -d 'Replace a file that is there already'
complete -c partwell -n "__fish_partwell_using_subcommand remind" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand remind" -s h -l help -d 'Print help'
complete -c partwell -n "__fish_partwell_using_subcommand plan" -l focus -d 'Say what your network is for; an empty text takes it away' -r
complete -c partwell -n "__fish_partwell_using_subcommand plan" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand plan" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand plan" -s h -l help -d 'Print help'
complete -c partwell -n "__fish_partwell_using_subcommand cover-sheet" -l output -d 'The file to write: a form (.html) or a table (.csv)' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand cover-sheet" -l read -d 'The table that came back; what it changes is told' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand cover-sheet" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand cover-sheet" -l take -d 'Take over what the table changes'
complete -c partwell -n "__fish_partwell_using_subcommand cover-sheet" -l force -d 'Replace a file that is there already'
complete -c partwell -n "__fish_partwell_using_subcommand cover-sheet" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand cover-sheet" -s h -l help -d 'Print help'
complete -c partwell -n "__fish_partwell_using_subcommand views" -l add -d 'Save a view of this name; one of the same name is replaced' -r
complete -c partwell -n "__fish_partwell_using_subcommand views" -l query -d 'What the view searches for' -r
complete -c partwell -n "__fish_partwell_using_subcommand views" -l delete -d 'Delete the view of this name' -r
complete -c partwell -n "__fish_partwell_using_subcommand views" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand views" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand views" -s h -l help -d 'Print help'
complete -c partwell -n "__fish_partwell_using_subcommand queues" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand queues" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand queues" -s h -l help -d 'Print help'
complete -c partwell -n "__fish_partwell_using_subcommand suggest" -l on -d 'Have this queue or view suggest' -r
complete -c partwell -n "__fish_partwell_using_subcommand suggest" -l off -d 'Have it suggest no more' -r
complete -c partwell -n "__fish_partwell_using_subcommand suggest" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand suggest" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand suggest" -s h -l help -d 'Print help'
complete -c partwell -n "__fish_partwell_using_subcommand explain" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand explain" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand explain" -s h -l help -d 'Print help'
complete -c partwell -n "__fish_partwell_using_subcommand facets" -l pane -d 'Only this pane' -r -f -a "keep\t'Everyone not decided "remove"'
remove\t'Those who are to go'"
complete -c partwell -n "__fish_partwell_using_subcommand facets" -l search -d 'Only those who match, as in the window\'s search field' -r
complete -c partwell -n "__fish_partwell_using_subcommand facets" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand facets" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand facets" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c partwell -n "__fish_partwell_using_subcommand titles" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand titles" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand titles" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c partwell -n "__fish_partwell_using_subcommand check" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand check" -l json -d 'Print one JSON object'
complete -c partwell -n "__fish_partwell_using_subcommand check" -s h -l help -d 'Print help'
complete -c partwell -n "__fish_partwell_using_subcommand demo" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand demo" -s h -l help -d 'Print help'
complete -c partwell -n "__fish_partwell_using_subcommand gallery" -l workspace -d 'The workspace; an import makes it if it does not exist' -r -F
complete -c partwell -n "__fish_partwell_using_subcommand gallery" -s h -l help -d 'Print help'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "json" -d 'Tell the keys of what is printed with --json'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "import" -d 'Import an export: Connections.csv, a ZIP archive or a folder'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "doctor" -d 'Examine a workspace and list its backups; nothing is written to it'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "backup" -d 'Make a backup now, and list all backups'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "restore" -d 'Put a backup in the place of the workspace, also of one that is damaged; what was there is kept'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "copy" -d 'Write a copy of the whole workspace to another place, and make sure that it holds the same'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "full-export" -d 'Write the whole workspace to a new folder in open formats: CSV, described in JSON'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "full-import" -d 'Make a new workspace of such a folder; --workspace says where'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "salvage" -d 'Read what can be read of a damaged workspace into a new one; the damaged one is not touched'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "forget" -d 'Forget one person for good: everything but a line without a name in the ledger'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "erase" -d 'Delete the workspace with its backups and everything else that belongs to it'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "list" -d 'List people'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "show" -d 'Show all that is known of one person: evidence with its sources, reasons, notes'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "context" -d 'Tell how you know somebody: what you did when you connected, who else came then, how it began'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "match" -d 'Tell whom the lines of a list mean: names, profile links or addresses, a CSV or a vCard'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "move" -d 'Move people to Keep or Remove'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "finalize" -d 'Finalize everybody in Remove as one batch'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "export" -d 'Write a removal list, or all connections'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "worklist" -d 'Show the work list: whom to remove or unfollow by hand'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "mark" -d 'Say what came of people on the work list'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "ledger" -d 'Show everybody ever finalized, and what happened since'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "verdicts" -d 'Show what an import said of removals'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "changes" -d 'Show what an import changed: new people, gone, returned, other jobs'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "take-back" -d 'Take an import back whole, also later, if nothing rests on it'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "undo" -d 'Take back the last operation'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "redo" -d 'Do again what was taken back last'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "history" -d 'Show what was done, newest first'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "invitations" -d 'Tell which invitations still wait, which were received, and which were sent at once by accident'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "follows" -d 'Tell whom you follow, members and companies, by name'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "letter" -d 'Fill in a letter to somebody, or list the letters there are'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "remind" -d 'Write reminders to review your network, as a calendar file'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "plan" -d 'Tell your focus, goals and journal, and what came of the work so far'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "cover-sheet" -d 'Write what is proposed for a client to answer, or read the answers back'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "views" -d 'Show the saved views, save one or delete one'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "queues" -d 'Count the ready-made queues: searches for those whom people decide about first'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "suggest" -d 'Tell whom queues and views suggest to remove, and what speaks against it; none suggests at first'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "explain" -d 'Tell how a search is read, and what of it is not understood; no workspace is opened'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "facets" -d 'Count those who match by company, year, kind of work, seniority, evidence and decision'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "titles" -d 'Tell what the words of a job title say; without one, print the list of words that titles are read by'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "check" -d 'Check the integrity of the workspace'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "demo" -d 'Open the window with sample people, in a workspace of their own'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "gallery" -d 'Open the window with all widgets in all their states, for developers'
complete -c partwell -n "__fish_partwell_using_subcommand help; and not __fish_seen_subcommand_from json import doctor backup restore copy full-export full-import salvage forget erase list show context match move finalize export worklist mark ledger verdicts changes take-back undo redo history invitations follows letter remind plan cover-sheet views queues suggest explain facets titles check demo gallery help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
