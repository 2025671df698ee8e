/** The whole report as numbers and sentences: what `report.json` holds, and what every other form is made of. */

import { languages, type Questionnaire, type Text } from '../questionnaire/schema.ts'
import { asks } from '../questionnaire/shape.ts'
import type { Unit, Wave } from '../questionnaire/wave.ts'
import { translate } from '../texts/translate.ts'
import { asMeasured, type CountedQuestion, countedQuestions, itemId, itemsOf, routesOf } from './count.ts'
import { findingsOf } from './findings.ts'
import { groupsOf, namedGroups } from './groups.ts'
import { type Counting, measure, measureWhole, type Release } from './measure.ts'
import type { Answered, Report, Variable, WhoIsAsked } from './model.ts'
import { type Older, withOlder } from './older-waves.ts'
import type { ReportPlan } from './plan.ts'
import { type PlaceAnswered, placesOf, responseOf } from './response.ts'
import { type Before, changesSince } from './since.ts'
import { responseRate, type Trend, trendOf } from './trend.ts'

export type ReportInput = {
  wave: Wave
  /** The newest version of each part's questionnaire. */
  questionnaires: readonly Questionnaire[]
  units: readonly Unit[]
  /** Any number per unit and part, in any order; the newest counts. */
  submissions: readonly Answered[]
  /** What is known of every unit and part, as the status has it; absent: no more than the submissions tell. */
  places?: readonly PlaceAnswered[]
  trend: Trend
  plan: ReportPlan
  /** Releases of this wave that have been published before. */
  earlier: readonly Release[]
  /** ms since 1970 UTC. `opensAt` and `closesAt` may differ from the wave's own. */
  now: number
  opensAt: number
  closesAt: number
  /** `demo`: the answers are generated, and the report says so. */
  answers: 'real' | 'demo'
  /** Not to be published, though the survey may have closed. */
  use?: 'internal'
  /** The wave that this one continues. */
  before?: Before
  /** Those before that one, newest first. */
  older?: readonly Older[]
}

type Built = { id: string; variable: Variable; items: Release['items']; shown: ReadonlySet<string> }

type Measuring = { counting: Counting; trend: Trend; shown: ReadonlySet<string>; routes: ReturnType<typeof routesOf> }

/** Measures each item, keeping to the groups shown for the one before where that is safe. */
const measureAll = (question: CountedQuestion, part: string, { counting, shown, routes }: Measuring) => {
  let prefer = shown
  const measured = itemsOf(question, part).map((found) => {
    const item = asMeasured(found, { sums: counting.sums, routes })
    const measurement = measure(item, counting, prefer)
    prefer = new Set(measurement.shown.groups)
    return { item, measurement }
  })
  return { measured, shown: prefer }
}

const buildVariable = (question: CountedQuestion, part: string, measuring: Measuring): Built => {
  const { measured, shown } = measureAll(question, part, measuring)
  const items = Object.assign({}, ...measured.map((m) => ({ [itemId(m.item)]: m.measurement.shown })))
  const fixed = { kind: question.kind, part, trend: trendOf(question.id, measuring.trend) }
  const [first] = measured
  if (!asks(question, 'rows') && first !== undefined) {
    return { id: question.id, variable: { ...fixed, ...first.measurement.measured }, items, shown }
  }
  const rows = Object.fromEntries(measured.map((m) => [m.item.row ?? '', m.measurement.measured]))
  const of = measuring.counting.submissions.filter((s) => s.part === part)
  const routedBy = measuring.routes.get(question.id)
  const about = { ...question, ...(routedBy === undefined ? {} : { routedBy }) }
  const whole = measureWhole(about, Object.values(rows), of, measuring.counting)
  const variable = { ...fixed, ...whole.measured, rows }
  return { id: question.id, variable, items: { ...items, [question.id]: whole.shown }, shown }
}

const buildPart = (questionnaire: Questionnaire, counting: Counting, trend: Trend): Built[] => {
  let shown: ReadonlySet<string> = new Set()
  const routes = routesOf(questionnaire)
  return countedQuestions(questionnaire).map((question) => {
    const built = buildVariable(question, questionnaire.part, { counting, trend, shown, routes })
    shown = built.shown
    return built
  })
}

/**
 * Counts everything, takes out what may not be published, and states the findings. The same submissions in any order give
 * the same report.
 * @returns the report, and what it gives away, for the next release of the wave to reckon with; `releasesBefore`: what it gives away of
 * the wave that it is compared with, and of the older ones, newest first
 */
export const buildReport = (input: ReportInput): { report: Report; release: Release; releasesBefore: Release[] } => {
  const { wave, questionnaires, units, trend, plan, earlier } = input
  const submissions = currentSubmissions(input.submissions, units)
  const groups = groupsOf(wave, units)
  const counting: Counting = {
    units,
    groups,
    submissions,
    limit: wave.suppressionLimit,
    sums: new Set(plan.sums),
    earlier,
    decided: new Map(),
    told: new Map(),
  }
  const built = questionnaires.flatMap((questionnaire) => buildPart(questionnaire, counting, trend))
  const variables = Object.fromEntries(built.map(({ id, variable }) => [id, variable]))
  const parts = Object.keys(wave.parts)
  const generatedAt = new Date(input.now).toISOString()
  const items: Release['items'] = Object.assign({}, ...built.map((b) => b.items))
  const about = { wave: wave.id, publishedAt: generatedAt, counting, questionnaires, told: items }
  const compared = input.before === undefined ? null : changesSince(input.before, about)
  const line =
    compared === null ? null : withOlder(compared.since, input.older ?? [], { ...about, ...counting, told: items })
  const report: Report = {
    schema: 'kommunedialog.report.v1',
    wave: wave.id,
    sender: wave.contact.name,
    title: wave.title,
    status: input.use === 'internal' || input.now < input.closesAt ? 'internal' : 'final',
    generatedAt,
    ...(input.answers === 'demo' ? { demo: true as const } : {}),
    opensAt: new Date(input.opensAt).toISOString(),
    closesAt: new Date(input.closesAt).toISOString(),
    suppressionLimit: wave.suppressionLimit,
    groups: namedGroups(wave, groups),
    respondents: plan.respondents ?? askedOf(units),
    response: responseOf({
      units,
      groups,
      parts,
      places: input.places ?? placesOf(submissions, wave.interview),
      rateBase: wave.rateBase,
      line: wave.interview,
      trend: trendOf(responseRate, trend),
    }),
    variables,
    ...findingsOf(plan, variables, {
      questionnaires,
      series: trend.series,
      groups: namedGroups(wave, groups),
      since: line?.since,
    }),
    sources: trend.sources,
    askedOf: trend.askedOf,
    series: trend.series,
    breaks: trend.breaks,
    ...(line === null ? {} : { since: line.since }),
  }
  const told = { ...items, ...compared?.panels }
  return {
    report,
    release: { schema: 'kommunedialog.release.v1', wave: wave.id, publishedAt: generatedAt, items: told },
    releasesBefore: compared === null ? [] : [compared.release, ...(line?.releases ?? [])],
  }
}

/** Who is asked, where the plan does not say: after the kinds of the wave's units. */
const askedOf = (units: readonly Unit[]): WhoIsAsked => {
  const kinds = (['kommune', 'bydel'] as const).filter((kind) => units.some((unit) => unit.kind === kind))
  const form = (definite: 'definite' | 'indefinite'): Text => {
    const [nb, nn] = languages.map((language) =>
      translate(language, `report.asked.${kinds.length === 1 ? kinds[0] : 'both'}.${definite}`),
    )
    return { nb: nb ?? '', nn: nn ?? '' }
  }
  return { definite: form('definite'), indefinite: form('indefinite') }
}

// Which submissions count.

/** Newest first: a unit has one valid submission per part. */
const newer = (a: Answered, b: Answered): boolean =>
  a.submissionId === b.submissionId
    ? a.revision > b.revision
    : a.submittedAt !== b.submittedAt
      ? a.submittedAt > b.submittedAt
      : a.submissionId > b.submissionId

/**
 * The submission that counts for each unit and part, in the order of unit and part, whatever order they came in.
 * Those of units outside the wave are left out.
 */
export const currentSubmissions = (submissions: readonly Answered[], units: readonly Unit[]): Answered[] => {
  const known = new Set(units.map((u) => u.id))
  const newest = new Map<string, Answered>()
  for (const submission of submissions) {
    if (!known.has(submission.unit.id)) continue
    const key = `${submission.unit.id}/${submission.part}`
    const held = newest.get(key)
    if (held === undefined || newer(submission, held)) newest.set(key, submission)
  }
  return [...newest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, submission]) => submission)
}
