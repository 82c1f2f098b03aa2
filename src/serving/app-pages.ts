import { join } from 'node:path';
import { readStaticFiles, type StaticFiles } from '../http/static-pages.js';

/** What is wrong where the app is to be served, but its pages are not there. */
export const appPagesMissing =
  'The pages of the SMART app have not been built: run `npm run build` in the folder of the package.';

/** The sandbox always serves the app. */
export class AppPagesMissing extends Error {
  constructor() {
    super(appPagesMissing);
    this.name = 'AppPagesMissing';
  }
}

/** The built pages of the SMART app; undefined where there are none. */
export function readAppPages(root: string): StaticFiles | undefined {
  const pages = readStaticFiles(join(root, 'dist', 'pages', 'app'));
  return pages?.has('index.html') === true ? pages : undefined;
}
