import { type AzCommand, argumentsOf, azCommand, azListCommand, onOneLine } from './az.ts';
import { describeHandOffStep } from './describe-hand-off.ts';
import { oneLine, quotePowerShell, quoteShell } from './quote.ts';
import type { HandOffStep } from './steps.ts';
import { allCrossedTenants, describeCrossing } from './tenants.ts';

/** A command with the comments above it. */
export interface CommandBlock {
  readonly comments: readonly string[];
  readonly command: AzCommand;
}

/** Formats the steps as az commands for a POSIX shell. */
export const formatBash = (steps: readonly HandOffStep[]): string =>
  [...formatSignIn(steps, quoteShell, ' &&'), ...bashBlocks(steps.map((step) => toBlock(step, quoteShell)))].join('\n');

/** Formats commands for a POSIX shell. Each command runs only when the one before succeeds, pasted or run as a file. */
export const bashBlocks = (blocks: readonly CommandBlock[]): readonly string[] =>
  blocks.map(({ comments, command }, i) => `${formatComments(comments)}${formatForShell(command)}${i < blocks.length - 1 ? ' &&' : ''}\n`);

/** Formats the steps as az commands for PowerShell. */
export function formatPowerShell(steps: readonly HandOffStep[]): string {
  const { prelude, blocks } = powerShellBlocks(steps.map((step) => toBlock(step, quotePowerShell)));
  return `${prelude}${[...formatSignIn(steps, quotePowerShell, `\n${STOP}`), ...blocks].join('\n')}`;
}

/** Formats commands for PowerShell, which does not stop by itself when a program fails. */
export function powerShellBlocks(blocks: readonly CommandBlock[]): { readonly prelude: string; readonly blocks: readonly string[] } {
  const isPlain = blocks.every(({ command }) => argumentsOf(command).every((argument) => PLAIN.test(argument)));
  const format = isPlain ? formatForPowerShell : formatWithoutCmd;
  return {
    prelude: isPlain ? '' : BYPASS_CMD,
    blocks: blocks.map(({ comments, command }) => `${formatComments(comments)}${format(command)}\n${STOP}\n`),
  };
}

/** Signs in to each tenant if a step crosses tenants: az then has a token for both. */
function formatSignIn(steps: readonly HandOffStep[], quote: (text: string) => string, end: string): readonly string[] {
  const tenants = allCrossedTenants(steps);
  if (tenants.length === 0) return [];
  const commands = tenants.map((tenant) => `az login --tenant ${PLAIN.test(tenant) ? tenant : quote(tenant)}${end}\n`);
  return [`# ${oneLine(describeCrossing(tenants))}\n${commands.join('')}`];
}

const STOP = "if ($LASTEXITCODE -ne 0) { throw 'az failed' }";

/** Arguments that cmd.exe passes on unchanged. */
const PLAIN = /^[\w\-./=]*$/;

/** On Windows, `az` is a batch file whose arguments cmd.exe parses again; parentheses in the name of a resource group already break it. */
const BYPASS_CMD = `# On Windows, az is a batch file that interprets special characters again; azps.ps1, which is installed with it, does not
$az = if (Get-Command azps.ps1 -ErrorAction SilentlyContinue) { 'azps.ps1' } else { 'az' }

`;

/** Creates the command of a step, described in its comments, and how to find the name of a half that cannot be read. */
function toBlock(step: HandOffStep, quote: (text: string) => string): CommandBlock {
  const comments = [describeHandOffStep(step)];
  if (step.name === undefined) {
    comments.push(`This half could not be read. Find its name (its remote VNet is ${step.remote.id}) with:`);
    comments.push(onOneLine(azListCommand(step), quote));
  }
  return { comments, command: azCommand(step) };
}

const formatComments = (comments: readonly string[]): string => comments.map((line) => `# ${oneLine(line)}\n`).join('');

const formatForShell = (command: AzCommand): string => formatLines('az', command, quoteShell, '\\');
const formatForPowerShell = (command: AzCommand): string => formatLines('az', command, quotePowerShell, '`');
const formatWithoutCmd = (command: AzCommand): string => formatLines('& $az', command, quotePowerShell, '`');

/** Formats a command with one option per line. Whole options are quoted, because PowerShell splits unquoted ones at dots. */
function formatLines(program: string, command: AzCommand, quote: (text: string) => string, continuation: string): string {
  const path = command.path.slice(1);
  const options = argumentsOf(command).slice(path.length).map(quote);
  return [`${program} ${path.join(' ')}`, ...options].join(` ${continuation}\n  `);
}
