/** Placeholders: known ones, the same in both language forms, and only answers that have been given by then. */
import type { Finding, Path } from '../faults.ts'
import { placeholdersIn } from '../placeholders.ts'
import { valueAt } from '../shape.ts'
import type { Draft, Referring } from './draft.ts'
import { referenceFault } from './references.ts'

type Pair = { nb: string; nn: string; path: Path }

/** Every text with both language forms, wherever it stands. */
const textsIn = (value: unknown, path: Path = []): Pair[] => {
  if (typeof value !== 'object' || value === null) return []
  if ('nb' in value && 'nn' in value && typeof value.nb === 'string' && typeof value.nn === 'string') {
    return [{ nb: value.nb, nn: value.nn, path }]
  }
  return Object.entries(value).flatMap(([key, child]) =>
    textsIn(child, [...path, Array.isArray(value) ? Number(key) : key]),
  )
}

/** Which answers a text can repeat: earlier ones, and in the message of a check also the answer that is checked. */
const scopeOf = (draft: Draft, path: Path): Pick<Referring, 'before' | 'own'> => {
  const [top, s, under, q, part] = path
  if (top !== 'sections') return { before: 0 }
  const section = [...draft.questions, ...draft.broken].filter((it) => it.section.index === s)
  if (under !== 'questions') return { before: Math.min(...section.map((it) => it.order)) }
  const before = section.find((it) => it.path.at(-1) === q)?.order ?? 0
  const id = valueAt(draft.data, path.slice(0, 4).concat('id'))
  return { before, own: part === 'checks' && typeof id === 'string' ? id : undefined }
}

/** Which ones, whatever the order: languages put words in different places. */
const profile = (text: string): string =>
  [...new Set(placeholdersIn(text).map((p) => p.raw.toLowerCase()))].sort().join(' ')

/** Unknown placeholders, answers not given by then, and texts whose forms differ in them. */
export const checkPlaceholders = (draft: Draft): Finding[] =>
  textsIn(draft.data).flatMap(({ nb, nn, path }) => {
    const scope = scopeOf(draft, path)
    const findings = (
      [
        ['nb', nb],
        ['nn', nn],
      ] as const
    ).flatMap(([language, text]) =>
      placeholdersIn(text).flatMap((placeholder): Finding[] => {
        const here = [...path, language]
        if (placeholder.type === 'unknown') {
          const message = `{{${placeholder.raw}}} is not a known placeholder`
          return [{ path: here, code: 'unknown_placeholder', message }]
        }
        if (placeholder.type === 'unit') return []
        const fault = referenceFault(draft, placeholder.question, scope)
        if (fault !== undefined) return [{ path: here, ...fault }]
        if (draft.byId.get(placeholder.question)?.question.kind !== 'info') return []
        const message = `«${placeholder.question}» is information and has no answer to repeat`
        return [{ path: here, code: 'no_answer', message }]
      }),
    )
    if (profile(nb) === profile(nn)) return findings
    const message = `nb has the placeholders [${profile(nb)}], nn has [${profile(nn)}]`
    return [...findings, { path: [...path, 'nn'], code: 'placeholder_differs', message }]
  })
