/** Charts that visitors bring along. */
export { createUploads, type Uploads } from './uploads.js';
export { createUploadsRouter, type RoutedUpload } from './uploads-router.js';
