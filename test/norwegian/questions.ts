/** One question of each kind, and what is heard at it. */

import type { Content, Hearing } from '../../src/norwegian/meaning.ts'
import { understand } from '../../src/norwegian/understand.ts'
import { type Asked, question } from '../../src/questionnaire/schema.ts'
import { hearingOf } from './judge.ts'

type Extra = { exclusive?: boolean; specify?: boolean }
const choice = (id: string, nb: string, nn: string, extra: Extra = {}) => ({ id, text: { nb, nn }, ...extra })
const text = { nb: 'Spørsmål?', nn: 'Spørsmål?' }
const make = (rest: object): Asked => {
  const made = question.parse({ id: 'q', text, ...rest })
  if (made.kind === 'info') throw new Error('asks nothing')
  return made
}

const quality = [
  choice('sg', 'Svært god', 'Svært god'),
  choice('g', 'God', 'God'),
  choice('v', 'Verken god eller dårlig', 'Verken god eller dårleg'),
  choice('d', 'Dårlig', 'Dårleg'),
  choice('sd', 'Svært dårlig', 'Svært dårleg'),
]
const topics = [
  choice('bemanning', 'Bemanning', 'Bemanning'),
  choice('okonomi', 'Økonomi', 'Økonomi'),
  choice('bolig', 'Bolig', 'Bustad'),
]

export const questions = {
  yesNo: make({
    kind: 'single',
    text: { nb: 'Har kommunen en plan for programmet?', nn: 'Har kommunen ein plan for programmet?' },
    choices: [choice('ja', 'Ja', 'Ja'), choice('delvis', 'Delvis', 'Delvis'), choice('nei', 'Nei', 'Nei')],
  }),
  twoYes: make({
    kind: 'single',
    choices: [
      choice('med', 'Ja, og registeret inngår', 'Ja, og registeret inngår'),
      choice('uten', 'Ja, men registeret inngår ikke', 'Ja, men registeret inngår ikkje'),
      choice('nei', 'Nei', 'Nei'),
    ],
  }),
  quality: make({ kind: 'single', choices: quality }),
  importance: make({
    kind: 'single',
    choices: [
      choice('sv', 'Svært viktig', 'Svært viktig'),
      choice('v', 'Viktig', 'Viktig'),
      choice('vv', 'Verken viktig eller uviktig', 'Verken viktig eller uviktig'),
      choice('lv', 'Lite viktig', 'Lite viktig'),
      choice('iv', 'Ikke viktig', 'Ikkje viktig'),
    ],
  }),
  degree: make({
    kind: 'single',
    choices: [
      choice('ssg', 'I svært stor grad', 'I svært stor grad'),
      choice('sg', 'I stor grad', 'I stor grad'),
      choice('ng', 'I noen grad', 'I nokon grad'),
      choice('lg', 'I liten grad', 'I liten grad'),
      choice('ii', 'Ikke i det hele tatt', 'Ikkje i det heile'),
    ],
  }),
  ownMissing: make({
    kind: 'single',
    choices: [
      choice('ja', 'Ja', 'Ja'),
      choice('usikker', 'Vet ikke', 'Veit ikkje'),
      choice('ia', 'Ikke aktuelt / ikke benyttet', 'Ikkje aktuelt / ikkje nytta'),
    ],
  }),
  frequency: make({
    kind: 'single',
    choices: [
      choice('ofte', 'Hver måned eller oftere', 'Kvar månad eller oftare'),
      choice('to', 'Minst to ganger i året', 'Minst to gonger i året'),
      choice('en', 'Én gang i året', 'Éin gong i året'),
      choice('sjelden', 'Sjeldnere', 'Sjeldnare'),
    ],
  }),
  period: make({
    kind: 'single',
    choices: [
      choice('halvt', 'Innen et halvt år', 'Innan eit halvt år'),
      choice('ett', 'Innen ett år', 'Innan eitt år'),
      choice('lengre', 'Det tar lengre tid', 'Det tek lengre tid'),
    ],
  }),
  role: make({
    kind: 'single',
    choices: [
      choice('raadmann', 'Rådmann', 'Rådmann'),
      choice('ass', 'Assisterende rådmann', 'Assisterande rådmann'),
      choice('avdeling', 'Leder for avdelingen', 'Leiar for avdelinga'),
      choice('annet', 'Annen stilling', 'Anna stilling', { specify: true }),
    ],
  }),
  language: make({ kind: 'single', choices: [choice('b', 'Bokmål', 'Bokmål'), choice('n', 'Nynorsk', 'Nynorsk')] }),
  several: make({
    kind: 'multiple',
    choices: [
      ...topics,
      choice('helse', 'Helse- og velferdstjenester', 'Helse- og velferdstenester'),
      choice('ingen', 'Ingen av disse', 'Ingen av desse', { exclusive: true }),
    ],
  }),
  withOther: make({ kind: 'multiple', choices: [...topics, choice('annet', 'Annet', 'Anna', { specify: true })] }),
  matrix: make({
    kind: 'matrix',
    choices: quality,
    rows: [
      choice('bf', 'Bosetting av flyktninger', 'Busetjing av flyktningar'),
      choice('em', 'Bosetting av enslige mindreårige', 'Busetjing av einslege mindreårige'),
      choice('tolk', 'Råd om bruk av tolk', 'Råd om bruk av tolk'),
      choice('tall', 'Tall, forskning og god praksis', 'Tal, forsking og god praksis'),
    ].map(({ id, text: t }) => ({ id, text: t })),
  }),
  usefulness: make({
    kind: 'matrix',
    choices: [
      choice('s', 'Svært nyttig', 'Svært nyttig'),
      choice('n', 'Nokså nyttig', 'Nokså nyttig'),
      choice('i', 'Ikke nyttig', 'Ikkje nyttig'),
    ],
    rows: [choice('barn', 'Barn', 'Barn'), choice('voksne', 'Voksne', 'Vaksne'), choice('korps', 'Korpset', 'Korpset')],
  }),
  number: make({ kind: 'number', min: 0, unit: { nb: 'personer', nn: 'personar' } }),
  decimal: make({ kind: 'number', min: 0, decimals: 1, unit: { nb: 'årsverk', nn: 'årsverk' } }),
  count: make({ kind: 'number' }),
  money: make({ kind: 'number', unit: { nb: 'kroner', nn: 'kroner' } }),
  years: make({ kind: 'number', min: 0, max: 50, unit: { nb: 'år', nn: 'år' } }),
  percent: make({ kind: 'percent' }),
  date: make({ kind: 'date' }),
  ranking: make({ kind: 'ranking', choices: topics }),
  required: make({ kind: 'number', required: true }),
  text: make({ kind: 'long_text' }),
}
export type Name = keyof typeof questions

/** What is heard at a question in a bokmål session; `more` sets the matrix's rows apart. */
export const hear = (name: Name, typed: string, more: Partial<Hearing> = {}): Content =>
  understand(typed, { ...hearingOf(questions[name], 'nb'), ...more })

/** What is heard outside questions. */
export const hearOutside = (typed: string): Content =>
  understand(typed, { choiceIds: [], rowIds: [], language: 'nb', year: 2018 })

/** A meaning in short: «= value», «≈ value» (approximate), «? value» (to be confirmed), or its type. */
export function brief(meaning: Content): string {
  if (meaning.type === 'answer' || meaning.type === 'confirm') {
    const { answer } = meaning
    const sign = meaning.type === 'confirm' ? '?' : 'approximate' in answer && answer.approximate ? '≈' : '='
    const other = 'other' in answer && answer.other !== undefined ? ` «${answer.other}»` : ''
    return `${sign} ${show(answer.value)}${other}`
  }
  if (meaning.type === 'rows') return `= ${show({ ...meaning.value, ...meaning.missing })}`
  if (meaning.type === 'ask') return meaning.problem.code
  if (meaning.type === 'missing') return meaning.missing
  return meaning.type === 'command' ? `/${Object.values(meaning.command).join(' ')}` : meaning.type
}

function show(value: unknown): string {
  if (Array.isArray(value)) return value.join(' ')
  if (typeof value !== 'object' || value === null) return String(value)
  return Object.entries(value)
    .map(([k, v]) => `${k}:${v}`)
    .join(' ')
}
