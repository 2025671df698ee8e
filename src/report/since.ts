/** What has changed since the wave before: every share and mean that both waves ask, for all who answered and for the panel. */

import type { Borders } from '../questionnaire/history.ts'
import type { Heirs } from '../questionnaire/last-wave.ts'
import type { Questionnaire, Text } from '../questionnaire/schema.ts'
import { asks, isSameKind } from '../questionnaire/shape.ts'
import type { Unit, Wave } from '../questionnaire/wave.ts'
import { type Change, overallChange, type Pair, panelChange } from './change.ts'
import { type ComparedMeasure, isMean, measuresOf } from './compared.ts'
import {
  asMeasured,
  type CountedAnswer,
  countedQuestions,
  type Item,
  inBase,
  itemId,
  itemsOf,
  routesOf,
  saidOf,
} from './count.ts'
import { groupsOf } from './groups.ts'
import { normalTest, turnedTest } from './many-tests.ts'
import { type Counting, measure, panelId, type Release, type ReleasedItem, tellablePanel } from './measure.ts'
import type { Answered, Since, WhyNotCompared } from './model.ts'
import { type Frames, framesOf, type Panel, panelOf, type Twice } from './panel.ts'
import { type GroupsInPanel, groupsInPanel } from './since-groups.ts'
import { type TestedChange, type TestedItem, type TestedLevel, worded } from './told-changes.ts'

/** The earlier wave, as the later one reckons with it. */
export type Before = {
  wave: Pick<Wave, 'id' | 'title' | 'suppressionLimit' | 'groups'>
  year: number
  units: readonly Unit[]
  /** The newest of each part, and the submissions as answers to it; one that counts for each unit and part. */
  questionnaires: readonly Questionnaire[]
  submissions: readonly Answered[]
  /** What has been published of it, in the names of now. */
  earlier: readonly Release[]
  heirs: Heirs
  borders: Borders
  /** Waves between it and now that nobody has answered, newest first. */
  unanswered: readonly { wave: string; title: Text }[]
}

type Now = {
  wave: string
  publishedAt: string
  counting: Counting
  questionnaires: readonly Questionnaire[]
  /** What this report tells of each item. */
  told: Readonly<Record<string, ReleasedItem>>
}

type Told = Record<string, ReleasedItem>
type Compared = {
  since: Since /** For the release of this wave. */
  panels: Told /** Of the earlier wave. */
  release: Release
}

type Both = {
  now: Now
  then: Counting
  frames: Frames
  before: Before
  panels: Told
  told: Told
}

/** Everything counted, as the report measures it. */
export const allItems = (questionnaires: readonly Questionnaire[], sums: ReadonlySet<string>): Item[] =>
  questionnaires.flatMap((it) =>
    countedQuestions(it).flatMap((question) =>
      itemsOf(question, it.part).map((item) => asMeasured(item, { sums, routes: routesOf(it) })),
    ),
  )

/** An earlier wave as it is measured: as a whole, with the stricter limit of the two. */
export const countingThen = (
  { wave, units, submissions, earlier }: Pick<Before, 'wave' | 'units' | 'submissions' | 'earlier'>,
  { limit, sums }: Pick<Counting, 'limit' | 'sums'>,
): Counting => ({
  units,
  submissions,
  earlier,
  limit: Math.max(limit, wave.suppressionLimit),
  groups: groupsOf(wave, units),
  sums,
  only: 'total',
  decided: new Map(),
  told: new Map(),
})

/** Compares the two waves item by item. What one of them hides is not compared; a panel that would tell of few is hidden. */
export const changesSince = (before: Before, now: Now): Compared => {
  const { counting } = now
  const { units } = before
  const then = countingThen(before, counting)
  const frames = framesOf(units, counting.units, before.heirs)
  const both: Both = { now, before, frames, then, panels: {}, told: {} }
  const asked = new Map(allItems(before.questionnaires, counting.sums).map((item) => [itemId(item), item]))
  const since: Since = {
    wave: before.wave.id,
    title: before.wave.title,
    year: before.year,
    items: [],
    notCompared: [],
    units: {
      before: units.length,
      now: counting.units.length,
      both: frames.matched.length,
      split: frames.split.length,
    },
    borders: bordersIn(before.borders),
    older: [],
    apart: [],
    unanswered: [...before.unanswered],
  }
  const items: TestedItem[] = []
  for (const item of allItems(now.questionnaires, counting.sums)) {
    const old = asked.get(itemId(item))
    if (old === undefined) continue
    const compared = compare(old, item, both)
    const about = { variable: item.question, ...(item.row === undefined ? {} : { row: item.row }) }
    if (typeof compared === 'string') since.notCompared.push({ ...about, why: compared })
    else items.push({ ...about, ...compared })
  }
  since.items = worded(items)
  const { publishedAt } = now
  const release: Release = { schema: 'kommunedialog.release.v1', wave: before.wave.id, publishedAt, items: both.told }
  return { since, panels: both.panels, release }
}

const bordersIn = (borders: Borders): Since['borders'] =>
  [...new Set([...borders.values()].flat())]
    .sort((a, b) => (a.date < b.date ? -1 : 1))
    .map(({ date, from, to }) => ({ year: Number(date.slice(0, 4)), from, to }))

/** Why the two are not the same thing asked. */
export const unlike = (old: Item, item: Item): WhyNotCompared | null => {
  if (!isSameKind(old, item)) return 'kind'
  if (asks(old, 'date')) return 'kind'
  if (old.base !== item.base) return 'base'
  const steps = ({ choices }: Item) => choices.map(({ id }) => id).join()
  return asks(old, 'rows') && steps(old) !== steps(item) ? 'scale' : null
}

type ItemChange = Omit<TestedItem, 'variable' | 'row'>

const compare = (old: Item, item: Item, both: Both): ItemChange | WhyNotCompared => {
  const why = unlike(old, item)
  if (why !== null) return why
  const { now, then, frames } = both
  const id = itemId(item)
  const toldNow = now.told[id]
  const measured = measure(old, then, new Set())
  if (toldNow === undefined || !toldNow.groups.includes('total') || 'suppressed' in measured.measured) return 'hidden'
  const sides = { before: sideOf(old, then.submissions), now: sideOf(item, now.counting.submissions) }
  if (sides.before.based.length === 0 || sides.now.based.length === 0) return 'nobody'
  both.told[id] = measured.shown
  const panel = panelOf(frames, {
    before: { item: old, submissions: then.submissions },
    now: { item, submissions: now.counting.submissions },
  })
  const matched = matchedOf(old, item, { panel, frames, limit: then.limit })
  const isShown = matched.twice.length > 0 && areTold(old, item, { panel, matched, measured: measured.shown }, both)
  const frame = {
    first: populationOf(sides.before, both.before.units.length),
    second: populationOf(sides.now, now.counting.units.length),
    both: isShown ? matched.of : 0,
  }
  const measures = measuresOf(old, item)
  const about: About = { sides, twice: isShown ? matched.twice : [], of: matched.of, frame }
  return {
    kind: isMean(item) ? 'mean' : 'share',
    n: { before: sides.before.based.length, now: sides.now.based.length },
    panel: isShown
      ? { n: matched.twice.length, of: Math.round(matched.of), out: fallenOut(panel, then.limit) }
      : { suppressed: true },
    groups: isShown ? groupsOfPanel(old, item, { panel, matched, measured: measured.shown, measures }, both) : {},
    measures: measures.map((one) => changeOf(one, about)),
    older: [],
  }
}

// Who is in the base, and of how many.

/** `based`: what those in the base said. `told`: how many said whether they are. */
type Side = { based: readonly CountedAnswer[]; told: number }

/** Passed by or not reached: nobody knows whether the unit would have been in the base. */
const isTold = (said: CountedAnswer): boolean =>
  said.type !== 'missing' || (said.kind !== 'skipped' && said.kind !== 'not_reached')

const sideOf = (item: Item, submissions: readonly Answered[]): Side => {
  const said = submissions.filter((s) => s.part === item.part).map((s) => saidOf(item, s))
  return { based: said.filter((one) => inBase(item, one)), told: said.filter(isTold).length }
}

/** How many of the frame would be in the base, if those who have not told are as those who have. */
const populationOf = ({ based, told }: Side, frame: number): number => (based.length * frame) / told

type Matching = { panel: Panel; frames: Frames; limit: number }

/** Those of the panel in the base both times, and of how many of the units in both frames (reckoned as `populationOf`). */
const matchedOf = (old: Item, item: Item, { panel, frames, limit }: Matching) => {
  const twice: Twice[] = panel.twice.filter(({ before, now }) => inBase(old, before) && inBase(item, now))
  const told = panel.twice.filter(({ before, now }) => isTold(before) && isTold(now)).length
  const comparable = frames.matched.length - toldApart(panel, limit)
  return { twice, of: told === 0 ? 0 : (twice.length * comparable) / told }
}

/** Few merged or divided units are known by name. */
const isFew = (units: number, limit: number): boolean => units > 0 && units < limit

/** Told exactly from the limit on. */
const fallenOut = ({ divided, differing }: Panel, limit: number): number | null => {
  const out = divided + differing
  return isFew(out, limit) ? null : out
}

/**
 * How many of those in both frames are known to be in no panel. All in both frames are told, so that their number less these
 * tells of these, and beside `fallenOut` of the divided: none where one of the two is few.
 */
const toldApart = ({ divided, differing }: Panel, limit: number): number =>
  [divided, differing, divided + differing].some((units) => isFew(units, limit)) ? 0 : differing

type Found = { panel: Panel; matched: { twice: readonly Twice[] }; measured: ReleasedItem }

/** Whether the panel may be told of in both waves; notes what is told then. */
const areTold = (old: Item, item: Item, { panel, matched, measured }: Found, both: Both): boolean => {
  const { now, then, before } = both
  const id = itemId(item)
  const toldNow = now.told[id]
  if (toldNow === undefined) return false
  const here = tellablePanel(item, now.counting, {
    now: toldNow,
    members: {
      based: new Set(matched.twice.map(({ unit }) => unit)),
      all: new Set(panel.twice.map(({ unit }) => unit)),
    },
  })
  const there = tellablePanel(old, then, {
    now: measured,
    members: {
      based: new Set(matched.twice.flatMap(({ from }) => from)),
      all: new Set(panel.twice.flatMap(({ from }) => from)),
    },
  })
  if (here === null || there === null) return false
  both.panels[panelId(id, before.wave.id)] = here
  both.told[panelId(id, now.wave)] = there
  return true
}

/** The panel group by group, of the groups that this report shows; notes what is told then, of both waves. */
const groupsOfPanel = (
  old: Item,
  item: Item,
  { panel, matched, measured, measures }: Found & { measures: readonly ComparedMeasure[] },
  both: Both,
): GroupsInPanel => {
  const { now, then, before, frames } = both
  const id = itemId(item)
  const [here, there] = [panelId(id, before.wave.id), panelId(id, now.wave)]
  const found = groupsInPanel({
    panel: panel.twice,
    twice: matched.twice,
    matched: frames.matched,
    measures,
    before: { item: old, counting: then, now: [measured, ...toldOf(both.told[there])] },
    now: { item, counting: now.counting, now: [now.told[id], both.panels[here]].flatMap(toldOf) },
  })
  for (const [group, { before: then, now: of }] of found.told) {
    both.told[panelId(id, now.wave, group)] = then
    both.panels[panelId(id, before.wave.id, group)] = of
  }
  return found.groups
}

const toldOf = (item: ReleasedItem | undefined): ReleasedItem[] => (item === undefined ? [] : [item])

// The numbers.

type About = {
  sides: { before: Side; now: Side }
  /** Empty where the panel is hidden. */
  twice: readonly Twice[]
  of: number
  frame: { first: number; second: number; both: number }
}

const changeOf = (measured: ComparedMeasure, { sides, twice, of, frame }: About): TestedChange => {
  const { measure, isShare, valueThen, valueNow } = measured
  const first = sides.before.based.map(valueThen)
  const second = sides.now.based.map(valueNow)
  const pairs = twice.map(({ before, now }): Pair => [valueThen(before), valueNow(now)])
  const all = overallChange({ first, second, pairs, frames: frame })
  const turned = pairs.map(([x, y]) => y - x)
  return {
    measure,
    all: levelOf(measured, all, { before: first, now: second, p: all === null || !isShare ? null : normalTest(all) }),
    panel: levelOf(measured, panelChange(pairs, of), {
      before: pairs.map(([x]) => x),
      now: pairs.map(([, y]) => y),
      p: isShare ? turnedTest(turned, of) : null,
    }),
  }
}

type Values = { before: readonly number[]; now: readonly number[]; p: number | null }

const levelOf = (
  { summary }: ComparedMeasure,
  change: Change | null,
  { before, now, p }: Values,
): TestedLevel | null => (change === null ? null : { before: summary(before), now: summary(now), change, p })
