/** What a user sees when an app starts without a chart open: which patient, and whether to let it in. */
import { html, htmlDocument } from '../../src/evidence/html.js';
import type { ListedPatient } from '../fhir-sites.js';

/** A form that posts to its own address. `scope` is what the app will get. */
export function choosePatientPage(patients: readonly ListedPatient[], scope: string): string {
  return htmlDocument(
    'Sandbox: open the criteria app',
    html`<main>
      <h1>Sandbox: open the criteria app</h1>
      <p>
        The app asks for access to one chart. Charts of the sandbox only; there is no login here.
      </p>
      <form method="post">
        <p>
          <label for="patient">Patient</label><br />
          <select id="patient" name="patient">
            ${patients.map(({ id, name }) => html`<option value="${id}">${name} (${id})</option>`)}
          </select>
        </p>
        <p class="quiet">Scopes: ${scope}</p>
        <p>
          <button name="decision" value="allow">Allow</button>
          <button name="decision" value="deny">Deny</button>
        </p>
      </form>
    </main>`,
  );
}

/** Nothing is redirected: nobody knows whose address it is. */
export function untrustedRequestPage(problem: string): string {
  return htmlDocument(
    'Sandbox: the app cannot be opened',
    html`<main>
      <h1>The app cannot be opened</h1>
      <p>${problem}</p>
    </main>`,
  );
}
