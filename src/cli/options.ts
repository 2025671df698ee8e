/** What several commands read of their options. */

import { InvalidArgumentError } from 'commander'

/** A whole number from 1. */
export function fromOne(value: string): number {
  if (/^[1-9]\d{0,14}$/.test(value)) return Number(value)
  throw new InvalidArgumentError('It is a whole number from 1.')
}

/** A whole number from 0. */
export function fromZero(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value)
  throw new InvalidArgumentError('It is a whole number from 0.')
}
