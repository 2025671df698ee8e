/** How long tests wait: for facts, and at most until something must be taken for hung. */
import { availableParallelism, loadavg } from 'node:os'

/**
 * Longer than anything here takes on a machine with three times the load it has room for, ms. Nothing is judged by it: a wait
 * ends when its fact is there, and a fact that never comes fails with words of its own before the test's own limit does.
 */
export const HANGS_MS = 150_000

/**
 * What is promised to take at most `ms` on a machine that is the service's own, on this machine as it is: with as many waiting
 * for a core as have one, it takes twice as long.
 */
export const promised = (ms: number): number => ms * (1 + (loadavg()[0] ?? 0) / availableParallelism())
