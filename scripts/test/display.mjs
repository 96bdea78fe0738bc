import { spawn } from 'node:child_process';

/**
 * Starts a virtual display where the machine has none. Xvfb picks a free number itself.
 * @returns {Promise<{ env: Record<string, string>, stop: () => void }>} no DISPLAY where Xvfb is not installed
 */
export function virtualDisplay() {
  const none = { env: {}, stop: () => {} };
  if (process.platform !== 'linux' || process.env.DISPLAY) return Promise.resolve(none);
  return new Promise((resolve) => {
    const args = ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp'];
    const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    const stop = () => server.kill();
    process.once('exit', stop);
    let number = '';
    server.once('error', () => resolve(none));
    server.once('exit', () => resolve(none));
    server.stdio[3]?.on('data', (chunk) => {
      number += chunk;
      if (number.endsWith('\n')) resolve({ env: { DISPLAY: `:${number.trim()}` }, stop });
    });
  });
}
