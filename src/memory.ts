/** More people than that are active at once only with several processes; the oldest are asked or written again. */
const REMEMBERED = 10_000

/** Remembers `value`, and forgets the oldest when there are more than `most`. */
export const remember = <T>(map: Map<string, T>, key: string, value: T, most = REMEMBERED): void => {
  if (map.size >= most) map.delete(map.keys().next().value ?? key)
  map.delete(key)
  map.set(key, value)
}
