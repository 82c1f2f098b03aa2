/** How this EHR calls the service: a changed setting opens the chart anew. */
import { cdsHooksVersions, type CallSettings, type CdsHooksVersion } from '../page-address.js';

const versionNotes: Readonly<Record<CdsHooksVersion, string>> = {
  '1.x': 'nothing found is null, a failed query is left out, no feedback is sent.',
  '2.0': 'a failed query is left out, feedback is sent.',
  '3.0': 'nothing found is null, a failed query is an OperationOutcome, feedback is sent.',
};

interface SettingsFormProps {
  readonly settings: CallSettings;
  readonly serviceIds: readonly string[];
  readonly onChange: (settings: CallSettings) => void;
}

const dataOptions = [
  ['prefetch', 'Sent'],
  ['fetch', 'Not sent'],
] as const;
const tokenOptions = [
  ['on', 'Sent'],
  ['off', 'Not sent'],
] as const;
const versionOptions = cdsHooksVersions.map((version) => [version, version] as const);

export function SettingsForm({ settings, serviceIds, onChange }: SettingsFormProps) {
  const { data, token, version, service } = settings;
  const change = (part: Partial<CallSettings>) => {
    onChange({ ...settings, ...part });
  };
  return (
    <fieldset class="settings">
      <legend>How this EHR calls the service</legend>
      <div class="settings-row">
        <Choice
          label="Prefetch"
          value={data}
          options={dataOptions}
          onChange={(chosen) => {
            change({ data: chosen });
          }}
        />
        <Choice
          label="Token"
          value={token}
          options={tokenOptions}
          onChange={(chosen) => {
            change({ token: chosen });
          }}
        />
        <Choice
          label="CDS Hooks"
          value={version}
          options={versionOptions}
          onChange={(chosen) => {
            change({ version: chosen });
          }}
        />
        {serviceIds.length > 1 && (
          <Choice
            label="Service"
            value={service ?? serviceIds[0] ?? ''}
            options={serviceIds.map((id) => [id, id] as const)}
            onChange={(chosen) => {
              change({ service: chosen });
            }}
          />
        )}
      </div>
      <Note settings={settings} />
    </fieldset>
  );
}

function Note({ settings }: Pick<SettingsFormProps, 'settings'>) {
  const { data, version } = settings;
  return (
    <p class="quiet settings-note">
      {data === 'fetch' && 'Without prefetch the service reads the chart itself. '}
      CDS Hooks {version}: {versionNotes[version]}
    </p>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly (readonly [value: Value, words: string])[];
  readonly onChange: (value: Value) => void;
}

function Choice<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  return (
    <label class="stacked">
      {label}
      <select
        value={value}
        onChange={({ currentTarget }) => {
          const chosen = options.find(([one]) => one === currentTarget.value);
          if (chosen !== undefined) onChange(chosen[0]);
        }}
      >
        {options.map(([one, words]) => (
          <option key={one} value={one}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}
