/** Lint rules of this project: who may import whom, and in which form. */
import { builtinModules } from 'node:module';
import { basename, dirname, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { forbidden, roomOf } from './rooms.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const builtins = new Set(builtinModules);
const sourceExtension = /\.(?:[cm]?[jt]s|[jt]sx)$/;

const imports = {
  create(context) {
    const from = relative(root, context.filename).split(sep).join('/');
    if (!roomOf(from) || roomOf(from) === 'tests') return {};
    const check = (source) => {
      if (typeof source?.value !== 'string') return;
      const message = judge(from, source.value);
      if (message) context.report({ node: source, message });
    };
    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (node) => check(node.source ?? node.argument?.literal ?? node.argument),
    };
  },
};

const noBarrel = {
  create(context) {
    return {
      Program(node) {
        if (/^index\.[cm]?[jt]sx?$/.test(basename(context.filename))) {
          context.report({
            node,
            message: 'No index files: import each thing from the file that defines it.',
          });
        }
      },
    };
  },
};

function judge(from, specifier) {
  const target = resolve(from, specifier);
  const reason = forbidden(from, target);
  if (reason) return `${reason}.`;
  if (target.path === undefined || roomOf(from) === 'scripts') return null;
  const room = roomOf(target.path);
  const sameRoom = room === roomOf(from);
  if (sameRoom && specifier.startsWith('#')) return 'Inside a room, import by relative path.';
  if (room && room !== 'resources' && !sameRoom && !specifier.startsWith('#')) {
    return `Another room is imported as '#${target.path}', never by relative path.`;
  }
  return sourceExtension.test(specifier) ? 'Import without the file extension.' : null;
}

function resolve(from, specifier) {
  if (specifier.startsWith('.')) return { path: posix.join(posix.dirname(from), specifier) };
  if (specifier.startsWith('#')) return { path: specifier.slice(1) };
  const bare = specifier.replace(/^node:/, '');
  if (builtins.has(bare) || bare !== specifier) return { node: bare };
  const parts = bare.split('/');
  return { package: bare.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? bare) };
}

export default { meta: { name: 'house' }, rules: { imports, 'no-barrel': noBarrel } };
