import { type AzCommand, argumentsOf, azCommand, azListCommand, onOneLine } from './az.ts';
import { oneLine, powershellWord, shellWord } from './quote.ts';
import { describeHandOffStep } from './say.ts';
import type { HandOffStep } from './steps.ts';

/** az in a POSIX shell. Each command waits for the one before and is left out when that fails, pasted or run as a file. */
export function formatBash(steps: readonly HandOffStep[]): string {
  const blocks = steps.map((step, i) => {
    const command = inShell(azCommand(step));
    return `${commentsOn(step, shellWord)}${command}${i < steps.length - 1 ? ' &&' : ''}\n`;
  });
  return blocks.join('\n');
}

/** az in PowerShell, where a program that failed stops nothing by itself. */
export function formatPowerShell(steps: readonly HandOffStep[]): string {
  const isPlain = steps.every((step) => argumentsOf(azCommand(step)).every((argument) => PLAIN.test(argument)));
  const blocks = steps.map(
    (step) => `${commentsOn(step, powershellWord)}${(isPlain ? inPowershell : beyondCmd)(azCommand(step))}\n${STOP}\n`,
  );
  return `${isPlain ? '' : AWAY_FROM_CMD}${blocks.join('\n')}`;
}

const STOP = "if ($LASTEXITCODE -ne 0) { throw 'az failed' }";

/** What passes through cmd.exe as it is. */
const PLAIN = /^[\w\-./=]*$/;

/** On Windows `az` is a batch file, whose arguments cmd.exe reads again: parentheses in the name of a resource group are enough to break it. */
const AWAY_FROM_CMD = `# On Windows az is a batch file that reads special characters once more; azps.ps1, which comes with it, does not
$az = if (Get-Command azps.ps1 -ErrorAction SilentlyContinue) { 'azps.ps1' } else { 'az' }

`;

/** What the step does; for a half whose name is not known, how to find it. */
function commentsOn(step: HandOffStep, quote: (text: string) => string): string {
  const lines = [describeHandOffStep(step)];
  if (step.name === undefined) {
    lines.push(`That half may not be read here; find its name, the one whose remote is ${step.remote.id}, with`);
    lines.push(onOneLine(azListCommand(step), quote));
  }
  return lines.map((line) => `# ${oneLine(line)}\n`).join('');
}

const inShell = (command: AzCommand): string => lines('az', command, shellWord, '\\');
const inPowershell = (command: AzCommand): string => lines('az', command, powershellWord, '`');
const beyondCmd = (command: AzCommand): string => lines('& $az', command, powershellWord, '`');

/** The command with an option a line. Options are quoted whole: PowerShell splits what begins with a dash at its dots. */
function lines(program: string, command: AzCommand, quote: (text: string) => string, goesOn: string): string {
  const words = command.words.slice(1);
  const options = argumentsOf(command).slice(words.length).map(quote);
  return [`${program} ${words.join(' ')}`, ...options].join(` ${goesOn}\n  `);
}
