import { basename } from 'node:path'
import { describe, expect, test } from 'vitest'
import { filesOf, textOf } from '../support/repo/source-files.ts'

const namespaces = filesOf('locales/nb/*.json').map((file) => basename(file))

/** Key paths with their texts. */
function textsOf(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value !== 'object' || value === null) throw new Error(`${path} is neither text nor a group of texts`)
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, path === '' ? key : `${path}.${key}`))
}

function placeholders(text: string): string[] {
  return [...new Set(text.match(/\{\{[^}]*\}\}|\$t\([^)]*\)/g))].toSorted()
}

test('both languages have the same files', () => {
  expect(namespaces.length).toBeGreaterThan(0)
  expect(filesOf('locales/nn/*.json').map((file) => basename(file))).toEqual(namespaces)
})

describe.each(namespaces)('%s', (namespace) => {
  const bokmaal = new Map(textsOf(JSON.parse(textOf(`locales/nb/${namespace}`))))
  const nynorsk = new Map(textsOf(JSON.parse(textOf(`locales/nn/${namespace}`))))

  test('has the same keys in both languages', () => {
    expect([...nynorsk.keys()].toSorted()).toEqual([...bokmaal.keys()].toSorted())
  })

  test('has the same placeholders in both languages', () => {
    const of = (texts: Map<string, string>) =>
      Object.fromEntries([...texts].map(([key, text]) => [key, placeholders(text)]))
    expect(of(nynorsk)).toEqual(of(bokmaal))
  })

  test('has no empty text', () => {
    expect([...bokmaal, ...nynorsk].filter(([, text]) => text.trim() === '')).toEqual([])
  })
})
