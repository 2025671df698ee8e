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
 * Makes something to show that reckons with everything shown before, and keeps what it gives away before it is shown.
 * When another process has shown something in the meantime it is made again. What has been shown already is kept once.
 * @param make given the earlier releases; called at least once
 */
export const publish = async <T extends { release: Release }>(
  book: ReleaseBook,
  wave: string,
  make: (earlier: Release[]) => T,
): Promise<T> => {
  for (;;) {
    const earlier = await book.releases(wave)
    const made = make(earlier)
    if (earlier.some((one) => isSameRelease(one, made.release))) return made
    if (await book.keep(made.release, earlier.length + 1)) return made
  }
}
