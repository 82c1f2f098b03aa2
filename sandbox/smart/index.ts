/** SMART App Launch 2.2 for the sandbox, in memory: https://hl7.org/fhir/smart-app-launch */
export { createAuthorizationRouter } from './authorization-router.js';
export { createAuthorizationServer, type AuthorizationServer } from './authorization-server.js';
export { createEhrTokenRouter } from './ehr-token-router.js';
export { createLaunchRouter } from './launch-router.js';
export { reachOf } from './scopes.js';
