/**
 * The public CDS Hooks sandbox (https://sandbox.cds-hooks.org). The private half of its signing key is published, so
 * anybody can sign as this client: its tokens are refused, and so is a configuration that would trust it.
 */

export const publicTestKeyId = '44823f3d-0b01-4a6c-a80e-b9d3e8a7226f';

const publicTestHost = 'sandbox.cds-hooks.org';

/** Whether an issuer or an address of keys is of the sandbox. */
export function isPublicTestAddress(address: string): boolean {
  if (!URL.canParse(address)) {
    return false;
  }
  return new URL(address).hostname.replace(/\.$/, '') === publicTestHost;
}
