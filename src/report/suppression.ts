/**
 * The one rule of what may be published: no share whose base is under the limit, none of a group in which all have answered
 * the same, and none that others let one work out for fewer respondents than the limit or for such a group. The report, the publication export and the units' reports all ask here.
 */
import {
  type Atoms,
  alikeIn,
  atomsOf,
  discloses,
  fingerprints,
  inBoth,
  isSpanned,
  type Signed,
  type Span,
  type Traits,
  withVector,
} from './disclosure.ts'

/** A group and the respondents in the base of its share. A respondent who has changed an answer is another one. */
export type Candidate = { id: string; members: readonly string[] }

type Numbered = { id: string; vector: Int32Array }
type Progress = { span: Span; kept: string[] }

const extend = (span: Span, added: readonly Numbered[]): Span =>
  added.reduce((sum, { vector }) => withVector(sum, vector), span)

/** How many of the list, from the first, can be added; a subset of a safe set is safe, so halving finds it. */
const safePrefix = (span: Span, list: readonly Numbered[], isSafe: (span: Span) => boolean): number => {
  if (isSafe(extend(span, list))) return list.length
  let safe = 0
  let unsafe = list.length
  while (unsafe - safe > 1) {
    const middle = (safe + unsafe) >> 1
    if (isSafe(extend(span, list.slice(0, middle)))) safe = middle
    else unsafe = middle
  }
  return safe
}

/** Adds one dimension's groups, leaving out each that would give something away. */
const addAll = (start: Progress, list: readonly Numbered[], isSafe: (span: Span) => boolean): Progress => {
  let { span, kept } = start
  let rest = list
  while (rest.length > 0) {
    const count = safePrefix(span, rest, isSafe)
    const added = rest.slice(0, count)
    span = extend(span, added)
    kept = [...kept, ...added.map((a) => a.id)]
    rest = rest.slice(count + 1)
  }
  return { span, kept }
}

/** What `publishable` decides about. */
type Wish = {
  /** Candidates, grouped in the order in which they are to be kept. */
  dimensions: readonly (readonly Candidate[])[]
  /** Respondents of every group already published, in releases of the same wave. */
  earlier: readonly (readonly string[])[]
  /** Respondents of every group of which other tables tell what `traits` say of them; absent: none do. */
  known?: readonly (readonly string[])[]
  /** Smallest base of a published share. With 1 everything may be published, and unanimous groups too. */
  limit: number
  /** What the numbers tell of each respondent; absent: groups are not looked at for being unanimous. */
  traits?: ReadonlyMap<string, Traits>
  /** Groups to keep first if that is safe: those shown for the last item, so that tables hide the same ones. */
  prefer?: ReadonlySet<string>
}

/**
 * The ids of the groups that may be published. Groups are tried dimension by dimension in the order given, the largest
 * first, and kept when everything kept so far together gives nothing away; an empty group gives nothing away.
 */
export const publishable = (wish: Wish): Set<string> => {
  const { dimensions, earlier, known = [], limit, traits, prefer = new Set() } = wish
  const bySize = dimensions.map((list) =>
    [...list].sort((a, b) => b.members.length - a.members.length || (a.id < b.id ? -1 : 1)),
  )
  const flat = bySize.flat()
  const atoms: Atoms = atomsOf([...flat.map((c) => c.members), ...known, ...earlier], limit > 1 ? traits : undefined)
  const numbered = new Map(flat.map((c, i) => [c.id, { id: c.id, vector: atoms.vectors[i] ?? new Int32Array() }]))
  const elsewhere = atoms.vectors.slice(flat.length, flat.length + known.length).reduce(withVector, [] as Span)
  const published = atoms.vectors.slice(flat.length + known.length).reduce(withVector, elsewhere)
  const toldElsewhere = fingerprints(elsewhere, atoms.weights.length)
  // What an older release without this rule has told cannot be taken back, and would forbid everything else.
  const told = alikeIn(published, atoms)
  const isSafe = (span: Span): boolean => !discloses(span, atoms, limit) && alikeIn(span, atoms, told).size === 0
  const large = bySize.map((list) => list.filter((c) => c.members.length >= limit))
  const tried = large.map((list) =>
    list
      .flatMap((c) => numbered.get(c.id) ?? [])
      .filter(({ vector }) => !isUnanimous(vector, atoms) || isSpanned(toldElsewhere, asSet(inGroup(vector)))),
  )
  const preferred = tried.flat().filter((c) => prefer.has(c.id))
  const rest = tried.map((list) => list.filter((c) => !prefer.has(c.id)))
  const empty = flat.filter((c) => c.members.length === 0).map((c) => c.id)
  if (isSafe(extend(published, tried.flat()))) return new Set([...tried.flat().map((c) => c.id), ...empty])
  const start: Progress = { span: published, kept: [] }
  const head = preferred.length > 0 && isSafe(extend(published, preferred))
  const lists = head ? rest : tried
  const first = head ? { span: extend(published, preferred), kept: preferred.map((c) => c.id) } : start
  const { kept } = lists.reduce((progress: Progress, list) => addAll(progress, list, isSafe), first)
  return new Set([...kept, ...empty])
}

// Groups in which all have answered the same. Who has answered is known, so that such a group tells what each of them
// said, however many they are.

/** The atoms of a group. */
const inGroup = (vector: Int32Array): number[] => {
  const atoms: number[] = []
  for (let atom = 0; atom < vector.length; atom += 1) if (vector[atom] === 1) atoms.push(atom)
  return atoms
}

/** Whether all in this group have answered the same; of no respondents it says nothing. */
const isUnanimous = (vector: Int32Array, { alike }: Atoms): boolean => {
  const traits = inGroup(vector).map((atom) => alike[atom] ?? new Set<string>())
  return traits.length > 0 && traits.reduce(inBoth).size > 0
}

const asSet = (atoms: readonly number[]): Signed => atoms.map((atom) => ({ atom, sign: 1 }))
