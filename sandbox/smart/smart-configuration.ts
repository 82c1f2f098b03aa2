/** What an app must know to be launched. SMART App Launch 2.2, "SMART on FHIR Authorization Metadata". */

/**
 * The document at `.well-known/smart-configuration`; only what is true of the sandbox. There is no `issuer`: that is for
 * servers with OpenID Connect. `authBase` is absolute, without trailing slash.
 */
export function smartConfiguration(authBase: string): object {
  return {
    authorization_endpoint: `${authBase}/authorize`,
    token_endpoint: `${authBase}/token`,
    token_endpoint_auth_methods_supported: ['none'],
    grant_types_supported: ['authorization_code'],
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
    scopes_supported: [
      'launch',
      'launch/patient',
      'patient/*.crs',
      'patient/*.read',
      'user/*.crs',
      'user/*.read',
    ],
    capabilities: [
      'launch-ehr',
      'launch-standalone',
      'client-public',
      'context-ehr-patient',
      'context-standalone-patient',
      'permission-patient',
      'permission-user',
      'permission-v1',
      'permission-v2',
      'context-banner',
    ],
  };
}
