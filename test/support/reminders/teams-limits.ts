/** Teams' limits on a bot (MicrosoftDocs msteams-docs, rate-limit.md): what a connector refuses with 429. */

/** `count` messages within `withinMs`. */
export type Limit = { count: number; withinMs: number }

export const perConversation: readonly Limit[] = [
  { count: 7, withinMs: 1_000 },
  { count: 60, withinMs: 30_000 },
]
export const perTenant: readonly Limit[] = [{ count: 50, withinMs: 1_000 }]

/** Counts by key over moving windows. `take` is false when a limit is passed; the refused one counts too. */
export const createLimiter = (limits: readonly Limit[]) => {
  const arrivals = new Map<string, number[]>()
  const longest = Math.max(...limits.map(({ withinMs }) => withinMs))
  let most = 0
  return {
    take: (key: string, at: number): boolean => {
      const recent = [...(arrivals.get(key) ?? []).filter((earlier) => earlier > at - longest), at]
      arrivals.set(key, recent)
      most = Math.max(most, recent.filter((earlier) => earlier > at - 1_000).length)
      return limits.every(({ count, withinMs }) => recent.filter((earlier) => earlier > at - withinMs).length <= count)
    },
    /** The most that came within one second for one key. */
    mostInASecond: () => most,
  }
}
