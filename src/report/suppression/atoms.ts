/** Respondents that no set of groups tells apart. */

/** What the published numbers tell of a respondent's answer: the categories counted, or the number given. */
export type Traits = ReadonlySet<string>

/**
 * `vectors[s]` has a 1 for every atom in set s; `weights` are the numbers of respondents; `alike` are the traits that all
 * respondents of the atom have.
 */
export type Atoms = { weights: Int32Array; vectors: Int32Array[]; alike: Traits[] }

const none: Traits = new Set()

export const inBoth = (a: Traits, b: Traits): Traits => new Set([...a].filter((trait) => b.has(trait)))

/** The atoms of these sets of respondents. Of a respondent without `traits` nothing is known. */
export const atomsOf = (
  sets: readonly (readonly string[])[],
  traits: ReadonlyMap<string, Traits> = new Map(),
): Atoms => {
  const memberships = new Map<string, number[]>()
  for (const [s, members] of sets.entries()) {
    for (const key of members) memberships.set(key, [...(memberships.get(key) ?? []), s])
  }
  const atoms = new Map<string, { sets: number[]; weight: number; alike: Traits }>()
  for (const [key, of] of [...memberships].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const signature = of.join()
    const own = traits.get(key) ?? none
    const atom = atoms.get(signature)
    if (atom === undefined) atoms.set(signature, { sets: of, weight: 1, alike: own })
    else {
      atom.weight += 1
      atom.alike = inBoth(atom.alike, own)
    }
  }
  const list = [...atoms.values()]
  const vectors = sets.map(() => new Int32Array(list.length))
  for (const [a, atom] of list.entries()) for (const s of atom.sets) (vectors[s] ?? [])[a] = 1
  return { weights: Int32Array.from(list, (atom) => atom.weight), vectors, alike: list.map(({ alike }) => alike) }
}
