import { render } from 'preact';
import { Launch } from './components/launch.js';
import { browserEnvironment } from './launch/browser-environment.js';

const root = document.getElementById('root');
if (root !== null) render(<Launch environment={browserEnvironment()} />, root);
