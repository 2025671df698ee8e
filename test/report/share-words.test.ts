import { describe, expect, it } from 'vitest'
import { shareInWords } from '../../src/report/findings.ts'

describe('a share in words', () => {
  it.each([
    ['exact', 68, '68 prosent', '68 prosent'],
    ['spoken', 90, 'ni av ti', 'ni av ti'],
    ['spoken', 88, 'om lag ni av ti', 'om lag ni av ti'],
    ['spoken', 93, 'om lag ni av ti', 'om lag ni av ti'],
    ['spoken', 94, '94 prosent', '94 prosent'],
    ['spoken', 66, 'om lag to av tre', 'om lag to av tre'],
    ['spoken', 67, 'to av tre', 'to av tre'],
    ['spoken', 69, 'om lag sju av ti', 'om lag sju av ti'],
    ['spoken', 79, 'om lag fire av fem', 'om lag fire av fem'],
    ['spoken', 50, 'halvparten', 'halvparten'],
    ['spoken', 49, 'om lag halvparten', 'om lag halvparten'],
    ['spoken', 25, 'en fjerdedel', 'ein firedel'],
    ['spoken', 14, '14 prosent', '14 prosent'],
    ['spoken', 4, '4 prosent', '4 prosent'],
    ['over', 51, 'over halvparten', 'over halvparten'],
    ['over', 57, 'over halvparten', 'over halvparten'],
    ['over', 50, 'halvparten', 'halvparten'],
    ['over', 62, 'om lag seks av ti', 'om lag seks av ti'],
    ['over', 27, 'litt mer enn en fjerdedel', 'litt meir enn ein firedel'],
    ['over', 24, 'om lag en fjerdedel', 'om lag ein firedel'],
  ] as const)('%s of %i per cent: «%s», «%s»', (style, percent, nb, nn) => {
    const of = { count: percent * 3, n: 300 }
    expect([shareInWords('nb', style, of), shareInWords('nn', style, of)]).toEqual([nb, nn])
  })

  it('says «over halvparten» of one more than half, however many', () => {
    expect(shareInWords('nb', 'over', { count: 219, n: 437 })).toBe('over halvparten')
    expect(shareInWords('nb', 'over', { count: 218, n: 437 })).toBe('halvparten')
  })
})
