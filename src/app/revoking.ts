/** Changes of the register, after which every process asks SQL anew who may do what. */
import type { ProgressStore } from './ports.ts'
import type { RespondentBook } from './register-ports.ts'

/** The same book: what changes rights, links or codes takes away the copies that were made before. Throws `StoreAway`. */
export const revoking = (book: RespondentBook, progress: Pick<ProgressStore, 'registerChanged'>): RespondentBook => {
  /** Also after a failure: a change whose confirmation was lost is a change. */
  const revoked = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work
    } finally {
      await progress.registerChanged()
    }
  }
  return {
    ...book,
    change: (...given) => revoked(book.change(...given)),
    invite: (...given) => revoked(book.invite(...given)),
    erase: (...given) => revoked(book.erase(...given)),
    addAdmin: (...given) => revoked(book.addAdmin(...given)),
    removeAdmin: (...given) => revoked(book.removeAdmin(...given)),
  }
}
