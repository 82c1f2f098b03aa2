/** One question of "what if", asked in the way its kind of value allows. */
import { useId } from 'preact/hooks';
import type { AppFact } from '../../../src/model/smart-app.js';
import { factView } from '../evaluation/fact-view.js';
import { unitText } from '../evaluation/value-text.js';
import type { AssumedValue } from '../what-if/assumptions.js';
import { sliderStops, stopOf } from '../what-if/slider-stops.js';
import { useSession } from './session.js';

export interface ControlProps {
  readonly fact: AppFact;
  /** Undefined: as recorded. */
  readonly value: AssumedValue | undefined;
  readonly onChange: (value: AssumedValue | undefined) => void;
}

export function WhatIfControl(props: ControlProps) {
  const { fact, value, onChange } = props;
  const { record, vocabulary } = useSession();
  const recorded = factView(fact.id, record, vocabulary);
  return (
    <fieldset class={value === undefined ? 'question' : 'question assumed'}>
      <legend>{fact.label}</legend>
      <p class="quiet">
        {recorded.isPresumed ? 'Presumed, not recorded' : 'On record'}:{' '}
        {recorded.value ?? recorded.basis}
      </p>
      <KindControl {...props} />
      {value !== undefined && (
        <button
          type="button"
          class="small"
          onClick={() => {
            onChange(undefined);
          }}
        >
          As recorded<span class="visually-hidden">: {fact.label}</span>
        </button>
      )}
    </fieldset>
  );
}

function KindControl(props: ControlProps) {
  switch (props.fact.kind) {
    case 'one-of':
      return <ChoiceControl {...props} />;
    case 'interval':
      return <NumberControl {...props} />;
    case 'set':
      return <SetControl {...props} />;
    case 'date':
      return <DateControl {...props} />;
  }
}

function ChoiceControl({ fact, value, onChange }: ControlProps) {
  return (
    <select
      aria-label={`${fact.label}, what if`}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => {
        const chosen = event.currentTarget.value;
        onChange(chosen === '' ? undefined : chosen);
      }}
    >
      <option value="">as recorded</option>
      {fact.values.map((known) => (
        <option key={known.value} value={known.value}>
          {known.label}
        </option>
      ))}
    </select>
  );
}

function NumberControl({ fact, value, onChange }: ControlProps) {
  const stops = sliderStops(fact);
  const number = typeof value === 'number' ? value : undefined;
  const middle = Math.floor(stops.length / 2);
  const at = number === undefined ? middle : stopOf(stops, fact.limits, number);
  const text = number === undefined ? 'as recorded' : (stops[at]?.text ?? '');
  return (
    <div class="number-control">
      {stops.length > 0 && (
        <input
          type="range"
          class={number === undefined ? 'unset' : ''}
          min={0}
          max={stops.length - 1}
          step={1}
          value={at}
          aria-label={`${fact.label}, what if`}
          aria-valuetext={text}
          onInput={(event) => {
            onChange(stops[Number(event.currentTarget.value)]?.value);
          }}
        />
      )}
      <NumberField {...{ fact, value, onChange }} />
      {text !== '' && <span class="quiet">{text}</span>}
    </div>
  );
}

function NumberField({ fact, value, onChange }: ControlProps) {
  const unit = unitText(fact.unit);
  return (
    <label>
      <span class="visually-hidden">{fact.label}, exact value</span>
      <input
        type="number"
        inputMode="decimal"
        step="any"
        min={fact.minimum}
        max={fact.maximum}
        value={typeof value === 'number' ? value : ''}
        onInput={(event) => {
          const { valueAsNumber, validity } = event.currentTarget;
          onChange(validity.valid && !Number.isNaN(valueAsNumber) ? valueAsNumber : undefined);
        }}
      />
      {unit}
    </label>
  );
}

function SetControl({ fact, value, onChange }: ControlProps) {
  const chosen = Array.isArray(value) ? (value as readonly string[]) : [];
  const noneId = useId();
  const choose = (members: readonly string[]): void => {
    onChange(members.length === 0 ? undefined : members);
  };
  return (
    <div class="choices">
      <label for={noneId}>
        <input
          id={noneId}
          type="checkbox"
          checked={value === 'none'}
          onChange={(event) => {
            onChange(event.currentTarget.checked ? 'none' : undefined);
          }}
        />{' '}
        none
      </label>
      {fact.values.map((member) => (
        <label key={member.value}>
          <input
            type="checkbox"
            checked={chosen.includes(member.value)}
            onChange={(event) => {
              const others = chosen.filter((id) => id !== member.value);
              choose(event.currentTarget.checked ? [...others, member.value] : others);
            }}
          />{' '}
          {member.label}
        </label>
      ))}
    </div>
  );
}

function DateControl({ fact, value, onChange }: ControlProps) {
  return (
    <div class="choices">
      <label>
        <input
          type="checkbox"
          checked={value === 'none'}
          onChange={(event) => {
            onChange(event.currentTarget.checked ? 'none' : undefined);
          }}
        />{' '}
        never
      </label>
      <NumberField fact={{ ...fact, unit: 'mo', minimum: 0 }} value={value} onChange={onChange} />{' '}
      ago
    </div>
  );
}
