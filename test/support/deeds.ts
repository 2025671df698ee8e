/** Random deeds of two people in one session: typing, pressing, waiting, in any order. */
import fc from 'fast-check'
import type { Outcome } from '../../src/engine/session.ts'
import type { Language } from '../../src/questionnaire/schema.ts'
import { questionnaires, units, worldOf } from './survey.ts'
import {
  buttonsOf,
  cardOf,
  joins,
  type Shared,
  sharedSession,
  type Tester,
  tester,
  turn,
  types,
  waits,
} from './tester.ts'
import { filledIn, walks } from './walker.ts'

const phrases = [
  'ja',
  'nei',
  'vet ikke',
  'ikke aktuelt',
  'hopp over',
  'gå videre',
  'neste',
  'tilbake',
  'pause',
  'fortsett',
  'status',
  'vis svar',
  'endre 2',
  'endre',
  '7',
  '3',
  '1 og 2',
  '30',
  'om lag 30',
  '30 prosent',
  'halvparten',
  '1.6.2018',
  'annet',
  'busser',
  'send inn',
  'nynorsk',
  'bokmål',
  'hjelp',
  'stopp',
  'avslutt',
  'god',
  '1',
  '2: 1',
  'samme for resten',
  'tull og tøys',
  '',
  '  ',
  '<b>*hei*</b> [x](http://y) {{svar.x}} $t(card.yes)',
  'start',
  'ok',
  'personvern',
  'se alle spørsmål',
  'meld av',
  '1, 2, 3',
] as const

export type Deed =
  | { do: 'type'; who: 0 | 1; text: string }
  /** Presses button `nth` of message `back` from the end, with every field filled by `pick`. */
  | { do: 'press'; who: 0 | 1; back: number; nth: number; pick: number }
  | { do: 'again'; who: 0 | 1 }
  | { do: 'wait'; minutes: number }
  | { do: 'other'; who: 0 | 1; type: 'joined' | 'edited' | 'unreadable' | 'reaction' | 'repeat' }

const who = fc.constantFrom<0 | 1>(0, 0, 0, 1)
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('type' as const), who, text: fc.constantFrom(...phrases) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('press' as const),
      who,
      back: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(12) }),
      nth: fc.nat(9),
      pick: fc.nat(20),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('again' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.nat(600) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('other' as const),
      who,
      type: fc.constantFrom(
        'joined' as const,
        'edited' as const,
        'unreadable' as const,
        'reaction' as const,
        'repeat' as const,
      ),
    }),
  },
)

export type Stage = { shared: Shared; people: [Tester, Tester]; before: string }

type Setting = { name: keyof typeof questionnaires; unit: keyof typeof units; language: Language; walked: number }

/** Two people in one session; the first has answered `walked` questions by buttons before anything else happens. */
export const stage = ({ name, unit, language, walked }: Setting): Stage => {
  const shared = sharedSession(worldOf(questionnaires[name], units[unit]))
  const people: [Tester, Tester] = [tester(shared, language, 'p1'), tester(shared, 'nb', 'p2')]
  people.forEach(joins)
  walks(people[0], walked)
  return { shared, people, before: shared.session }
}

export const perform = (on: Stage, deed: Deed): Outcome | null => {
  on.before = on.shared.session
  if (deed.do === 'wait') {
    waits(on.shared, deed.minutes)
    return null
  }
  const person = on.people[deed.who]
  switch (deed.do) {
    case 'type':
      return types(person, deed.text)
    case 'other':
      return turn(person, { type: deed.type })
    case 'again': {
      const last = person.chat.findLastIndex((m) => buttonsOf(m.view).length > 0)
      return press(person, last, 0, 1)
    }
    case 'press': {
      const withButtons = person.chat.map((m, i) => ({ i, n: buttonsOf(m.view).length })).filter((m) => m.n > 0)
      return press(person, withButtons.at(-1 - deed.back)?.i ?? -1, deed.nth, deed.pick)
    }
  }
}

const press = (person: Tester, index: number, nth: number, pick: number): Outcome | null => {
  const message = person.chat[index]
  const buttons = message ? buttonsOf(message.view) : []
  const action = buttons[nth % Math.max(1, buttons.length)]
  if (!message || !action) return null
  return turn(person, { type: 'card', card: cardOf(action, filledIn(message.view, pick)), trigger: 'manual' }, message)
}

const kinds = ['raadmann', 'integrering', 'teknisk'] as const
export const anyStage = fc.record({
  name: fc.constantFrom(...kinds),
  unit: fc.constantFrom<keyof typeof units>('kommune', 'bydel'),
  language: fc.constantFrom<Language>('nb', 'nn'),
  walked: fc.constantFrom(0, 0, 5, 20, 80),
})
export const deeds = fc.array(deed, { minLength: 5, maxLength: 60 })
/** Runs enough to meet every kind of question many times, in seconds. */
export const numRuns = 25

export const holdsThroughout = (check: (on: Stage, outcome: Outcome, deed: Deed) => void): void =>
  fc.assert(
    fc.property(anyStage, deeds, (setting, all) => {
      const on = stage(setting)
      for (const deed of all) {
        const outcome = perform(on, deed)
        if (outcome) check(on, outcome, deed)
      }
    }),
    { numRuns },
  )
