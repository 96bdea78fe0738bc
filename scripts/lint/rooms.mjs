/** The rooms of the program and what each may import. The lint rule in house.mjs reads this table, nothing else does. */

/** Rooms in the order they are looked up: the first folder that holds a file is its room. */
const folders = [
  'shared',
  'models',
  'electron/core',
  'electron/adapters',
  'electron/workers',
  'electron/engine',
  'electron/hosts',
  'electron/main',
  'electron/preload',
  'renderer',
  'resources',
  'tests',
  'scripts',
];

const below = ['shared', 'models', 'electron/core', 'electron/adapters', 'resources', 'package'];
const processRooms = ['electron/workers', 'electron/engine', 'electron/hosts'];
const machinePackages = ['electron', 'libsql', 'kysely', 'onnxruntime-node', '@napi-rs/image', 'ws', 'tiff'];

/**
 * `rooms`: which rooms, or single files, it may import besides itself. `node`: may it import node:*?
 * `packages`: the npm packages it may import; `but`: all except these.
 */
const table = {
  shared: { rooms: [], node: false, packages: ['zod'] },
  // ONNX files are protocol buffers; a checkpoint is parsed where it arrives.
  models: { rooms: ['shared'], node: false, packages: ['@bufbuild/protobuf', 'zod'] },
  // Pascal VOC labels are XML.
  'electron/core': {
    rooms: ['shared', 'models', 'resources'],
    node: false,
    packages: ['zod', '@rgrove/parse-xml'],
  },
  'electron/adapters': {
    rooms: ['shared', 'models/runtime', 'electron/core/ports'],
    node: true,
    but: ['electron', 'ws'],
  },
  'electron/workers': { rooms: [...below, ...processRooms], node: true, packages: ['zod'] },
  'electron/engine': { rooms: [...below, ...processRooms], node: true, packages: ['zod'] },
  'electron/hosts': { rooms: [...below, ...processRooms], node: true, packages: ['zod', 'ws'] },
  'electron/main': { rooms: ['shared', 'resources'], node: true, packages: ['electron', 'zod'] },
  'electron/preload': { rooms: ['shared'], node: false, packages: ['electron'] },
  renderer: { rooms: ['shared', 'resources'], node: false, but: machinePackages },
  scripts: { rooms: [], node: true, but: [] },
};

/** An adapter's own library is named in its folder alone. */
const ownedBy = {
  libsql: 'store',
  kysely: 'store',
  'onnxruntime-node': 'runtime',
  '@napi-rs/image': 'image',
  'fast-png': 'image',
  'image-size': 'image',
  tiff: 'image',
};

/** Parts of the page that screens share. Files directly in renderer/ put the screens together and may use all. */
const pageParts = { client: [], ui: [], canvas: ['ui'] };

/**
 * May this file import that? Both as paths inside the project, or `target.package` / `target.node` for what comes
 * from outside.
 * @param {string} from
 * @param {{ path?: string, package?: string, node?: string }} target
 * @returns {string | null} why not
 */
export function forbidden(from, target) {
  const room = roomOf(from);
  const rules = room ? table[room] : undefined;
  if (!room || !rules) return null;
  if (target.node !== undefined) return rules.node ? null : `${room} may not import node:${target.node}`;
  if (target.package !== undefined) return forbiddenPackage(from, room, rules, target.package);
  return forbiddenPath(from, room, rules, target.path ?? '');
}

/** The room that a path is in, or null for files at the root. */
export function roomOf(path) {
  return folders.find((folder) => path.startsWith(`${folder}/`)) ?? null;
}

function forbiddenPackage(from, room, rules, name) {
  const allowed = rules.packages ? rules.packages.includes(name) : !rules.but.includes(name);
  if (!allowed) return `${room} may not import the package ${name}`;
  const owner = ownedBy[name];
  if (room === 'electron/adapters' && owner && part(from, room) !== owner) {
    return `${name} belongs to electron/adapters/${owner}`;
  }
  return null;
}

function forbiddenPath(from, room, rules, path) {
  const other = roomOf(path);
  if (other === room)
    return room === 'renderer' ? betweenScreens(from, path) : betweenAdapters(from, room, path);
  const allowed = rules.rooms.some((one) => other === one || path === one || path.startsWith(`${one}.`));
  return allowed ? null : `${room} may not import ${other ?? path}`;
}

/** Files directly in electron/adapters/ put the adapters together and may use all. */
function betweenAdapters(from, room, path) {
  const [mine, theirs] = [part(from, room), part(path, room)];
  if (room !== 'electron/adapters' || mine === theirs || mine === '') return null;
  return `an adapter may not import another: ${mine} imports ${theirs || path}`;
}

function betweenScreens(from, path) {
  const [mine, theirs] = [part(from, 'renderer'), part(path, 'renderer')];
  if (mine === theirs || mine === '') return null;
  if (theirs === '') return `renderer/${mine} may not import what puts the screens together (${path})`;
  const uses = pageParts[mine] ?? Object.keys(pageParts);
  return uses.includes(theirs) ? null : `renderer/${mine} may not import renderer/${theirs}`;
}

/** The first folder inside a room; empty for a file directly in it. */
function part(path, room) {
  const rest = path.slice(room.length + 1).split('/');
  return rest.length > 1 ? (rest[0] ?? '') : '';
}
