// The app: protocol answers with files of the app, and never with one outside its folder.
import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, contentTypeOf, fileForUrl, isInside } from '../../../../electron/desktop/app-files.ts';

const folder = '/opt/baton/out/renderer';

describe('fileForUrl', () => {
  it.each([
    ['app://baton/', `${folder}/index.html`],
    ['app://baton/index.html', `${folder}/index.html`],
    ['app://baton/assets/main-1a2b.js', `${folder}/assets/main-1a2b.js`],
    ['app://baton/assets/a%20b.png?x=1#y', `${folder}/assets/a b.png`],
  ])('finds the file of %s', (url, file) => {
    expect(fileForUrl(folder, url)).toBe(file);
  });

  it.each([
    'app://baton/..%2f..%2fetc%2fpasswd',
    'app://baton/assets%2fmain.js',
    'app://baton/..%5c..%5cwindows',
    'app://baton/..\\..\\windows',
    'app://baton/index.html%00.js',
    'app://baton/%zz',
    'app://evil/index.html',
    'app://baton.evil/index.html',
    'app://baton:80/index.html',
    'file:///etc/passwd',
    'https://baton/index.html',
  ])('finds no file for %s', (url) => {
    expect(fileForUrl(folder, url)).toBeUndefined();
  });

  it.each(['app://baton/../../etc/passwd', 'app://baton/%2e%2e/%2e%2e/etc/passwd', 'app://baton//etc/passwd'])(
    'stays below the folder for %s',
    (url) => {
      expect(fileForUrl(folder, url)).toBe(`${folder}/etc/passwd`);
    },
  );
});

describe('isInside', () => {
  it('knows a folder from its neighbours and from itself', () => {
    expect(isInside(folder, `${folder}/a/b.js`)).toBe(true);
    expect(isInside(folder, `${folder}/..b.js`)).toBe(true);
    expect(isInside(folder, folder)).toBe(false);
    expect(isInside(folder, `${folder}-evil/a.js`)).toBe(false);
    expect(isInside(folder, '/opt/baton/out')).toBe(false);
  });
});

describe('contentTypeOf', () => {
  it('knows the kinds of files the app has, and no others', () => {
    expect(contentTypeOf('/a/index.html')).toBe('text/html; charset=utf-8');
    expect(contentTypeOf('/a/main.js.map')).toBeUndefined();
  });
});

describe('contentSecurityPolicy', () => {
  it('allows nothing by default, and styles by nonce', () => {
    const policy = contentSecurityPolicy('abc');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("style-src 'self' 'nonce-abc'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });
});
