/**
 * Groups in which all have answered the same. Who has answered is known, so that such a group tells what each of them
 * said, however many they are.
 */
import { type Atoms, inBoth, type Traits } from './atoms.ts'
import type { Signed } from './span.ts'

/** Whether all respondents of these atoms have a trait in common; of no respondents it says nothing. */
const areAlike = (atoms: readonly number[], { alike }: Atoms): boolean => {
  let common: Traits | undefined
  for (const atom of atoms) {
    const own = alike[atom]
    common = common === undefined || own === undefined ? own : inBoth(common, own)
    if (common === undefined || common.size === 0) return false
  }
  return common !== undefined
}

/** The atoms of a group. */
const inGroup = (vector: Int32Array): number[] => [...vector.keys()].filter((atom) => vector[atom] === 1)

/** Whether all in this group have answered the same. */
export const isUnanimous = (vector: Int32Array, atoms: Atoms): boolean => areAlike(inGroup(vector), atoms)

/**
 * The unanimous ones among these groups, what lies in one and not in another, and what lies in both: what may not be worked
 * out from the groups that are published.
 */
export const unanimousSets = (atoms: Atoms): Signed[] => {
  if (atoms.alike.every(({ size }) => size === 0)) return []
  const found = new Map<string, number[]>()
  const consider = (list: number[]): void => {
    if (list.length > 0 && areAlike(list, atoms)) found.set(list.join(), list)
  }
  for (const a of atoms.vectors) {
    const own = inGroup(a)
    consider(own)
    for (const b of atoms.vectors) {
      if (a === b) continue
      consider(own.filter((atom) => b[atom] === 0))
      consider(own.filter((atom) => b[atom] === 1))
    }
  }
  return [...found.values()].map((list) => list.map((atom) => ({ atom, sign: 1 })))
}
