// Who may import whom: ARCHITECTURE.md, section 4, as rules that a tool keeps.

/** The order inside shared/: a part may import from its own level and from those before it. */
const levels = [
  ['model'],
  ['fields'],
  ['rotation', 'rotation-why', 'template', 'template-output', 'merge-fields', 'phone'],
  ['steps'],
  ['graph'],
  ['engine'],
  ['file'],
  ['ipc'],
];

/** Packages that are pure enough for shared/. */
const purePackages = ['zod', 'liquidjs', 'temporal-polyfill', 'libphonenumber-js'];

const under = (/** @type {string[]} */ names) => `^shared/(${names.join('|')})(/|[.]ts$)`;
const npm = (/** @type {string[]} */ names) => `(^|/)node_modules/(${names.join('|')})/`;

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that import each other are one file, or need a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that leads nowhere would slip through every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    ...levels.map((names, level) => ({
      name: `shared-order-${names.join('-')}`,
      comment: `In shared/, ${names.join(' and ')} may not look up to a later level: ${levels.flat().join(' < ')}.`,
      severity: /** @type {const} */ ('error'),
      from: { path: under(names) },
      to: {
        path: under(
          levels
            .slice(level + 1)
            .flat()
            .concat('never'),
        ),
      },
    })),
    {
      name: 'shared-stays-home',
      comment: 'shared/ knows neither the workshop nor the window.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(electron|renderer|tests|build)/' },
    },
    {
      name: 'shared-no-node',
      comment: 'shared/ is pure: nothing of Node.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'shared-pure-packages',
      comment: 'shared/ takes the schema library and pure helpers only (purePackages in this file).',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: 'node_modules/', pathNot: npm(purePackages) },
    },
    {
      name: 'electron-not-renderer',
      comment: 'The workshop and the window meet in shared/ipc.ts.',
      severity: 'error',
      from: { path: '^electron/' },
      to: { path: ['^(renderer|tests)/', npm(['react', 'react-dom', 'zustand', '@mantine/[^/]+', '@xyflow/[^/]+'])] },
    },
    {
      name: 'only-the-desktop-knows-electron',
      comment: 'The rest of electron/ runs in plain Node as well: the command line, the crash tests, the benchmarks.',
      severity: 'error',
      from: { path: '^electron/', pathNot: '^electron/(desktop/|main[.]ts$|preload[.]ts$)' },
      to: { path: ['^electron/(desktop/|main[.]ts$|preload[.]ts$)', npm(['electron', 'electron-window-state'])] },
    },
    {
      name: 'one-gate-to-the-disk',
      comment: 'electron/store/disk.ts is the one gate to fs, so that tests can give it a faulty disk.',
      severity: 'error',
      from: { path: '^electron/', pathNot: '^electron/(store/disk|desktop/app-protocol)[.]ts$' },
      to: { path: '^(node:)?fs(/promises)?$' },
    },
    {
      name: 'renderer-not-electron',
      comment: 'The window meets the workshop in shared/ipc.ts and nowhere else.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: ['^(electron|tests|build)/', npm(['electron', 'electron-window-state', 'lowdb', 'nodemailer'])] },
    },
    {
      name: 'renderer-no-node',
      comment: 'The window is sandboxed: nothing of Node.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'react-flow-in-one-folder',
      comment: 'React Flow stays in renderer/canvas/, so that its next major version is one folder of work.',
      severity: 'error',
      from: { path: '^renderer/', pathNot: '^renderer/canvas/' },
      to: { path: npm(['@xyflow/[^/]+']) },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { conditionNames: ['import', 'types', 'node', 'default'], exportsFields: ['exports'] },
  },
};
