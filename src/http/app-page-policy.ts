import type { SmartAppRegistration } from '../model/client.js';

/**
 * The Content-Security-Policy of the app's pages: what they run and show is the service's own, they connect to the
 * EHR that they were launched from, and only that may frame them. https://www.w3.org/TR/CSP3/
 */
export function appPagePolicy(registration: SmartAppRegistration | undefined): string {
  const { connectSources = [], frameAncestors = [] } = registration ?? {};
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    ["connect-src 'self'", ...connectSources].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    ['frame-ancestors', ...(frameAncestors.length === 0 ? ["'none'"] : frameAncestors)].join(' '),
    "require-trusted-types-for 'script'",
  ].join('; ');
}

/** What no page of the app ever needs. https://www.w3.org/TR/permissions-policy/ */
export const appPermissionsPolicy = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
]
  .map((feature) => `${feature}=()`)
  .join(', ');
