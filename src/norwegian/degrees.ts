/**
 * Steps of a scale said in other words than the choices': «kjempeviktig», «midt på treet», «heller dårleg», «ikke noe særlig».
 * Only a whole text that says a step and nothing else is one.
 */

import type { Candidate } from './match.ts'
import { bare, phrase } from './said.ts'
import { alternation, isOf, type WordClass } from './words.ts'

/**
 * What a scale of four or five steps is about, from its own words, and its choices from the highest step to the lowest; the
 * middle one of four is none of them.
 */
export type Scale = { of: 'viktig' | 'god' | 'grad'; steps: readonly (Candidate | undefined)[] }

/** `sure`: another word for the step's own, so that nothing is left to ask about. `between`: two steps with none between. */
type Step = { id: string; sure: boolean } | { between: readonly [string, string] }

/** What a step is called when it stands by itself: +2 the highest, -2 the lowest. */
const whole: readonly (readonly [number, WordClass, Scale['of'] | undefined])[] = [
  [2, 'highest', 'god'],
  [2, 'crucial', 'viktig'],
  [1, 'quiteGood', 'god'],
  [0, 'middling', undefined],
  [-1, 'hardly', undefined],
  [-2, 'lowest', 'god'],
  [-2, 'notAtAll', undefined],
]

/** `own`: the words that such scales have themselves; others are asked about. */
const adjectives: Record<Scale['of'], { own: RegExp; good: string; bad: string }> = {
  viktig: { own: /viktig/, good: '(?:viktig|viktige|viktigt)', bad: '(?:uviktig|uviktige)' },
  god: {
    own: /god|darl|nyttig/,
    good: '(?:god|godt|gode|bra|nyttig|nyttige|fin|fint|fornoyd|nogd)',
    bad: '(?:darlig|darleg|darlege|darlige|misforn(?:oyd|ogd)e?|misnogde?|unyttig|unyttige)',
  },
  grad: { own: /stor|liten/, good: '(?:stor|hoy|hog) grad', bad: '(?:liten|lita|lav|lag) grad' },
}

/** Words around an adjective, the step that they make of it, and whether that is the step's own meaning. */
const frames = Object.entries(adjectives).map(([of, { good, bad }]) => ({
  of,
  frames: [
    [new RegExp(`^(?:i )?(?:${alternation('intensely')}) ?${good}$`), 2, true],
    [/^(?:alt ?for) (?:darlig|darleg)$/, -1, true],
    [new RegExp(`^ganske sa ${good}$`), 1, true],
    [new RegExp(`^(?:i )?(?:${alternation('fairly')}) ${good}$`), 1, false],
    [new RegExp(`^(?:${alternation('middling')}) ${good}$`), 0, false],
    [new RegExp(`^(?:${alternation('notSo')}) ${good}$`), -1, false],
    [new RegExp(`^(?:i )?(?:${alternation('fairly')}|heller) ${bad}$`), -1, false],
    [new RegExp(`^(?:${alternation('notAtAll')}) ${good}$`), -2, false],
    [
      of === 'grad'
        ? new RegExp(`^(?:${alternation('intensely')}) ?${bad}$`)
        : new RegExp(`^(?:(?:helt|heilt|hælt|fullstendig|totalt|${alternation('intensely')}) )${bad}$`),
      -2,
      of !== 'grad',
    ],
  ] as const,
}))

/** Without «det er …», «… for oss». */
const ownWords = (text: string): string =>
  bare(phrase(text))
    .replace(/^(?:det|dette|den) (?:er|blir|var) /, '')
    .replace(/ (?:akkurat na|akkurat no|na|no|for oss|her|vil jeg si|vil eg seie|egentlig|eigentleg|faktisk)$/, '')

const plainlyBad = /(?:^| )(?:darl\w+|misforn\w+|misnogd\w*)$/
/** Whether a text ends in a word of displeasure: «svært misfornøyd», which is none of «svært fornøyd». */
export const isDispleased = (text: string): boolean => plainlyBad.test(ownWords(text))

/** The step of a scale that a whole text says; undefined where the choices are no such scale, or the text says more. */
export function stepOf(text: string, candidates: readonly Candidate[]): Step | undefined {
  const scale = scaleOf(candidates)
  if (scale === undefined) return undefined
  const said = ownWords(text)
  const turned = scale.steps[2] === undefined ? betweenTurned(said, scale) : undefined
  if (turned !== undefined) return { between: turned }
  const frame = frames.find(({ of }) => of === scale.of)?.frames.find(([pattern]) => pattern.test(said))
  const alone = whole.find(([, name, of]) => (of === undefined || of === scale.of) && isOf(name, said))
  const step = frame?.[1] ?? alone?.[0]
  // Of four steps the lowest is all that is bad: «ganske misfornøyd» is not «litt fornøyd».
  const isBad = step === -1 && scale.steps[2] === undefined && plainlyBad.test(said)
  const id = step === undefined ? undefined : scale.steps[isBad ? 4 : 2 - step]?.id
  const [above, below] = [scale.steps[1]?.id, scale.steps[3]?.id]
  if (step === 0 && id === undefined && above !== undefined && below !== undefined) return { between: [above, below] }
  return id === undefined ? undefined : { id, sure: frame?.[2] === true && adjectives[scale.of].own.test(said) }
}

/** «Ganske uviktig» is neither the third nor the lowest of four steps, «ikke uviktig» neither the second nor the third. */
const turnedRound = Object.fromEntries(
  Object.entries(adjectives).map(([of, { bad }]) => [
    of,
    [
      [new RegExp(`^(?:i )?(?:${alternation('fairly')}|heller|litt) ${bad}$`), [3, 4]],
      [new RegExp(`^(?:${alternation('denying')}) (?:akkurat |direkte |sa )?${bad}$`), [1, 3]],
    ] as const,
  ]),
)

const betweenTurned = (said: string, { of, steps }: Scale): readonly [string, string] | undefined => {
  const [one, other] = turnedRound[of]?.find(([pattern]) => pattern.test(said))?.[1] ?? []
  const [above, below] = [one, other].map((place) => (place === undefined ? undefined : steps[place]?.id))
  return above === undefined || below === undefined ? undefined : [above, below]
}

/** «Viktig», where there are «svært viktig» and «ganske viktig»; «lite viktig», where there are «litt viktig» and «ikke viktig». */
const halfSaid = Object.fromEntries(
  Object.entries(adjectives).map(([of, { good }]) => [
    of,
    [
      [new RegExp(`^${good}$`), 0],
      [
        new RegExp(
          `^(?:(?:heller|ganske|noksa) )?(?:lite|ikke sa|mindre|ikke (?:sarlig|veldig|spesielt|altfor|akkurat)|${alternation('notSo')}) ${good}$`,
        ),
        3,
      ],
    ] as const,
  ]),
)

/**
 * The two steps of which a text says neither, of a scale of four whose second step is «ganske …» and third «litt …»; undefined: it
 * says one of them, or none.
 */
export function halfStepOf(text: string, candidates: readonly Candidate[]): readonly [string, string] | undefined {
  const scale = scaleOf(candidates)
  const [most, some, middle, little, least] = scale?.steps ?? []
  if (scale === undefined || middle !== undefined || !some?.plain.some((own) => /^(?:ganske|nokså) /.test(own)))
    return undefined
  const said = ownWords(text).replace(/^(?:ja|jo|jau) /, '')
  const turned = betweenTurned(said, scale)
  if (turned !== undefined) return turned
  const upper = halfSaid[scale.of]?.find(([pattern]) => pattern.test(said))?.[1]
  const [one, other] = upper === undefined ? [] : upper === 0 ? [most, some] : [little, least]
  return one === undefined || other === undefined ? undefined : [one.id, other.id]
}

/** Whether number 1 is the best step, so that a figure that is given to a row may be a mark, which grows. */
export const isTurnedScale = (candidates: readonly Candidate[]): boolean =>
  scaleOf(candidates)?.steps[0]?.id === candidates[0]?.id && scaleOf(candidates) !== undefined

/** Scales stay the same from reply to reply. */
const known = new WeakMap<Candidate, { among: readonly string[]; scale: Scale | undefined }>()

/** The scale that choices make; undefined: they make none of four or five steps whose words are known. */
export function scaleOf(candidates: readonly Candidate[]): Scale | undefined {
  const [first] = candidates
  if ((candidates.length !== 5 && candidates.length !== 4) || first === undefined) return undefined
  const found = known.get(first)
  if (found?.among.every((id, i) => candidates[i]?.id === id)) return found.scale
  const scale = readScale(candidates)
  known.set(first, { among: candidates.map(({ id }) => id), scale })
  return scale
}

const highest = {
  viktig: /^(?:svart|veldig|meget) viktig/,
  god: /^(?:svart|veldig|meget) (?:god|bra|nyttig|fornoyd|nogd)/,
  grad: /^i (?:svart|veldig|meget) stor grad/,
}
const middle = /^(?:verken|i (?:non|nokon) grad|middels|no$|noko$)/
/** The third of four steps: something, but little. */
const little = /^(?:litt|lite|lita|liten|i liten grad)/

function readScale(candidates: readonly Candidate[]): Scale | undefined {
  const says = (candidate: Candidate | undefined, pattern: RegExp) =>
    candidate?.plain.some((text) => pattern.test(bare(text))) === true
  const isFour = candidates.length === 4
  if (!isFour && !says(candidates[2], middle)) return undefined
  // Node's type stripping does not read a loop variable that is called `of`.
  for (const kind of ['viktig', 'god', 'grad'] as const) {
    const down = says(candidates[0], highest[kind]) ? candidates : candidates.toReversed()
    if (!says(down[0], highest[kind])) continue
    if (!isFour) return { of: kind, steps: down }
    return says(down[2], little) ? { of: kind, steps: [down[0], down[1], undefined, down[2], down[3]] } : undefined
  }
  return undefined
}
