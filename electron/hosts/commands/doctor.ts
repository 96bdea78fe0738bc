import { parseArgs } from 'node:util';
import { openPorts } from '#electron/engine/open-ports';
import type { StationReport } from '#shared/domain/station';
import { programFolder } from '../program-folder';
import { print, printJson, type Command } from './command';

export const doctor: Command = {
  usage: 'doctor [--json]',
  does: 'versions, execution providers that really start, disk, what is missing and how to get it',
  async run(args) {
    const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } });
    const { ports, close } = await openPorts({ host: 'cli', programFolder, chooseFolder: async () => null });
    try {
      process.stderr.write('Trying each execution provider…\n');
      const report = { checks: await ports.machine.checks(), providers: await ports.inference.providers() };
      await (values.json ? printJson(report) : printReport(report));
      return report.checks.some(({ state }) => state === 'missing') ? 1 : 0;
    } finally {
      await close();
    }
  },
};

const marks = {
  ok: 'ok     ',
  warning: 'WARNING',
  missing: 'MISSING',
  works: 'works  ',
  differs: 'DIFFERS',
  unavailable: 'no     ',
};

async function printReport({ checks, providers }: StationReport): Promise<void> {
  for (const { name, state, detail, remedy } of checks) {
    await print(`${marks[state]}  ${name}: ${detail}${remedy ? `\n         ${remedy}` : ''}`);
  }
  await print('\nExecution providers of ONNX Runtime:');
  for (const { name, state, detail } of providers) await print(`${marks[state]}  ${name}: ${detail}`);
}
