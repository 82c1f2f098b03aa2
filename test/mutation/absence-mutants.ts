/** Small mistakes in what silence is read as. */
import type { AbsencePolicy, FactDefinition, Knowledge } from '../../src/model/knowledge.js';
import { mutantsOfCondition, steps, type Mutant } from './condition-mutants.js';

type Facts = Knowledge['factById'];

/** A policy holds only where the fact's own queries are complete; for these types asking again changes nothing. */
function isReadAnyway({ sources }: FactDefinition, resource: string): boolean {
  return (
    resource !== 'Medication' &&
    resource !== 'Observation' &&
    sources.some((source) => source.resource === resource)
  );
}

/** All mutants of an absence policy, each with one change. */
export function absenceMutants(
  fact: FactDefinition,
  absence: AbsencePolicy,
  facts: Facts,
): readonly Mutant<AbsencePolicy>[] {
  const { readable, staged, when, ...bare } = absence;
  const parts = {
    ...(readable !== undefined && { readable }),
    ...(staged !== undefined && { staged }),
    ...(when !== undefined && { when }),
  };
  return [
    ...(readable ?? [])
      .filter((resource) => !isReadAnyway(fact, resource))
      .map((resource) => ({
        operator: 'part' as const,
        change: `readable: ${resource} removed`,
        subject: {
          ...bare,
          ...parts,
          readable: (readable ?? []).filter((other) => other !== resource),
        },
      })),
    ...(staged?.regions ?? []).map((region) => ({
      operator: 'part' as const,
      change: `staged: ${region} removed`,
      subject: {
        ...bare,
        ...parts,
        ...(staged && {
          staged: { ...staged, regions: staged.regions.filter((one) => one !== region) },
        }),
      },
    })),
    ...steps(staged?.withinMonths).map((withinMonths) => ({
      operator: 'threshold' as const,
      change: `staged within ${staged?.withinMonths ?? ''} -> ${withinMonths} months`,
      subject: { ...bare, ...parts, ...(staged && { staged: { ...staged, withinMonths } }) },
    })),
    ...(when === undefined ? [] : mutantsOfCondition(when, facts)).map((mutant) => ({
      ...mutant,
      subject: { ...bare, ...parts, when: mutant.subject },
    })),
    ...(fact.kind === 'one-of'
      ? (fact.values ?? [])
          .filter((value) => !absence.presume.includes(value))
          .map((value) => ({
            operator: 'value' as const,
            change: `presumes ${value}`,
            subject: { ...absence, presume: [value] },
          }))
      : []),
  ];
}
