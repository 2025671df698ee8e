/** Which text a number and a context choose: the same that i18next would. */

import { createInstance } from 'i18next'
import { expect, test } from 'vitest'
import { locales, translate } from '../../src/texts/translate.ts'

const i18next = createInstance()
await i18next.init({
  resources: { nb: { translation: locales.nb }, nn: { translation: locales.nn } },
  ...{ lng: 'nb', fallbackLng: 'nb', initAsync: false, interpolation: { escapeValue: false } },
})

const keysOf = (tree: object, path = ''): string[] =>
  Object.entries(tree).flatMap(([name, value]) =>
    typeof value === 'string' ? [`${path}${name}`] : Array.isArray(value) ? [] : keysOf(value, `${path}${name}.`),
  )
/** What stands before a number or a context in a key, with the words after it. */
const families = new Map<string, Set<string>>()
for (const key of keysOf(locales.nb)) {
  const from = key.lastIndexOf('.') + 1
  for (let at = key.indexOf('_', from); at > 0; at = key.indexOf('_', at + 1)) {
    const family = families.get(key.slice(0, at)) ?? new Set()
    families.set(key.slice(0, at), family.add(key.slice(at + 1).replace(/_?(?:zero|one|other)$/, '')))
  }
}

/** Something for every placeholder: an absent one becomes nothing here, and stays as it is there. */
const names = JSON.stringify(locales).matchAll(/\{\{\s*([\w-]+)\s*\}\}/g)
const filling = Object.fromEntries([...names].map(([, name = '']) => [name, `<${name}>`]))
delete filling.count

test.each(['nb', 'nn'] as const)('every text in %s that a number or a context chooses', (language) => {
  const other: unknown[] = []
  let chosen = 0
  for (const [key, contexts] of families)
    for (const count of [undefined, 0, 1, 2, 21, 1.5])
      for (const context of [undefined, ...contexts]) {
        const vars = {
          ...filling,
          ...(count === undefined ? {} : { count }),
          ...(context === undefined ? {} : { context }),
        }
        const is = translate(language, key, vars)
        const should = i18next.t(key, { lng: language, ...vars })
        // Without a number there is nothing to put in its place.
        if (should.includes('{{count}}')) continue
        if (is !== should) other.push({ key, count, context, is, should })
        else if (is !== key) chosen += 1
      }
  expect(other).toEqual([])
  expect(chosen).toBeGreaterThan(100)
})
