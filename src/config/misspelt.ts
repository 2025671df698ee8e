import type { SettingFault } from './rules.ts'

/** Names that are ours alone: whatever begins so and is not a setting is a mistake. */
const oursAlone = /^(MicrosoftApp|SURVEY_)/i
/** Beginnings that other programs share: only a name close to one of ours is a mistake. */
const shared =
  /^(Mi?cro?s?o?ft|SURV|ALLOWED_|ADMIN_|RESULTS?_|REDIS_|DATA|SEND_|OPS_|LOG_L|ToBot|ToChannel|OAuth|BotOpen|Certificate)/i

/** So long a name of ours resembles no other program's by chance, wherever it begins to differ. */
const ownLength = 10

const mostEdits = 2

/** A fault for every name of `env` that was probably meant to be one of `known`. Names only: values are not looked at. */
export function misspeltNames(env: Readonly<Record<string, unknown>>, known: readonly string[]): SettingFault[] {
  return Object.keys(env)
    .filter((name) => env[name] !== undefined && env[name] !== '' && !known.includes(name))
    .flatMap((name) => {
      const seen = visible(name)
      if (seen !== name && known.includes(seen))
        return [{ name: seen, reason: 'has a sign in its name that is not seen' }]
      const near = nearest(name, known)
      if (near !== undefined && isSameButForCase(name, near)) return [{ name, reason: `is written ${near}` }]
      const isOurs = oursAlone.test(name) || shared.test(name) || (near?.length ?? 0) >= ownLength
      const meant = isOurs ? near : undefined
      if (meant !== undefined) return [{ name, reason: `is not a setting; did you mean ${meant}?` }]
      return oursAlone.test(name) ? [{ name, reason: 'is not a setting' }] : []
    })
}

/** Spaces of web pages and byte order marks stay when a line is copied. */
const visible = (name: string): string => name.replace(/[^\x21-\x7e]/g, '')

/** Short names without an underscore, such as `host`, are other programs' own. */
const isSameButForCase = (name: string, near: string): boolean =>
  name.toLowerCase() === near.toLowerCase() && name.includes('_')

function nearest(name: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((candidate) => ({ candidate, edits: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((one, other) => one.edits - other.edits)
  const best = ranked[0]
  return best && best.edits <= mostEdits ? best.candidate : undefined
}

/** Levenshtein: how many letters to put in, take out or change to get from one word to the other. */
function editDistance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [row, letter] of [...from].entries()) {
    const here = [row + 1]
    for (const [column, other] of [...to].entries()) {
      const change = (above[column] ?? 0) + (letter === other ? 0 : 1)
      here.push(Math.min(change, (above[column + 1] ?? 0) + 1, (here[column] ?? 0) + 1))
    }
    above = here
  }
  return above[to.length] ?? 0
}
