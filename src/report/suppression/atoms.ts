/** Respondents that no set of groups tells apart. */

/** `vectors[s]` has a 1 for every atom in set s; `weights` are the numbers of respondents. */
export type Atoms = { weights: Int32Array; vectors: Int32Array[] }

/** The atoms of these sets of respondents. */
export const atomsOf = (sets: readonly (readonly string[])[]): Atoms => {
  const memberships = new Map<string, number[]>()
  for (const [s, members] of sets.entries()) {
    for (const key of members) memberships.set(key, [...(memberships.get(key) ?? []), s])
  }
  const atoms = new Map<string, { sets: number[]; weight: number }>()
  for (const [, of] of [...memberships].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const signature = of.join()
    const atom = atoms.get(signature)
    if (atom === undefined) atoms.set(signature, { sets: of, weight: 1 })
    else atom.weight += 1
  }
  const list = [...atoms.values()]
  const vectors = sets.map(() => new Int32Array(list.length))
  for (const [a, atom] of list.entries()) for (const s of atom.sets) (vectors[s] ?? [])[a] = 1
  return { weights: Int32Array.from(list, (atom) => atom.weight), vectors }
}
