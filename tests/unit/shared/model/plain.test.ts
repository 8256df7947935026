// Texts as a search looks at them.
import { expect, test } from 'vitest';
import { sought } from '../../../../shared/model/plain.ts';

test.each([
  ['  Ana Silva ', 'ana silva'],
  ['Núñez', 'nunez'],
  ['Öztürk', 'ozturk'],
  ['Jose\u0301', 'jose'],
  ['İnci Işık', 'inci isik'],
  ['Łukasz Gołąb', 'lukasz golab'],
  ['Straße', 'strasse'],
  ['Øystein Æsøy', 'oystein aesoy'],
  ['Þór Guðmundsdóttir', 'thor gudmundsdottir'],
  ['Nguyễn Thị Đào', 'nguyen thi dao'],
  // Elsewhere a mark is no accent but another letter.
  ['Андрей', 'андрей'],
  ['が', 'が'],
  ['किरण', 'किरण'],
])('%s is sought as %s', (text, expected) => {
  expect(sought(text)).toBe(expected);
  expect(sought(text.normalize('NFD'))).toBe(expected);
});
