/** Small mistakes in a mapping file: its derivation, its shelf life, and what silence is read as. */
import type { FactDefinition, Knowledge } from '../../src/model/knowledge.js';
import { absenceMutants } from './absence-mutants.js';
import { steps, without } from './condition-mutants.js';
import { derivationMutants } from './derivation-mutants.js';
import type { SiteMutant } from './pathway-mutants.js';

/** All mutants of a fact's definition, each with one change. */
export function mutantsOfFact(
  fact: FactDefinition,
  { factById }: Pick<Knowledge, 'factById'>,
): readonly SiteMutant<FactDefinition>[] {
  const { derive, absence } = fact;
  return [
    ...timeMutants(fact),
    ...fact.sources.map((source, index) => ({
      operator: 'drop' as const,
      site: 'sources',
      change: `${source.resource} ${source.codes ?? source.element ?? ''} dropped`,
      subject: { ...fact, sources: without(fact.sources, index) },
    })),
    ...(derive === undefined ? [] : derivationMutants(derive, fact, factById)).map((mutant) => ({
      ...mutant,
      site: 'derive',
      subject: { ...fact, derive: mutant.subject },
    })),
    ...(absence === undefined ? [] : absenceMutants(fact, absence, factById)).map((mutant) => ({
      ...mutant,
      site: 'absence',
      subject: { ...fact, absence: mutant.subject },
    })),
    ...(absence === undefined ? [] : [withoutAbsence(fact)]),
  ];
}

function timeMutants(fact: FactDefinition): readonly SiteMutant<FactDefinition>[] {
  const { shelfLifeMonths, disagreement, staleAfterLiverProcedure, ...rest } = fact;
  const life = shelfLifeMonths === undefined ? {} : { shelfLifeMonths };
  const differ = disagreement === undefined ? {} : { disagreement };
  const stale = staleAfterLiverProcedure === undefined ? {} : { staleAfterLiverProcedure };
  const common = { operator: 'threshold' as const, site: 'time' };
  return [
    ...steps(shelfLifeMonths).map((months) => ({
      ...common,
      change: `shelf life of ${shelfLifeMonths ?? ''} -> ${months} months`,
      subject: { ...fact, shelfLifeMonths: months },
    })),
    ...steps(disagreement?.withinMonths).map((withinMonths) => ({
      ...common,
      change: `disagreement within ${disagreement?.withinMonths ?? ''} -> ${withinMonths} months`,
      subject: { ...fact, disagreement: { ...disagreement, withinMonths } },
    })),
    ...(shelfLifeMonths === undefined
      ? []
      : [{ ...common, change: 'shelf life dropped', subject: { ...rest, ...differ, ...stale } }]),
    ...(disagreement === undefined
      ? []
      : [{ ...common, change: 'disagreement dropped', subject: { ...rest, ...life, ...stale } }]),
    ...(staleAfterLiverProcedure === true
      ? [
          {
            ...common,
            change: 'not stale after a liver procedure',
            subject: { ...rest, ...life, ...differ },
          },
        ]
      : []),
  ];
}

function withoutAbsence(fact: FactDefinition): SiteMutant<FactDefinition> {
  const { absence, ...silent } = fact;
  const change = `dropped: ${absence?.rule ?? ''}`;
  return { operator: 'drop', site: 'absence', change, subject: silent };
}
