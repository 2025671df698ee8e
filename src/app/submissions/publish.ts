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
 * wave (`release`), and of the one that it is compared with (`releaseBefore`). When another process has shown something in the meantime
 * it is made again. What has been shown already is kept once.
 * @param make given the earlier releases of both; called at least once
 * @param compared id of the other wave; absent: there is none
 */
export const publish = async <T extends { release: Release; releaseBefore?: Release }>(
  book: ReleaseBook,
  wave: string,
  make: (earlier: Release[], ofCompared: Release[]) => T,
  compared?: string,
): Promise<T> => {
  for (;;) {
    const earlier = await book.releases(wave)
    const others = compared === undefined ? [] : await book.releases(compared)
    const made = make(earlier, others)
    const isKept = await keep(book, made.release, earlier)
    if (isKept && (made.releaseBefore === undefined || (await keep(book, made.releaseBefore, others)))) return made
  }
}

const keep = async (book: ReleaseBook, release: Release, earlier: readonly Release[]): Promise<boolean> =>
  earlier.some((one) => isSameRelease(one, release)) || book.keep(release, earlier.length + 1)
