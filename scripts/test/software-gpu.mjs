import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../process.mjs';

/**
 * The environment in which ONNX Runtime's WebGPU provider finds a GPU on a machine that has none: the one in software that
 * comes with Electron. Where there is none in its folder (Windows, macOS) the machine's own is used.
 * @param {{ ELECTRON_OVERRIDE_DIST_PATH?: string }} env
 */
export function softwareGpu({
  ELECTRON_OVERRIDE_DIST_PATH: folder = join(root, 'node_modules/electron/dist'),
}) {
  const driver = join(folder, 'vk_swiftshader_icd.json');
  if (process.platform !== 'linux' || !existsSync(driver)) return {};
  const libraries = [folder, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return { LD_LIBRARY_PATH: libraries, VK_ICD_FILENAMES: driver };
}
