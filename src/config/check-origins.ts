import type { Reading } from './reading.js';

/** Tells a problem for every entry of the list `name` that is not one https origin. */
export function checkOrigins(name: string): (origins: readonly string[], reading: Reading) => void {
  return (origins, reading) => {
    for (const [index, origin] of origins.entries()) {
      if (isHttpsOrigin(origin)) continue;
      reading.problem(
        [index],
        `entry ${index + 1} of \`${name}\` must be one https origin such as https://ehr.example.org: no \`*\`, no \`null\`, no path, no slash at the end.`,
      );
    }
  };
}

/** The URL parser lets characters into host names that mean something else in a header. */
function isHttpsOrigin(text: string): boolean {
  const isPlain = /^https:\/\/[a-z0-9.:[\]-]+$/.test(text);
  return isPlain && URL.canParse(text) && new URL(text).origin === text;
}
