/** Authors whose lines nothing is trained on, so that they measure: of both the answers that are called and the figures. */

/** Names of files, without what they end with. Who measures is read and trained on afterwards, and the next are new authors. */
const heldOut: ReadonlySet<string> = new Set([
  'author-r',
  'author-s',
  'author-t',
  'author-u',
  'author-v',
  'author-w',
  'author-x',
  'author-y',
])

/** Whether an author's lines may be trained on. */
export const isTrainedOn = (author: string): boolean => !heldOut.has(author)
