// The way in for the terminal: plain Node, the same runtime as the window. Parts are put together here.
import './collector.ts';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { realDisk } from './store/disk.ts';
import { StoreError } from './store/io-problem.ts';
import { exit, placedWords, Stop, type ExitCode } from './terminal/exit.ts';
import { backup, erase, restoreBackup, type EraseOptions } from './terminal/keeping.ts';
import { openExisting } from './terminal/open.ts';
import { run, type RunOptions } from './terminal/run.ts';
import { exported, listContacts, listing, listOutbox, listRuns, showTrace } from './terminal/show.ts';
import { realTerminal } from './terminal/terminal.ts';
import { validate, type ValidateOptions } from './terminal/validate.ts';
import type { Core } from './runtime/core.ts';

declare const BATON_VERSION: string;

const examples = `
Examples:
  baton run assign.baton.json --contacts new.csv --users team.csv
  baton run assign.baton.json --contacts new.csv --workspace ~/sales --json
  baton runs --workspace ~/sales
  baton backup sales.baton-backup --workspace ~/sales

Exit codes: 0 done; 1 the file has errors, nothing ran; 2 wrong usage or unreadable input, nothing changed;
3 done, with skipped rows or failed runs; 4 the workspace is locked or damaged.`;

let code: ExitCode = exit.done;

const program = new Command('baton')
  .description('Runs contact workflows from the terminal, on the same files and workspaces as the Baton window.')
  .version(BATON_VERSION)
  .addHelpText('after', examples)
  .exitOverride();

program
  .command('run')
  .description('Publish a workflow file and bring contacts in: who got each, and who was told.')
  .argument('<file>', 'workflow file (.baton.json)')
  .requiredOption('--contacts <csv>', 'contacts to bring in; the first line names the columns')
  .option('--users <file>', 'users to add first: CSV (name,email,phone,active) or JSON')
  .option(
    '--workspace <folder>',
    'keep everything here and go on from what is there; without it all is discarded at the end',
  )
  .addOption(
    new Option('--duplicates <rule>', 'a contact that is there already')
      .choices(['update', 'skip', 'add'])
      .default('update'),
  )
  .addOption(new Option('--batch <contacts>', 'contacts per commit to the disk').argParser(positive).default(1000))
  .option('--json', 'one JSON line per row, then a summary')
  .action(async (file: string, options: RunOptions) => {
    code = await run(realDisk, file, options, realTerminal);
  });

program
  .command('validate')
  .description('List every problem of a workflow file.')
  .argument('<file>', 'workflow file (.baton.json)')
  .option('--users <file>', 'check against these users; without it the ones that the file names count as there')
  .option('--strict', 'count warnings as errors')
  .option('--json', 'one JSON line per problem')
  .action(async (file: string, options: ValidateOptions) => {
    code = await validate(realDisk, file, options, realTerminal);
  });

const lists = { contacts: listContacts, runs: listRuns, outbox: listOutbox } as const;
for (const [name, list] of Object.entries(lists)) {
  inWorkspace(
    name,
    `List the ${name === 'runs' ? 'enrolments' : name === 'outbox' ? 'messages' : name} of a workspace.`,
  )
    .option('--json', 'one JSON line each')
    .action((options: { workspace: string; json?: boolean }) =>
      show(options.workspace, (core) => Promise.resolve(listing(list(core), options.json === true))),
    );
}

inWorkspace('trace', 'Show what happened in one enrolment, step by step.')
  .argument('<run>', 'id of the enrolment, from `baton runs`')
  .option('--json', 'one JSON line per entry')
  .action((id: string, options: { workspace: string; json?: boolean }) =>
    show(options.workspace, (core) => showTrace(core, id, options.json === true)),
  );

inWorkspace('export', 'Print a workflow as a file.')
  .argument('<workflow>', 'its id or its name')
  .action((name: string, options: { workspace: string }) =>
    show(options.workspace, (core) => Promise.resolve(exported(core, name).trimEnd())),
  );

inWorkspace('erase', 'Take a contact’s data out of the workspace and all its files. Cannot be undone.')
  .argument('<contact>', 'its id or its email')
  .option('--confirm <name>', 'the contact’s name, when nobody is there to be asked')
  .action((which: string, options: EraseOptions) => erase(realDisk, which, options, realTerminal));

inWorkspace('backup', 'Back a workspace up into one file. Passwords are not in it.')
  .argument('<file>', 'the file to write (.baton-backup)')
  .action((file: string, options: { workspace: string }) => backup(realDisk, file, options.workspace, realTerminal));

program
  .command('restore')
  .description('Put a backup back as a new workspace; everything is checked first.')
  .argument('<file>', 'the backup')
  .requiredOption('--workspace <folder>', 'an empty folder, or a new one')
  .action((file: string, options: { workspace: string }) =>
    restoreBackup(realDisk, file, options.workspace, realTerminal),
  );

function inWorkspace(name: string, description: string): Command {
  return program.command(name).description(description).requiredOption('--workspace <folder>', 'the workspace folder');
}

async function show(folder: string, text: (core: Core) => Promise<string>): Promise<void> {
  const { runtime, close } = await openExisting(realDisk, folder);
  try {
    const shown = await text(runtime);
    if (shown !== '') realTerminal.out(shown);
  } finally {
    await close();
  }
}

function positive(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= 100_000) return number;
  throw new InvalidArgumentError('Give a whole number from 1 to 100000.');
}

// A reader that goes away (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exit.done);
  throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) code = error.exitCode === 0 ? exit.done : exit.unusable;
  else if (error instanceof Stop) {
    realTerminal.note(`baton: ${placedWords(error.problem)}`);
    code = error.code;
  } else if (error instanceof StoreError) {
    realTerminal.note(`baton: ${placedWords(error.problem)}`);
    code = exit.workspace;
  } else throw error;
}
process.exitCode = code;
