import { AppFailure } from '#shared/contract/errors';
import { doctor } from './commands/doctor';
import { evaluate } from './commands/evaluate';
import { generate } from './commands/generate';
import { inspect } from './commands/inspect';
import { serve } from './commands/serve';
import { train } from './commands/train';
import type { Command } from './commands/command';

/** `loupe <command>`: results on stdout, progress on stderr; exit 0 done, 1 done with rejects, 2 wrong use or bad input. */
const commands: Readonly<Record<string, Command>> = { doctor, generate, inspect, train, evaluate, serve };

function usage(): string {
  const lines = Object.values(commands).map(({ usage: line, does }) => `  ${line}\n      ${does}`);
  return `loupe <command>\n${lines.join('\n')}\n`;
}

async function run([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help') {
    process.stdout.write(usage());
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    throw new AppFailure(
      'input.invalid',
      `There is no command ${name}: use ${Object.keys(commands).join(', ')}.`,
    );
  }
  if (args.includes('--help')) {
    process.stdout.write(`loupe ${command.usage}\n    ${command.does}\n`);
    return 0;
  }
  return command.run(args);
}

/** parseArgs throws a TypeError with a readable sentence; what else is unexpected is shown in short, never as a stack. */
function sentence(thrown: unknown): string {
  if (thrown instanceof AppFailure) return thrown.message;
  const [first = ''] = (thrown instanceof Error ? thrown.message : String(thrown)).split('\n');
  const wrongUse =
    thrown instanceof TypeError && 'code' in thrown && String(thrown.code).startsWith('ERR_PARSE_ARGS');
  return wrongUse ? first : `Something went wrong inside Loupe: ${first.slice(0, 300)}`;
}

// Who reads the lines may have seen enough (`… | head`).
process.stdout.on('error', () => process.exit(0));

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (thrown) {
  process.stderr.write(`loupe: ${sentence(thrown)}\n`);
  process.exitCode = 2;
}
