/**
 * A long walk through the whole app that is the same at every run: respondents, colleagues, somebody with a code, somebody
 * unknown and an administrator type and press at random, drawn by a seed. What comes of each turn is kept as one line, so
 * that a change of the code's shape can be held against the code before it.
 */

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { cardText } from '../../../src/edge/teams/cards/card.ts'
import { sessionIdOf } from '../../../src/register/ids.ts'
import type { Action, View } from '../../../src/wording/view.ts'
import { chatOf } from '../reminders/admin-chat.ts'
import { type Office, openDesk } from '../reminders/desk.ts'
import { units } from '../survey.ts'
import { buttonsOf, cardOf } from '../tester.ts'
import { type Chatting, openTownHall } from '../together/town-hall.ts'
import { filledIn } from '../walker.ts'

/** One turn: who did what, and a digest of every card and text of the chat, of the session and of what was logged. */
export type Walked = { turn: number; deed: string; digest: string; full: string }

type Chance = () => number

/** Mulberry32: the same numbers for the same seed, on every machine. */
const chance = (seed: number): Chance => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
const oneOf = <T>(list: readonly T[], draw: Chance): T => {
  const found = list[Math.floor(draw() * list.length)]
  if (found === undefined) throw new Error('nothing to choose from')
  return found
}

/** What people have typed in the hold-outs, and the commands. */
const typed = (): string[] => {
  const lines = readFileSync(new URL('../../norwegian/holdout-3/tune.jsonl', import.meta.url), 'utf8').split('\n')
  const replies = lines.filter((line) => line !== '').map((line) => String(JSON.parse(line).text ?? ''))
  return replies.filter((reply) => reply !== '')
}
const COMMANDS = [
  ...[
    'start',
    'fortsett',
    'tilbake',
    'endre 2',
    'vis svar',
    'nynorsk',
    'bokmål',
    'pause',
    'hjelp',
    'hopp over',
    'vet ikke',
  ],
  ...[
    'send inn',
    'ja',
    'nei',
    '1',
    '2',
    '3',
    '1 og 3',
    '30',
    'om lag 40',
    'sammenlign',
    'send videre til Per Hansen',
    '0',
  ],
  ...[
    'slett svarene mine',
    'alle spørsmål',
    'oversikt',
    'bytt del',
    'minn meg på fredag',
    'personvern',
    'ikke aktuelt',
    'åpne',
  ],
]
const ADMIN = [
  ...[
    'status',
    'mangler',
    'påminn alle',
    'påminn raadmann',
    'påminn i morgen kl. 9',
    'påminnelser',
    'avbryt',
    'hjelp',
    'ja',
  ],
  ...[
    'faste påminnelser av',
    'faste påminnelser på',
    'status Vestland',
    'mangler 1201',
    'registrer 1201',
    'hei',
    'nynorsk',
  ],
]

/** Ids that are made anew at each run, by the order in which they are met. */
const named = (known: () => string[] = () => []) => {
  const names = new Map<string, string>()
  return (text: string): string =>
    known()
      .reduce((all, id, i) => all.replaceAll(id, `#known${i}`), text)
      .replaceAll(
        /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]\b/g,
        (id) => {
          const name = names.get(id) ?? `#${names.size}`
          names.set(id, name)
          return name
        },
      )
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 16)

const shownAs = (view: View): string => (view.type === 'text' ? view.text : cardText(view))

/** Walks `turns` turns of respondents, then a tenth as many of an administrator. Yields each as it is done. */
export async function* walk(office: Office, turns: number): AsyncGenerator<Walked> {
  const lines = typed()
  let turn = 0
  for (let seed = 1; turn < turns; seed++) {
    const draw = chance(seed)
    const hall = await openTownHall(office)
    const name = named(() => [
      ...['raadmann', 'integrering'].map((part) => sessionIdOf(hall.survey.wave.id, units.kommune.id, part)),
      ...people.map(({ who }) => who.personId),
    ])
    const people: Chatting[] = [
      await hall.person('Kari Nordmann', { part: 'raadmann' }),
      await hall.person('Anne Nordmann', { part: 'raadmann' }),
      await hall.person('Ola Nordmann', { part: 'integrering' }),
      await hall.person('Per Hansen'),
    ]
    for (let i = 0; i < 125 && turn < turns; i++) {
      const who = draw() < 0.6 ? people[0] : oneOf(people, draw)
      if (who === undefined) throw new Error('nobody there')
      const deed = await act(who, { people, lines, draw, isFirst: i < 4 })
      const session = await hall.deps.progress.readSession(hall.sessionId)
      const chat = people.map((each) =>
        each
          .chat()
          .map(({ view }) => shownAs(view))
          .slice(-3),
      )
      const full = name(JSON.stringify({ chat, session: session?.json ?? null }))
      yield { turn: ++turn, deed: name(`${who.name}: ${deed}`), digest: digestOf(full), full }
    }
  }
  yield* administers(office, turns / 10, turn)
}

type Setting = { people: readonly Chatting[]; lines: readonly string[]; draw: Chance; isFirst: boolean }

/** One deed of a person: begins, presses something that stands there, or types. */
const act = async (who: Chatting, { people, lines, draw, isFirst }: Setting): Promise<string> => {
  if (isFirst && who.chat().length === 0) {
    await who.join()
    return 'joins'
  }
  const code = people[0]?.code() ?? ''
  if (code !== '' && draw() < 0.05) {
    await who.say(code)
    return 'pastes a code'
  }
  const shown = who
    .chat()
    .slice(-2)
    .flatMap(({ id, view }) => buttonsOf(view).map((action) => ({ id, view, action })))
  if (shown.length > 0 && draw() < 0.6) {
    const { id, view, action } = oneOf(shown.filter(isSafe(draw)).concat(shown.slice(0, 1)), draw)
    const filled = action.values === undefined ? filledIn(view, 1 + Math.floor(draw() * 9)) : {}
    await who.send(cardOf(action, filled), id)
    return `[${action.title}] ${JSON.stringify(filled)}`
  }
  const text = draw() < 0.5 ? oneOf(COMMANDS, draw) : oneOf(lines, draw)
  await who.say(text)
  return text
}

/** Buttons that end things are pressed seldom, or every walk would be short. */
const isSafe =
  (draw: Chance) =>
  ({ action }: { action: Action }): boolean =>
    !/pause|decline|submit|forget|pass/.test(action.verb) || draw() < 0.1

async function* administers(office: Office, turns: number, before: number): AsyncGenerator<Walked> {
  const desk = await openDesk(office)
  await desk.people([
    { unitId: '1201', part: 'raadmann', tenant: 1 },
    { unitId: '1201', part: 'integrering', tenant: 1 },
    { unitId: '0301', part: 'raadmann', tenant: 2 },
    { unitId: '1103', part: 'integrering', tenant: 3, linked: 'not_linked' },
  ])
  const draw = chance(99)
  const name = named()
  const chat = await chatOf(office, desk, { role: 'administrator' })
  for (let i = 1; i <= turns; i++) {
    const text = oneOf(ADMIN, draw)
    await chat.say(text)
    if (draw() < 0.2) await desk.work()
    const full = name(chat.transcript().slice(-4_000))
    desk.clock.at += 60_000
    yield { turn: before + i, deed: `administrator: ${text}`, digest: digestOf(full), full }
  }
}
