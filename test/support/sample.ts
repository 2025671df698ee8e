/** `n` of the numbers under `of`, without replacement. `random`: from 0 to under 1. */
export const sample = (random: () => number, n: number, of: number): Set<number> => {
  const ids = Array.from({ length: of }, (_, i) => i)
  for (let i = 0; i < n; i += 1) {
    const j = i + Math.floor(random() * (of - i))
    const held = ids[i] ?? 0
    ids[i] = ids[j] ?? 0
    ids[j] = held
  }
  return new Set(ids.slice(0, n))
}
