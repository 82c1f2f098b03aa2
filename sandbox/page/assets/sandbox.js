/** The mock EHR: a list of patients, and the cards of the one whose chart is open. */
import { cardView } from './card-view.js';
import { callService, composeRequest, discover } from './ehr-client.js';
import { element } from './element.js';

const byId = (id) => document.getElementById(id);

/** Counts opened charts, so that a slow answer never shows up under another patient. */
let opened = 0;

start().catch((error) => {
  byId('status').textContent = `The page could not start. ${error.message}`;
});

async function start() {
  const answer = await fetch('patients.json');
  const { patients, serviceIds } = await answer.json();
  byId('service').append(...serviceIds.map((id) => element('option', { value: id }, id)));
  byId('service-choice').hidden = serviceIds.length < 2;
  byId('patients').append(...patients.map(patientItem));
  byId('filter').oninput = ({ target }) => {
    filterPatients(target.value);
  };
  const wanted = new URLSearchParams(location.search).get('patient');
  const patient = patients.find(({ id }) => id === wanted);
  if (patient !== undefined) await openChart(patient);
  else if (wanted !== null) byId('status').textContent = 'There is no such patient here.';
}

function patientItem(patient) {
  const item = element(
    'li',
    {},
    element('strong', {}, patient.name),
    element('p', { className: 'quiet' }, patient.story),
    element(
      'button',
      {
        type: 'button',
        'aria-label': `Open chart of ${patient.name}`,
        onclick: () => openChart(patient),
      },
      'Open chart',
    ),
  );
  item.dataset.id = patient.id;
  return item;
}

function filterPatients(text) {
  const wanted = text.trim().toLowerCase();
  for (const item of byId('patients').children) {
    item.hidden = !item.textContent.toLowerCase().includes(wanted);
  }
}

async function openChart(patient) {
  opened += 1;
  const turn = opened;
  showHeader(patient);
  const messages = {};
  try {
    const service = await discover(byId('service').value);
    messages.Request = await composeRequest(service, patient.id, settings());
    const { response, durationMs } = await callService(service.id, messages.Request);
    messages.Response = response;
    if (turn === opened) showCards(service.id, patient, response, durationMs);
  } catch (error) {
    if (turn === opened) showFailure(error);
  }
  if (turn === opened) showMessages(messages);
}

function settings() {
  return {
    sendPrefetch: document.querySelector('input[name="data"]:checked').value === 'prefetch',
    sendToken: byId('token').checked,
  };
}

function showHeader(patient) {
  const address = new URL(location.href);
  address.searchParams.set('patient', patient.id);
  history.replaceState(null, '', address);
  for (const item of byId('patients').children) {
    item.classList.toggle('open', item.dataset.id === patient.id);
  }
  byId('chart-heading').textContent = `Chart of ${patient.name}`;
  byId('story').textContent = patient.story;
  byId('status').textContent = 'Calling the service …';
  byId('cards').replaceChildren();
  byId('developer').hidden = true;
  byId('chart-heading').focus();
}

function showCards(serviceId, patient, response, durationMs) {
  const { cards } = response;
  const silence = 'No cards: the service stays silent for this patient';
  const count = cards.length === 1 ? '1 card' : `${cards.length} cards`;
  byId('status').textContent = `${cards.length === 0 ? silence : count} (${durationMs} ms)`;
  byId('cards').replaceChildren(
    ...scopeReasons(response),
    ...cards.map((card) => cardView(serviceId, card, () => openChart(patient))),
  );
}

/** Why the patient is outside what the service speaks about, when it is. */
function scopeReasons(response) {
  const evaluation = evaluationOf(response);
  if (evaluation === undefined || evaluation.inScope) return [];
  return evaluation.scopeReasons.map(({ text }) => element('p', { className: 'quiet' }, text));
}

function evaluationOf(response) {
  return response?.extension?.['org.nelm-cds.evaluation'];
}

function showFailure(error) {
  byId('status').textContent = 'The call failed.';
  byId('cards').replaceChildren(element('p', { className: 'card error' }, error.message));
}

function showMessages(messages) {
  const evaluation = evaluationOf(messages.Response);
  const shown = { ...messages, ...(evaluation && { Evaluation: evaluation }) };
  byId('messages').replaceChildren(
    ...Object.entries(shown).map(([title, message]) =>
      element(
        'details',
        {},
        element('summary', {}, title),
        element(
          'pre',
          { tabIndex: 0, 'aria-label': title, role: 'region' },
          JSON.stringify(message, null, 2),
        ),
      ),
    ),
  );
  byId('developer').hidden = Object.keys(shown).length === 0;
}
