/** What stands between a code that is brought on the web and the register: who guesses is slowed down, and nobody else. */

import { findCode } from '../../register/code.ts'
import { ANSWER_WITHIN_MS, oneAtATime } from '../waiting-line.ts'
import type { WebRegister, WrongCodes } from './web-ports.ts'

type Opened = NonNullable<Awaited<ReturnType<WebRegister['open']>>>
/** `too_many`: wrong, or not looked up, since too many wrong ones came from there or in all; `refused`: wrong. */
export type Opening = { type: 'opened'; opened: Opened } | { type: 'refused' | 'too_many' }

/** Opens a code from an address at a time. Throws `StoreAway`. */
export type Opens = (typed: string, from: { address: string; at: Date }) => Promise<Opening>

/**
 * A right code opens, however many wrong ones came from the same place. Where these are too many, codes from one network are
 * looked up one after another, so that guessing takes no more of SQL than one person does; whoever has waited as long as a
 * browser's user would is not looked up.
 */
export const openingOf = (register: Pick<WebRegister, 'open'>, wrong: WrongCodes): Opens => {
  const oneByOne = oneAtATime()
  return async (typed, { address, at }) => {
    // What cannot be a code is no guess.
    if (findCode(typed) === null) return { type: 'refused' }
    const open = () => register.open(typed, at)
    const opened = (await wrong.areMany(address))
      ? await oneByOne(wrong.networkOf(address), ANSWER_WITHIN_MS, open)
      : await open()
    if (opened === 'waited') return { type: 'too_many' }
    if (opened !== null) return { type: 'opened', opened }
    return { type: (await wrong.count(address)) ? 'too_many' : 'refused' }
  }
}
