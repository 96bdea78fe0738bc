import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The script behind a command of an installed package: run with plain node, it starts faster than npx. */
export const bin = (path) => join(root, 'node_modules', path);

/**
 * Runs a command and waits for it; its streams are the caller's own.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>} the exit code; 128 + signal number where a signal ended it, as a shell says it
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    const stop = passSignals(child);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      stop();
      resolve(code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 137));
    });
  });
}

/**
 * Runs a command and gathers what it prints, both streams in the order they came, without colours.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions & { timeoutMs?: number }} [options]
 * @returns {Promise<{ code: number, text: string }>} code 127 where the command does not exist
 */
export function capture(command, args, { timeoutMs, ...options } = {}) {
  return new Promise((resolve) => {
    const env = { ...process.env, NO_COLOR: '1' };
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    const stop = passSignals(child);
    const timer = timeoutMs ? setTimeout(() => child.kill('SIGKILL'), timeoutMs) : undefined;
    let text = '';
    const end = (code) => {
      clearTimeout(timer);
      stop();
      resolve({ code, text: stripVTControlCharacters(text) });
    };
    child.stdout?.on('data', (chunk) => (text += chunk));
    child.stderr?.on('data', (chunk) => (text += chunk));
    child.once('error', (error) => {
      text += error.message;
      end(127);
    });
    child.once('close', (code) => end(code ?? 137));
  });
}

/** Ctrl+C in a terminal reaches the child by itself; a signal sent to this process alone does not. */
function passSignals(child) {
  const pass = (signal) => {
    if (signal === 'SIGTERM' || !process.stdin.isTTY) child.kill(signal);
  };
  process.on('SIGINT', pass).on('SIGTERM', pass);
  return () => process.off('SIGINT', pass).off('SIGTERM', pass);
}

/**
 * npm is a script file on Windows, which only a shell starts.
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {[string, string[], import('node:child_process').SpawnOptions]} for `run` and `capture`
 */
export const npm = (args, options = {}) => {
  const windows = process.platform === 'win32';
  return [windows ? 'npm.cmd' : 'npm', args, { shell: windows, ...options }];
};
