import { render } from 'preact';
import { App } from './components/app.js';
import { browserEnvironment } from './launch/browser-environment.js';

const root = document.getElementById('root');
if (root !== null) render(<App environment={browserEnvironment()} />, root);
