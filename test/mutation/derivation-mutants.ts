/** Small mistakes in what follows from other facts. */
import type { Derivation, Estimate, FactDefinition, Knowledge } from '../../src/model/knowledge.js';
import { mutantsOfCondition, replaced, steps, without, type Mutant } from './condition-mutants.js';

type Facts = Knowledge['factById'];

/** All mutants of a derivation, each with one change. */
export function derivationMutants(
  derive: Derivation,
  fact: FactDefinition,
  facts: Facts,
): readonly Mutant<Derivation>[] {
  const estimates = derive.estimates ?? [];
  const ofEstimates = estimates.flatMap((estimate, index) => {
    const dropped = { ...derive, estimates: without(estimates, index) };
    return [
      {
        operator: 'drop' as const,
        change: `estimate ${index + 1} dropped`,
        subject: dropped,
      },
      ...estimateMutants(estimate, fact, facts).map((mutant) => ({
        ...mutant,
        change: `estimate ${index + 1}, ${mutant.change}`,
        subject: { ...derive, estimates: replaced(estimates, index, mutant.subject) },
      })),
    ];
  });
  return [...ofEstimates, ...useMutants(derive), ...parameterMutants(derive)];
}

function useMutants(derive: Derivation): readonly Mutant<Derivation>[] {
  const { firstKnown, putsInDoubt } = derive;
  const use = derive.use === 'fallback' ? 'combine' : 'fallback';
  const isByRule = firstKnown === undefined;
  return [
    ...(isByRule
      ? [{ operator: 'operator' as const, change: `use: ${use}`, subject: { ...derive, use } }]
      : [
          {
            operator: 'operator' as const,
            change: 'firstKnown reversed',
            subject: { ...derive, firstKnown: [...firstKnown].reverse() },
          },
          ...firstKnown.map((id, index) => ({
            operator: 'member' as const,
            change: `firstKnown: ${id} removed`,
            subject: { ...derive, firstKnown: without(firstKnown, index) },
          })),
        ]),
    ...(putsInDoubt ?? []).map((id, index) => ({
      operator: 'member' as const,
      change: `putsInDoubt: ${id} removed`,
      subject: { ...derive, putsInDoubt: without(putsInDoubt ?? [], index) },
    })),
  ] as readonly Mutant<Derivation>[];
}

function parameterMutants(derive: Derivation): readonly Mutant<Derivation>[] {
  return Object.entries(derive.parameters ?? {}).flatMap(([name, value]) =>
    typeof value !== 'number'
      ? []
      : steps(value).map((other) => ({
          operator: 'threshold' as const,
          change: `${name} ${value} -> ${other}`,
          subject: { ...derive, parameters: { ...derive.parameters, [name]: other } },
        })),
  );
}

function estimateMutants(
  estimate: Estimate,
  fact: FactDefinition,
  facts: Facts,
): readonly Mutant<Estimate>[] {
  const { cases } = estimate;
  const { ignoredWithout, ...unguarded } = estimate;
  const guard: readonly Mutant<Estimate>[] =
    ignoredWithout === undefined
      ? []
      : [{ operator: 'part', change: 'ignoredWithout dropped', subject: unguarded }];
  const ofCases = cases.flatMap((one, index): readonly Mutant<Estimate>[] => {
    const name = `case ${index + 1}`;
    const put = (changed: Estimate['cases'][number]): Estimate => ({
      ...estimate,
      cases: replaced(cases, index, changed),
    });
    return [
      {
        operator: 'drop',
        change: `${name} dropped`,
        subject: { ...estimate, cases: without(cases, index) },
      },
      ...mutantsOfCondition(one.when, facts).map((mutant) => ({
        ...mutant,
        change: `${name}: ${mutant.change}`,
        subject: put({ ...one, when: mutant.subject }),
      })),
      ...givenMutants(one.gives, fact.values ?? []).map(({ change, gives }) => ({
        operator: 'value' as const,
        change: `${name} gives: ${change}`,
        subject: put({ ...one, gives }),
      })),
    ];
  });
  return [...guard, ...ofCases];
}

interface Given {
  readonly change: string;
  readonly gives: readonly string[];
}

function givenMutants(gives: readonly string[], domain: readonly string[]): readonly Given[] {
  const fewer = gives.length < 2 ? [] : gives;
  return [
    ...fewer.map((value) => ({
      change: `${value} removed`,
      gives: gives.filter((one) => one !== value),
    })),
    ...domain
      .filter((value) => !gives.includes(value))
      .map((value) => ({ change: `${value} added`, gives: [...gives, value] })),
  ];
}
