/** More people than that are active at once only with several processes; the oldest are asked or written again. */
const REMEMBERED = 10_000

/** Remembers `value` as the newest, and forgets the oldest where there would be more than `most`. */
export const remember = <T>(map: Map<string, T>, key: string, value: T, most = REMEMBERED): void => {
  map.delete(key)
  if (map.size >= most) map.delete(map.keys().next().value ?? key)
  map.set(key, value)
}

/** `make`, pure, with what it made kept beside what it was made of, for as long as that is there. */
export const keptWith = <From extends object, Made>(make: (from: From) => Made): ((from: From) => Made) => {
  const kept = new WeakMap<From, { made: Made }>()
  return (from) => {
    const known = kept.get(from)
    if (known !== undefined) return known.made
    const made = make(from)
    kept.set(from, { made })
    return made
  }
}
