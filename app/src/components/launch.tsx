/** What an EHR opens: on to its authorization server at once. */
import { useEffect, useState } from 'preact/hooks';
import { AppFailure, asFailure } from '../failure.js';
import { readLaunchAddress } from '../launch/app-address.js';
import { beginLaunch, type LaunchEnvironment } from '../launch/begin-launch.js';
import { Waiting } from './app.js';
import { FailureView } from './failure-view.js';

export function Launch({ environment }: { readonly environment: LaunchEnvironment }) {
  const [failure, setFailure] = useState<AppFailure>();
  useEffect(() => {
    const request = readLaunchAddress(environment.page);
    if (request === undefined) {
      setFailure(notLaunched());
      return;
    }
    beginLaunch(request, environment).then(
      (address) => {
        // Not kept in the history: going back would only launch again.
        location.replace(address);
      },
      (error: unknown) => {
        setFailure(asFailure(error));
      },
    );
  }, [environment]);
  if (failure !== undefined) return <FailureView failure={failure} />;
  return <Waiting text="Connecting to the EHR …" />;
}

function notLaunched(): AppFailure {
  return new AppFailure(
    'No EHR has started this app.',
    'Open it from the patient’s chart: the EHR adds the address of its FHIR server and of the launch.',
  );
}
