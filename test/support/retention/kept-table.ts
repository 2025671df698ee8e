/** The table of docs/security.md «What is kept of a person», as the tests read it. */
import { textOf } from '../repo/source-files.ts'

export type KeptRow = { places: string[]; howLong: string; test: string }

const token = /`((?:redis|job|file):[\w.-]+|[a-z_]+\.[a-z_]+)`/g
const tokensIn = (text: string): string[] => [...text.matchAll(token)].map(([, found = '']) => found)

/** The rows of what says something of a person, and the places that say nothing of one. */
export const keptTable = (): { rows: KeptRow[]; nothing: string[] } => {
  const section = textOf('docs/security.md')
    .split('\n## ')
    .find((one) => one.startsWith('What is kept of a person'))
  if (section === undefined) throw new Error('security.md has no such section')
  const [table = '', rest = ''] = section.split('\nNothing of a person:')
  const rows = table
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, where = '', , , howLong = '', , test = '']) => ({
      places: tokensIn(where),
      howLong,
      test: test.replaceAll('`', ''),
    }))
  return { rows, nothing: tokensIn(rest) }
}
