// Baton with a person at the boxes of the system, who presses the button named by BATON_PRESS, and chooses the folder
// named by BATON_CHOOSE; what the boxes said is noted.
import { dialog } from 'electron';

globalThis.boxes = [];
dialog.showMessageBox = (...given) => {
  const box = given.at(-1);
  globalThis.boxes.push(box);
  return Promise.resolve({ response: box.buttons.indexOf(process.env.BATON_PRESS), checkboxChecked: false });
};
dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [process.env.BATON_CHOOSE] });
await import('../../../out/main/main.js');
