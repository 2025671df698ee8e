/** What people call the answers of a question with choices: proposed where the rules find nothing, held against what they find. */

import { describe, expect, test } from 'vitest'
import { hearingOf } from '../../scripts/training/called-calibration.ts'
import { judgedLine } from '../../scripts/training/called-leave-out.ts'
import {
  type CalledLine,
  calledLines,
  closedQuestions,
  taughtQuestions,
  waveFolders,
} from '../../scripts/training/called-lines.ts'
import { hashOfCalled } from '../../scripts/training/called-training.ts'
import { step } from '../../src/engine/step.ts'
import { hear } from '../../src/norwegian/hear.ts'
import type { Hearing, Meaning } from '../../src/norwegian/meaning.ts'
import type { Called } from '../../src/questionnaire/called.ts'
import type { Asked, Questionnaire } from '../../src/questionnaire/schema.ts'
import { asks, choicesOf, isAsked } from '../../src/questionnaire/shape.ts'
import { textOf } from '../support/repo/source-files.ts'
import { calledInWave, questionnaires, units, worldOf } from '../support/survey.ts'
import { wave2018 } from '../support/wave-2018.ts'
import { stateBefore } from './in-session.ts'

const closed = closedQuestions(wave2018)
const lines = calledLines(closed)

const hearingAt = (part: 'raadmann' | 'integrering', id: string): Hearing => {
  const found = (questionnaires[part] as Questionnaire).sections
    .flatMap(({ questions }) => questions)
    .find((question) => question.id === id)
  if (found === undefined || !isAsked(found)) throw new Error(id)
  const hearing: Hearing = {
    ...{ question: found, choiceIds: choicesOf(found).map((choice) => choice.id), rowIds: [] },
    ...{ language: 'nb', year: 2018 },
  }
  return calledInWave === undefined ? hearing : { ...hearing, called: { weights: calledInWave, part } }
}

const withoutModel = (part: 'raadmann' | 'integrering', id: string): Hearing => {
  const { called: _, ...rules } = hearingAt(part, id)
  return rules
}

/** «confirm a+b», «answer a», «ask», «missing dont_know». */
const shown = ({ content }: Meaning): string => {
  if (content.type === 'missing') return `missing ${content.missing}`
  if (content.type !== 'answer' && content.type !== 'confirm')
    return content.type === 'ask' && 'candidates' in content.problem
      ? `between ${content.problem.candidates.join('+')}`
      : content.type
  return `${content.type} ${[content.answer.value].flat().join('+')}`
}

const heardAt = (part: 'raadmann' | 'integrering', question: string, text: string): string =>
  shown(hear(text, hearingAt(part, question)))

const keysOf = (called: Called): string[] =>
  Object.entries(called.questions).flatMap(([part, of]) => Object.keys(of).map((question) => `${part}/${question}`))

/** Every wave with questions that have lines enough. */
const taught = waveFolders().flatMap((wave) => {
  const questions = taughtQuestions(wave)
  return questions.size === 0 ? [] : [{ wave, questions }]
})

test.each(taught)(
  'the weights of $wave are of these lines: `npm run train` trains them anew',
  ({ wave, questions }) => {
    const called = JSON.parse(textOf(`dialogs/${wave}/called.json`)) as Called
    expect(called.lines).toBe(hashOfCalled(calledLines(questions)))
    expect(keysOf(called).filter((key) => !questions.has(key))).toEqual([])
  },
)

test('each wave that is shipped has questions to train, and the one that conversations are held about is trained on all of its own', () => {
  expect(taught.map(({ wave }) => wave)).toEqual(waveFolders())
  expect(calledInWave && keysOf(calledInWave).toSorted()).toEqual([...closed.keys()].toSorted())
})

test('every question has lines by many hands', () => {
  const hands = ({ part, question }: { part: string; question: string }) =>
    new Set(lines.filter((line) => line.part === part && line.question === question).map(({ author }) => author)).size
  expect([...closed.values()].filter((one) => hands(one) < 5)).toEqual([])
})

describe('a wave takes the lines of a question that another wave asks', () => {
  const key = 'raadmann/tolk_kjent'
  const of = closed.get(key)
  if (of === undefined || !asks(of.asked, 'choice')) throw new Error(key)
  const isSaid = ({ own, elsewhere }: CalledLine) => own !== true && elsewhere !== true
  /** The question as it were in another part, with the choices that are left, its lines as that wave takes them. */
  const takenBy = (asked: Asked): CalledLine[] => {
    const at = { ...of, part: 'tolketjenesten', several: asks(asked, 'choices'), asked }
    return calledLines(new Map([['tolketjenesten/tolk_kjent', at]])).filter(isSaid)
  }
  const here = lines.filter((line) => isSaid(line) && `${line.part}/${line.question}` === key)
  const { asked } = of

  test('by its id, in whatever part it stands', () => {
    const taken = takenBy(asked)
    expect(taken).toEqual(here.map((line) => ({ ...line, part: 'tolketjenesten', carried: true })))
    expect(taken.length).toBeGreaterThan(300)
  })

  test('but not where what was meant is no choice there, and no such line becomes «no answer»', () => {
    const left = { ...asked, choices: asked.choices.filter(({ id }) => id !== 'liten') }
    const taken = takenBy(left)
    const isGone = ({ means }: CalledLine) => means.includes('liten')
    expect(here.filter(isGone).length).toBeGreaterThan(20)
    expect(taken.map(({ text }) => text)).toEqual(here.filter((line) => !isGone(line)).map(({ text }) => text))
    expect(taken.filter(({ means }) => means.includes('.none'))).toHaveLength(
      here.filter(({ means }) => means.includes('.none')).length,
    )
  })

  test('nor where it is not asked', () => {
    const other = { ...of, question: 'tolk_kjennskap', asked: { ...asked, id: 'tolk_kjennskap' } }
    expect(calledLines(new Map([['raadmann/tolk_kjennskap', other]])).filter(isSaid)).toEqual([])
  })
})

// By nobody of those who wrote lines.
describe('at a question with choices', () => {
  test.each([
    ['integrering', 'evaluering', 'vi satt oss ned og så gjennom det selv', 'confirm intern'],
    ['integrering', 'nav_avtale', 'vi har håndhilst på det, ikke mer', 'confirm nei'],
    ['integrering', 'resultatmaal_rapportering', 'politikerne får en sak hver høst og vår', 'between halvaarlig+aldri'],
    ['raadmann', 'tolk_kjent', 'samtlige kan dem utenat', 'confirm svaert_stor'],
    ['raadmann', 'ansatte_viktig', 'det er ikke noe vi tenker på i det hele tatt', 'confirm ikke_viktig'],
    ['raadmann', 'svingninger', 'merker ingenting til det', 'confirm nei'],
  ] as const)(
    '%s %s: «%s», which no rule reads, is heard, and asked about unless the model is all but certain: %s',
    (part, question, text, expected) => {
      expect([expected, expected.replace('confirm', 'answer')]).toContain(heardAt(part, question, text))
      expect(shown(hear(text, withoutModel(part, question)))).toBe('ask')
    },
  )

  test.each([
    ['integrering', 'imdi_kontakt', 'ikke et pip', 'answer ikke'],
    ['integrering', 'evaluering_endring', 'litt justering her og der', 'answer noe'],
    ['raadmann', 'svingninger', 'det har vært et slit, ja', 'answer ja'],
  ] as const)(
    '%s %s: «%s», which the rules would ask about and the model hears alike, is stored',
    (part, question, text, expected) => {
      expect(heardAt(part, question, text)).toBe(expected)
      expect(shown(hear(text, withoutModel(part, question)))).toBe(expected.replace('answer', 'confirm'))
    },
  )

  test.each([
    ['integrering', 'introprogram_plassering', 'På Hamar er det NAV som har det', 'confirm nav'],
    ['raadmann', 'svingninger_grep', 'Hos Lier bygde de ned bemanningen', 'confirm nedbemannet'],
  ] as const)('%s %s: «%s», which the rules would store, is asked about: %s', (part, question, text, expected) => {
    expect(heardAt(part, question, text)).toBe(expected)
    expect(shown(hear(text, withoutModel(part, question)))).toBe(expected.replace('confirm', 'answer'))
  })

  test.each([
    ['raadmann', 'tolk_register', 'det blir tatt inn i reglene til våren'],
    ['integrering', 'resultatmaal_rapportering', 'fra neste år blir det hvert halvår'],
  ] as const)('%s %s: «%s», a plan, is no answer', (part, question, text) => {
    expect(heardAt(part, question, text)).toBe('ask')
  })
})

test.each([
  ['raadmann', 'tolk_retningslinjer', 'beklager, telefonen ringer'],
  ['raadmann', 'ansatte_tiltak', 'unnskyld, barnet gråter'],
  ['integrering', 'nav_avtale', 'bilen streiker, er straks tilbake'],
] as const)('%s %s: «%s» is said to the bot, and no answer', (part, question, text) => {
  expect(heardAt(part, question, text)).toBe('ask')
})

test.each([
  ['integrering', 'ansvarlig_rolle', '12 år, har vært her siden 2006'],
  ['raadmann', 'leder_rolle', '34, pluss 4 som kom i går'],
  ['integrering', 'evaluering', 'vi leier leiligheter av private'],
  ['integrering', 'imdi_kontakt', 'enslige og barnehageplasser er verst'],
  ['integrering', 'resultatmaal', 'vi skilte lag med nabokommunen i 2015'],
  ['integrering', 'samarbeid_om', 'halvparten kjenner rutinene'],
] as const)('%s %s: «%s» answers another question, and no answer is made of it', (part, question, text) => {
  expect(heardAt(part, question, text)).toBe('ask')
})

// By nobody of those who wrote lines.
describe('a wave that asks again hears by what was said at the questions of the one before, and at its own by its own lines', () => {
  const wave = 'kommuneundersokelsen-2027'
  const questions = closedQuestions(wave)
  const weights = JSON.parse(textOf(`dialogs/${wave}/called.json`)) as Called
  const heardIn = (key: string, text: string, by?: Called): string => {
    const at = questions.get(key)
    if (at === undefined) throw new Error(key)
    return shown(hear(text, hearingOf(at, by)))
  }
  test.each([
    ['introduksjonsprogram/evaluering', 'vi satt oss ned og så gjennom det selv', 'intern'],
    ['kommunedirektoer/ansatte_viktig', 'det er ikke noe vi tenker på i det hele tatt', 'ikke_viktig'],
    ['kommunedirektoer/kapasitet_grenser', 'ingen ledige leiligheter å oppdrive', 'boliger'],
    ['introduksjonsprogram/program_utfordringer', 'arbeidsgiverne vil ikke ha dem i praksis', 'praksisplasser'],
    ['oppvekst/frivillige_samarbeid', 'ja, underskrevet med idrettslaget', 'avtale'],
    ['oppvekst/nyankomne_elever', 'det kom en hel gjeng', 'ja'],
  ])('%s: «%s», which no rule reads, is heard: %s', (key, text, id) => {
    expect([`answer ${id}`, `confirm ${id}`]).toContain(heardIn(key, text, weights))
    expect(heardIn(key, text)).toMatch(/^(?:ask|between )/)
  })

  test('a question that its lines do not help is left to the rules', () => {
    expect(weights.questions.oppvekst).not.toHaveProperty('oppvekst_rolle')
    expect(heardIn('oppvekst/oppvekst_rolle', 'KS oppvekst', weights)).toBe(
      heardIn('oppvekst/oppvekst_rolle', 'KS oppvekst'),
    )
  })
})

/** As people press and write it: whatever the model may think. */
test('a number, a choice in full and a bare yes or no are as the rules read them', () => {
  const changed = [...closed.values()].flatMap(({ part, question, asked }) => {
    const hearing = hearingAt(part as 'raadmann', question)
    const { called: _, ...rules } = hearing
    const shownIds = hearing.choiceIds
    const texts = choicesOf(asked).flatMap(({ text }) => [text.nb, text.nn])
    const numbers = [...shownIds.map((_id, i) => `${i + 1}`), '1 og 2', '1, 3 og 4', 'nr. 2', 'ja', 'nei', 'vet ikke']
    return [...texts, ...numbers]
      .filter((text) => !text.includes('{{'))
      .filter((text) => shown(hear(text, hearing)) !== shown(hear(text, rules)))
      .filter((text) => shown(hear(text, rules)) !== 'ask')
      .map((text) => `${question}: ${text}`)
  })
  expect(changed).toEqual([])
})

/** «confirm a+b» whatever order its choices were said in. */
const inOrder = (heard: string): string => heard.split(/[ +]/).sort().join(' ')

test('what no rule hears is stored as what its author meant by it', () => {
  const some = lines.filter(({ author }, i) => /^c\d/.test(author) && i % 7 === 0)
  const alone = some.flatMap(({ part, question, text, means }) => {
    const after = heardAt(part as 'raadmann', question, text)
    if (!after.startsWith('answer ')) return []
    const before = shown(hear(text, withoutModel(part as 'raadmann', question)))
    const isHeard = [after, after.replace('answer', 'confirm')].some((one) => inOrder(one) === inOrder(before))
    return isHeard ? [] : [{ text, isRight: inOrder(after) === inOrder(`answer ${means.join('+')}`) }]
  })
  expect(alone.length).toBeGreaterThan(60)
  expect(alone.filter(({ isRight }) => !isRight)).toEqual([])
})

test('a question that is called as what every object has is heard by rules alone', () => {
  const hearing = hearingAt('raadmann', 'tolk_kjent')
  const { question } = hearing
  if (question === undefined) throw new Error('no question')
  const named = { ...hearing, question: { ...question, id: 'constructor' } }
  expect(shown(hear('heilt greit kjent', named))).toBe(
    shown(hear('heilt greit kjent', { ...withoutModel('raadmann', 'tolk_kjent') })),
  )
})

test('in a session it is asked «stemmer det?» by the name of the choice, and stored after a yes', () => {
  const world = worldOf(questionnaires.integrering, units.kommune)
  const reply = { part: 'integrering', question: 'evaluering', lang: 'nb', unit: 'kommune', given: {}, expect: {} }
  const before = stateBefore({ ...reply, text: '' } as never, world)
  const asked = step(world, before, { type: 'text', text: 'noen utenfra så på det' })
  expect(asked.seat.pending).toMatchObject({ type: 'confirm', answer: { kind: 'multiple', value: ['ekstern'] } })
  expect(asked.session.entries.evaluering).toBe(before.session.entries.evaluering)
  const stored = step(world, asked, { type: 'text', text: 'ja' })
  expect(stored.session.entries.evaluering?.answer).toEqual({ kind: 'multiple', value: ['ekstern'] })
})

test('of the lines that it was trained on hardly one is stored as what it is not', () => {
  const wrong = lines
    .filter(({ author }, i) => /^c\d/.test(author) && i % 9 === 0)
    .map((line) => ({ line, verdict: judgedLine(line, closed, calledInWave).verdict }))
    .filter(({ verdict }) => verdict === 'wrong')
  console.info(wrong.map(({ line }) => `${line.question} ${line.means.join('+')}: ${line.text}`).join('\n'))
  expect(wrong.length).toBeLessThanOrEqual(3)
})
