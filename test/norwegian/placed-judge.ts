/** Judges what is said around the questions, each line in its place, by what its author says that it is. */

import type { State } from '../../src/engine/draft.ts'
import type { Outcome, World } from '../../src/engine/session.ts'
import { step } from '../../src/engine/step.ts'
import { wordsFor } from '../../src/wording/words.ts'
import { questionnaires, units, worldOf } from '../support/survey.ts'
import { cameOf } from './conversation-came.ts'
import { type Line, stateAt } from './conversation-judge.ts'
import { type PlacedLine, topicsOf } from './placed-lines.ts'

/** «wrong»: something was sent in, deleted or stored that nobody said. */
type Verdict = 'answered' | 'asked' | 'unhelpful' | 'wrong'
export type JudgedLine = { line: PlacedLine; verdict: Verdict; came: string }

const partOf = (id: string): Line['part'] =>
  questionnaires.raadmann.sections.some(({ questions }) => questions.some((question) => question.id === id))
    ? 'raadmann'
    : 'integrering'

/** What is done or said for a label beside its topics; tags of `conversation-came.ts`. */
const done: Readonly<Record<string, readonly string[]>> = {
  begin: ['begun'],
  later: ['done:snooze', 'says:remind', 'paused'],
  decline: ['asks:not_me', 'done:opt_out', 'says:opt_out'],
  pass_on: ['asks:not_me', 'asks:pass_on', 'asks:pass_to', 'says:pass_on'],
  yes: ['done:submitted'],
  no: ['not_sent_yet', 'review'],
  send: ['asks:submit'],
  fine: ['asks:submit'],
  unanswered: ['left_open'],
  resume: ['resumed'],
  stay: ['done:snooze', 'says:remind', 'paused'],
  stop: ['done:opt_out', 'says:opt_out', 'unclear', 'asks:unclear'],
  skip: ['done:skipped', 'says:skip', 'asks:unclear'],
  back: ['back', 'go_back'],
  stop_here: ['paused', 'says:pause', 'asks:unclear', 'turn.paused'],
  wait: ['says:skip', 'paused'],
  choice_help: ['explain', 'explained', 'help', 'how'],
  term: ['explain', 'explained', 'help'],
  scope: ['explain', 'explained', 'help'],
  how_exact: ['explained', 'says:guess'],
  copy: ['review', 'form'],
  not_fit: ['says:not_applicable', 'says:skip'],
}

const said = (line: PlacedLine, part: Line['part']): Line => ({
  n: 0,
  part,
  ...(line.question === undefined ? { at: line.place } : { question: line.question }),
  lang: 'nb',
  unit: 'kommune',
  kind: 'conversation',
  text: line.text,
  expected: '',
})

/** One line, heard by a session that stands where it is said; for a wish to change, one in which all is answered. */
export const judgedLine = (line: PlacedLine): JudgedLine => {
  const [kind = '', about = ''] = line.label.split(':')
  const [id = ''] = about.split('=')
  const part = partOf(kind === 'change' ? id : (line.question ?? ''))
  const world = worldOf(questionnaires[part], units.kommune)
  const before = stateAt(said(line, part), world, kind === 'change' ? allAnswered[part] : {})
  const outcome = step(world, before, { type: 'text', text: line.text })
  const { tags, text } = cameOf(world, before, outcome)
  const came = `[${[...tags].join(' ')}] ${text.replace(/\n+/g, ' ¶ ').slice(0, 300)}`
  const of = (verdict: Verdict): JudgedLine => ({ line, verdict, came })
  const stored = Object.entries(outcome.session.entries).some(
    ([at, entry]) => entry !== before.session.entries[at] && entry.missing === undefined,
  )
  if (stored || (tags.has('done:submitted') && kind !== 'yes') || tags.has('done:deleted')) return of('wrong')
  if (kind === 'yes' && line.place === 'confirm' && tags.has('asks:submit')) return of('asked')
  if (kind === 'change') return of(leadsTo(world, before, outcome, id, text))
  if (line.place === 'counts') return of(ofCounted(kind, tags, text))
  const right = [...topicsOf(line).flatMap((topic) => [topic, `${topic}_sent`]), ...(done[kind] ?? [])]
  return of(right.some((tag) => tags.has(tag)) ? 'answered' : 'unhelpful')
}

/** What stands at each question, so that all of them are on the route. */
const allAnswered = {
  raadmann: {
    leder_rolle: 'raadmann',
    leder_aar: 60,
    svingninger: 'ja',
    svingninger_hvilke: ['bemanning'],
    svingninger_grep: ['midlertidige'],
    kapasitet_tid: 'halvt_aar',
    ansatte_tiltak: 'ja',
    ansatte_tiltak_hvilke: ['kvotering'],
    ansatte_andel: 12,
    ansatte_viktig: 'verken',
    tolk_retningslinjer: 'ja',
    tolk_register: 'ja',
    tolk_kjent: 'godt',
    naeringsliv_tiltak: ['stillingsressurs', 'praksisavtaler'],
    naeringsliv_aarsverk: 4,
    naeringsliv_best: 'praksisavtaler',
    leder_merknad: 'Alt er bra.',
  },
  integrering: {
    ansvarlig_rolle: 'leder',
    ansvarlig_aar: 3,
    bosetter: 'selv',
    bosatt_antall: 23,
    bosatt_mindreaarige: 5,
    bosetting_krevende: ['bolig'],
    introprogram: 'selv',
    introprogram_deltakere: 79,
    introprogram_plassering: 'flyktningtjeneste',
    nav_avtale: 'nei',
    resultatmaal: 'ja',
    resultatmaal_hvilke: ['rett_etter'],
    resultatmaal_prosent: 55,
    resultatmaal_rapportering: 'halvaarlig',
    ordinaer_utdanning: ['grunnskole'],
    utdanning_antall: 7,
    samarbeid_kommuner: 'ja',
    samarbeid_om: ['norsk'],
    evaluering: ['intern'],
    evaluering_endring: 'nei',
    imdi_kontakt: 'noen_ganger',
    imdi_savn: 'Kurs.',
    ansvarlig_merknad: 'Nei.',
  },
} as const satisfies Record<Line['part'], Record<string, unknown>>

const ofCounted = (kind: string, tags: ReadonlySet<string>, text: string): Verdict => {
  if (!tags.has('explain') && !tags.has('explained')) return 'unhelpful'
  const says = /^(?:ja|jo)[ ,.]/i.test(text)
    ? 'yes'
    : /^nei[ ,.]|^.{0,80}(?:ikk?j?e med\b|tel(?:ler)? ikk?j?e)/i.test(text)
      ? 'no'
      : 'unsaid'
  return says === kind ? 'answered' : says === 'unsaid' ? 'unhelpful' : kind === 'unsaid' ? 'answered' : 'wrong'
}

/** Which question is to be put right is found, or asked among a few; with nothing named the bot asks which. */
const leadsTo = (world: World, before: State, { seat, session }: Outcome, id: string, text: string): Verdict => {
  const { position, pending } = seat
  if (id === '' || id === '?') return pending?.type === 'change_which' || /«endre/.test(text) ? 'answered' : 'unhelpful'
  const { stops } = wordsFor({ ...world, session, seat })
  const asked = stops.filter(({ question }) => question.kind !== 'info')
  const number = asked.findIndex(({ question }) => question.id === id) + 1
  if (pending?.type === 'confirm') return pending.question === id ? 'answered' : 'unhelpful'
  const isOpened = position.at === 'question' && position.question === id && before.seat.position.at !== 'question'
  if (isOpened) return 'answered'
  if (new RegExp(`«endre ${number}»`).test(text)) return 'answered'
  if (pending?.type === 'change_which' && new RegExp(`(?:^|\\D)${number}(?:\\D|$)`).test(text)) return 'asked'
  return pending?.type === 'change_which' ? 'unhelpful' : 'unhelpful'
}
