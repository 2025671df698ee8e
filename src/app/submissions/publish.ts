/** What has been shown of a wave, by whichever process: the report, the publication export, a unit's report, the chat. */
import { isSameRelease, type Release } from '../../report/measure.ts'

/** Throws `StoreAway` when SQL cannot be reached. */
export type ReleaseBook = {
  /** Every release of the wave, oldest first. Throws when one does not parse: to pass over it would give answers away. */
  releases(wave: string): Promise<Release[]>
  /** Keeps it as the `number`th of its wave, from 1; false when there is one of that number already. */
  keep(release: Release, number: number): Promise<boolean>
}

/**
 * Makes something to show that reckons with everything shown before, and keeps what it gives away before it is shown: of its own
 * wave (`release`), and of those that it is compared with (`releasesBefore`). When another process has shown something in the meantime
 * it is made again. What has been shown already is kept once.
 * @param make given the earlier releases of the wave, and of each of `compared`; called at least once
 * @param compared ids of the other waves
 */
export const publish = async <T extends { release: Release; releasesBefore?: readonly Release[] }>(
  book: ReleaseBook,
  wave: string,
  make: (earlier: Release[], ofCompared: Release[][]) => T,
  compared: readonly string[] = [],
): Promise<T> => {
  for (;;) {
    const earlier = await book.releases(wave)
    const others: Release[][] = []
    for (const id of compared) others.push(await book.releases(id))
    const made = make(earlier, others)
    const all = [made.release, ...(made.releasesBefore ?? [])]
    if (await keepAll(book, all, [...earlier, ...others.flat()])) return made
  }
}

/** Until one has been kept in the meantime by another process. */
const keepAll = async (book: ReleaseBook, made: readonly Release[], known: readonly Release[]): Promise<boolean> => {
  for (const release of made) {
    const isKept = await keep(
      book,
      release,
      known.filter(({ wave }) => wave === release.wave),
    )
    if (!isKept) return false
  }
  return true
}

const keep = async (book: ReleaseBook, release: Release, earlier: readonly Release[]): Promise<boolean> =>
  earlier.some((one) => isSameRelease(one, release)) || book.keep(release, earlier.length + 1)
