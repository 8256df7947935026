// Opens a workspace in a process of its own, as a start of Baton does, and prints how many seconds that took, the loading of
// Node and of our code left out. Argument: the workspace.
import '../../electron/collector.ts';
import { openHouse } from '../../electron/runtime/house.ts';
import { realDisk } from '../../electron/store/disk.ts';

const began = performance.now();
const opened = await openHouse(realDisk, process.argv[2] ?? '');
if (!opened.ok) throw new Error(opened.problem.message);
await opened.value.runtime.start();
console.log((performance.now() - began) / 1000);
await opened.value.close();
