import type { FactDefinition } from '../model/knowledge.js';

/** The plain word for a value or set member. */
export function valueLabel(value: string, definition: Pick<FactDefinition, 'valueLabels'>): string {
  return definition.valueLabels?.[value] ?? value.replaceAll('-', ' ');
}
