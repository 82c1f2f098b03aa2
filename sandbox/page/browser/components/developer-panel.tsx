/** For people who integrate: what went over the wire, how long it took, and what the service found. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import {
  conflictTexts,
  curlCommand,
  readableJson,
  shownRequest,
  sizeText,
  summariseEvaluation,
} from '../calling/developer-view.js';
import type { HookCall } from '../calling/hook-call.js';
import { evaluationOf } from '../calling/service-answer.js';
import { useAttempt } from './attempt.js';

export function DeveloperPanel({ call }: { readonly call: HookCall }) {
  const evaluation = evaluationOf(call.answer.body);
  return (
    <section class="developer" aria-labelledby="developer-heading">
      <h2 id="developer-heading">Developer panel</h2>
      <Timing call={call} />
      <CopyAsCurl call={call} />
      {call.queries.length > 0 && (
        <Folded title="Prefetch">
          {() => (
            <dl class="queries">
              {call.queries.map(({ key, query, entry }) => (
                <div key={key}>
                  <dt>
                    <code>{key}</code>: {entry.note}
                  </dt>
                  {query !== undefined && <dd class="quiet">{query.slice(0, 400)}</dd>}
                </div>
              ))}
            </dl>
          )}
        </Folded>
      )}
      <Message title="Request" value={shownRequest(call.request)} />
      <Message title="Response" value={call.answer.body ?? 'The answer is not JSON.'} />
      {evaluation !== undefined && (
        <>
          <Evaluation evaluation={evaluation} />
          <Message title="Evaluation as JSON" value={evaluation} />
        </>
      )}
    </section>
  );
}

function Timing({ call }: { readonly call: HookCall }) {
  const { timings, request, answer } = call;
  const requestBytes = new TextEncoder().encode(JSON.stringify(request)).length;
  const items: readonly (readonly [string, string])[] = [
    ['Discovery', `${timings.discoveryMs} ms`],
    ['Prefetch', timings.prefetchMs === undefined ? 'not sent' : `${timings.prefetchMs} ms`],
    ['Call', `${timings.callMs} ms`],
    ['Request', sizeText(requestBytes)],
    ['Response', `${answer.status}, ${sizeText(answer.bytes)}`],
  ];
  return (
    <dl class="timing">
      {items.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function CopyAsCurl({ call }: { readonly call: HookCall }) {
  const [attempt, start] = useAttempt<undefined>();
  return (
    <div class="row">
      <button
        type="button"
        onClick={() => {
          void start(async () => {
            await navigator.clipboard.writeText(curlCommand(call));
            return undefined;
          });
        }}
      >
        Copy as curl
      </button>
      <p role="status" class="news">
        {attempt.kind === 'done' && 'Copied, with the token of this chart while it lasts.'}
        {attempt.kind === 'failed' && 'This browser does not let the page copy.'}
      </p>
    </div>
  );
}

function Evaluation({ evaluation }: { readonly evaluation: Readonly<Record<string, unknown>> }) {
  const { knowledge, knownFacts, unknownFacts, pathways } = summariseEvaluation(evaluation);
  return (
    <Folded title="Evaluation">
      {() => (
        <>
          <p>
            Edition {knowledge}. Facts: {knownFacts} known, {unknownFacts.length} unknown.
          </p>
          <dl class="statuses">
            {pathways.map(({ status, ids }) => (
              <div key={status}>
                <dt>
                  {status} ({ids.length})
                </dt>
                <dd>{ids.join(', ')}</dd>
              </div>
            ))}
            <div>
              <dt>Unknown facts</dt>
              <dd>
                {unknownFacts.map(({ id, reason }) => `${id} (${reason})`).join(', ') || 'none'}
              </dd>
            </div>
          </dl>
          {conflictTexts(evaluation).map((text) => (
            <p key={text}>Conflict: {text}</p>
          ))}
        </>
      )}
    </Folded>
  );
}

function Message({ title, value }: { readonly title: string; readonly value: unknown }) {
  return (
    <Folded title={title}>
      {() => (
        <pre tabIndex={0} role="region" aria-label={title}>
          {readableJson(value)}
        </pre>
      )}
    </Folded>
  );
}

/** What is folded is not made before it is wanted: messages can be megabytes. */
function Folded(props: { readonly title: string; readonly children: () => ComponentChildren }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      onToggle={({ currentTarget }) => {
        setOpen(currentTarget.open);
      }}
    >
      <summary>{props.title}</summary>
      {isOpen && props.children()}
    </details>
  );
}
