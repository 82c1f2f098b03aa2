/** Small mistakes in a pathway file. */
import type {
  CriterionDefinition,
  Knowledge,
  PathwayDefinition,
  Role,
} from '../../src/model/knowledge.js';
import { mutantsOfCondition, replaced, without, type Mutant } from './condition-mutants.js';

export interface SiteMutant<Subject> extends Mutant<Subject> {
  /** Criterion, arm or rule that was changed. */
  readonly site: string;
}

/** Roles that act otherwise on the status; what is only shown may not begin to decide. */
const otherRoles: Readonly<Record<Role, readonly Role[]>> = {
  inclusion: ['exclusion', 'caution'],
  exclusion: ['inclusion', 'caution'],
  attestation: ['inclusion', 'exclusion', 'caution'],
  favourable: ['inclusion', 'exclusion'],
  unfavourable: ['inclusion', 'exclusion'],
  caution: ['inclusion', 'exclusion'],
};

/** All mutants of a pathway, each with one change. */
export function mutantsOfPathway(
  pathway: PathwayDefinition,
  { factById }: Pick<Knowledge, 'factById'>,
): readonly SiteMutant<PathwayDefinition>[] {
  return [
    ...mutantsOfCriteria(pathway.criteria, factById).map((mutant) => ({
      ...mutant,
      subject: { ...pathway, criteria: mutant.subject },
    })),
    ...mutantsOfArms(pathway, factById),
    ...mutantsOfView(pathway),
    ...mutantsOfPreference(pathway, factById),
  ];
}

function mutantsOfCriteria(
  criteria: readonly CriterionDefinition[],
  facts: Knowledge['factById'],
): readonly SiteMutant<readonly CriterionDefinition[]>[] {
  return criteria.flatMap((criterion, index) => {
    const site = criterion.id;
    return [
      { operator: 'drop' as const, site, change: 'dropped', subject: without(criteria, index) },
      ...mutantsOfCriterion(criterion, facts).map((mutant) => ({
        ...mutant,
        site,
        subject: replaced(criteria, index, mutant.subject),
      })),
    ];
  });
}

/** Another role or another condition; a judgement that nobody records is never decided, so some roles come to the same. */
export function mutantsOfCriterion(
  criterion: CriterionDefinition,
  facts: Knowledge['factById'],
): readonly Mutant<CriterionDefinition>[] {
  const { role, when } = criterion;
  const roles = otherRoles[role].filter((other) => when !== undefined || other !== 'caution');
  return [
    ...roles.map((other) => ({
      operator: 'role' as const,
      change: `${role} -> ${other}`,
      subject: { ...criterion, role: other },
    })),
    ...(when === undefined ? [] : mutantsOfCondition(when, facts)).map((mutant) => ({
      ...mutant,
      subject: { ...criterion, when: mutant.subject },
    })),
  ];
}

function mutantsOfArms(
  pathway: PathwayDefinition,
  facts: Knowledge['factById'],
): readonly SiteMutant<PathwayDefinition>[] {
  const arms = pathway.arms ?? [];
  return arms.flatMap((arm, index) => {
    const site = `arm ${arm.id}`;
    const dropped = { ...pathway, arms: without(arms, index) };
    return [
      { operator: 'drop' as const, site, change: 'dropped', subject: dropped },
      ...mutantsOfCondition(arm.when, facts).map((mutant) => ({
        ...mutant,
        site,
        subject: { ...pathway, arms: replaced(arms, index, { ...arm, when: mutant.subject }) },
      })),
    ];
  });
}

function mutantsOfView(pathway: PathwayDefinition): readonly SiteMutant<PathwayDefinition>[] {
  const { view, ...plain } = pathway;
  if (view === undefined) return [];
  const site = 'view';
  return [
    { operator: 'drop', site, change: 'dropped', subject: plain },
    ...view.anyOf.map((member, index) => ({
      operator: 'member' as const,
      site,
      change: `${member} removed`,
      subject: { ...pathway, view: { anyOf: without(view.anyOf, index) } },
    })),
  ];
}

function mutantsOfPreference(
  pathway: PathwayDefinition,
  facts: Knowledge['factById'],
): readonly SiteMutant<PathwayDefinition>[] {
  const { preferredOver, ...plain } = pathway;
  if (preferredOver === undefined) return [];
  const site = 'preferredOver';
  return [
    { operator: 'drop', site, change: 'dropped', subject: plain },
    ...mutantsOfCondition(preferredOver.when, facts).map((mutant) => ({
      ...mutant,
      site,
      subject: { ...pathway, preferredOver: { ...preferredOver, when: mutant.subject } },
    })),
  ];
}
