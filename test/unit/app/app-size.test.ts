import { readStaticFiles } from '../../../src/http/static-pages.js';
import { root } from '../../support/knowledge.js';

test('scripts and styles of the app stay below 80 kB gzipped', () => {
  const files = [...(readStaticFiles(`${root}/dist/pages/app`) ?? [])];

  const loaded = files.filter(([name]) => /\.(js|css|html)$/.test(name));
  const bytes = loaded.reduce((sum, [, { gzipped }]) => sum + gzipped.length, 0);

  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThan(80_000);
});

test('the pages have no inline script, style or address elsewhere', () => {
  const files = readStaticFiles(`${root}/dist/pages/app`);

  const pages = ['index.html', 'launch.html'].map((name) => String(files?.get(name)?.content));

  for (const page of pages) {
    expect(page).toContain('<script');
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=|https?:/);
  }
});
