/** A SMART app inside the EHR. https://hl7.org/fhir/smart-app-launch/app-launch.html */
import { useEffect, useRef } from 'preact/hooks';
import type { OpenApp } from './surroundings.js';

interface AppPanelProps {
  readonly app: OpenApp;
  readonly onClose: () => void;
}

export function AppPanel({ app, onClose }: AppPanelProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, [app]);
  return (
    <section class="app-panel" aria-labelledby="app-heading">
      <div class="app-panel-head">
        <h2 id="app-heading" tabIndex={-1} ref={heading}>
          SMART app: {app.label}
        </h2>
        <button type="button" onClick={onClose}>
          Close the app
        </button>
      </div>
      <iframe title={`SMART app: ${app.label}`} src={app.address} referrerpolicy="no-referrer" />
    </section>
  );
}
