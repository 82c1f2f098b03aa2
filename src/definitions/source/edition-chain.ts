/** Whose files make up an edition: its own and, for an overlay, those of the edition that it changes. */
import type { KnowledgeFile } from './knowledge-files.js';
import { readYaml } from '../../yaml/yaml-document.js';

export interface EditionChain {
  readonly edition: string;
  /** The edition that an overlay changes, as its edition.yaml names it. */
  readonly base?: string;
}

/** Looks into edition.yaml, sound or not. */
export function chainOf(files: readonly KnowledgeFile[], edition: string): EditionChain {
  const path = `criteria/${edition}/edition.yaml`;
  const text = files.find((file) => file.path === path)?.text ?? '';
  if (!text.includes('overlays')) return { edition };
  const { value } = readYaml(path, text);
  const base =
    typeof value === 'object' && value !== null && 'overlays' in value ? value.overlays : undefined;
  return typeof base === 'string' ? { edition, base } : { edition };
}

/** Mappings and services belong to every edition. */
export function belongsTo(path: string, { edition, base }: EditionChain): boolean {
  if (!path.startsWith('criteria/')) return true;
  return [edition, base].includes(path.split('/')[1]);
}
