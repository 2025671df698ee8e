/** The steady clock of this process, which nobody sets: for what came before what. The clock on the wall is `now` of the deps. */

/** ms of `performance.now`. A type of its own, so that no time of day is put in its place. */
export type SteadyMs = number & { readonly clock: 'steady' }

export const steadyNow = (): SteadyMs => performance.now() as SteadyMs
