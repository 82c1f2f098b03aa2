// Pages are served from dist/: what the tests see is what is in the sources now.
export { buildPages as default } from '../../bin/build-pages.js';
