/** One message per person and campaign, whatever number of units and parts the person answers for. */

/**
 * Splits candidates into those to send to and those whose person gets one already. The first of a person in the given
 * order counts; candidates without person are all kept. Neither list changes the order.
 */
export const onePerPerson = <T extends { personId: string | null }>(
  candidates: readonly T[],
): { first: T[]; again: T[] } => {
  const seen = new Set<string>()
  const first: T[] = []
  const again: T[] = []
  for (const candidate of candidates) {
    const { personId } = candidate
    if (personId !== null && seen.has(personId)) again.push(candidate)
    else first.push(candidate)
    if (personId !== null) seen.add(personId)
  }
  return { first, again }
}
