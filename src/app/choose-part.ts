/** Someone who answers for more than one part (small municipalities) talks about one at a time. */
import type { Input } from '../engine/types.ts'
import { isCommand } from '../norwegian/hear.ts'
import type { Deps } from './deps.ts'
import type { Membership } from './people.ts'
import { languageOfClient } from './plain.ts'

type Choice =
  | { type: 'membership'; membership: Membership; input: Input }
  /** The list; until a number is chosen no part is talked about. */
  | { type: 'ask'; key: string; vars: Record<string, string> }

type Given = { memberships: Membership[]; current: string | null; input: Input; locale: string | undefined }

/**
 * Which part a message is about: the one last talked about, until «bytt del». From the list one is chosen by its number or
 * by a word of its line that no other line has; that begins or resumes the part.
 */
export const chosenMembership = (deps: Deps, { memberships, current, input, locale }: Given): Choice => {
  const now = memberships.find((m) => m.sessionId === current)
  const wantsList = input.type === 'text' && isCommand('switch_part', input.text)
  if (now !== undefined && !wantsList) return { type: 'membership', membership: now, input }
  const picked = input.type === 'text' && now === undefined ? pickedBy(deps, memberships, input.text) : undefined
  if (picked !== undefined) return { type: 'membership', membership: picked, input: { type: 'joined' } }
  if (wantsList && now !== undefined) {
    // With two parts there is only one other; a list is for three and more.
    const other = memberships.filter((m) => m !== now)
    if (other.length === 1 && other[0] !== undefined) {
      return { type: 'membership', membership: other[0], input: { type: 'joined' } }
    }
  }
  const language = languageOfClient(locale)
  const list = memberships.map((m, i) => `${i + 1}. ${titleOf(deps, m, language)}`).join('\n')
  return {
    type: 'ask',
    key: 'link.choose_part',
    vars: { list },
  }
}

/** By number, or by words: «rådmann», «Bergen». Words that fit several lines choose none. */
const pickedBy = (deps: Deps, memberships: readonly Membership[], text: string): Membership | undefined => {
  const said = text.trim().replace(/[.!]$/, '').toLowerCase()
  if (/^\d+$/.test(said)) return memberships[Number(said) - 1]
  if (said.length < 3) return undefined
  const fits = (m: Membership) =>
    m.part === said ||
    (['nb', 'nn'] as const).some((language) => titleOf(deps, m, language).toLowerCase().includes(said))
  const found = memberships.filter(fits)
  return found.length === 1 ? found[0] : undefined
}

const titleOf = (deps: Deps, { part, unitId }: Membership, language: 'nb' | 'nn'): string => {
  const title = deps.survey.wave.parts[part]?.title[language] ?? part
  const name = deps.survey.units.get(unitId)?.name ?? unitId
  return `${title} – ${name}`
}
