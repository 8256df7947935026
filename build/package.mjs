// npm run package [-- TARGET...]: an app to install. Without a target, an unpacked one for this system.
//   --for-tests       the unpacked app as Playwright can drive it, in dist/test
//   --with-stand-in   make an installer although Electron is only stood in for
import { ensureBuilt } from './bundle.mjs';
import { resolveElectron } from './electron-dist.mjs';
import { ensureDeps } from './ensure-deps.mjs';
import { Refusal, runMain, runTool } from './run.mjs';

const ownPlatform = { darwin: 'mac', win32: 'win' }[/** @type {string} */ (process.platform)] ?? 'linux';
const platforms = new Map([
  ['dir', ownPlatform],
  ['AppImage', 'linux'],
  ['deb', 'linux'],
  ['dmg', 'mac'],
  ['nsis', 'win'],
]);

// A test build differs from a release in one fuse: Playwright needs Node's inspector.
const forTests = ['-c.electronFuses.enableNodeCliInspectArguments=true', '-c.directories.output=dist/test'];

await runMain(import.meta.url, async () => {
  const words = process.argv.slice(2);
  const switches = new Set(words.filter((word) => word.startsWith('--')));
  const named = words.filter((word) => !word.startsWith('--'));
  const targets = named.length > 0 ? named : ['dir'];
  const unknown = targets.find((target) => !platforms.has(target));
  if (unknown) throw new Refusal(`there is no target ${unknown}; there are: ${[...platforms.keys()].join(', ')}.`);
  await ensureDeps();
  const electron = await resolveElectron();
  const installers = targets.filter((target) => target !== 'dir');
  if (electron.kind === 'stand-in' && installers.length > 0 && !switches.has('--with-stand-in'))
    throw new Refusal(
      `${installers.join(', ')} would hold the stand-in for Electron, which is for development and tests. ` +
        'Package where Electron can be downloaded, or ask for it by name: --with-stand-in.',
    );
  await ensureBuilt();
  for (const platform of new Set(targets.map((target) => platforms.get(target) ?? ownPlatform))) {
    const { code } = await runTool('electron-builder/cli.js', [
      `--${platform}`,
      ...targets.filter((target) => platforms.get(target) === platform),
      '--config=build/electron-builder.yml',
      `-c.electronVersion=${electron.version}`,
      // What was found here fits this system only; for another one electron-builder downloads its own.
      ...(platform === ownPlatform ? [`-c.electronDist=${electron.folder}`] : []),
      ...(switches.has('--for-tests') ? forTests : []),
    ]);
    if (code !== 0) return code;
  }
  return 0;
});
