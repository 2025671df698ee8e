/** The steady clock of this process, which nobody sets: for what came before what. The clock on the wall is `now` of the deps, and may be set back. */

/** ms of `performance.now`. A type of its own, so that no time of day is put in its place. */
export type SteadyMs = number & { readonly clock: 'steady' }

export const steadyNow = (): SteadyMs => performance.now() as SteadyMs

/**
 * Whether it is less than `ms` by the clock on the wall, at `now`, that something was done `at`. Of a time to come nobody knows how
 * long ago it was: the clock was set back since.
 */
export const isWithin = (ms: number, at: number, now: number): boolean => now >= at && now - at < ms
