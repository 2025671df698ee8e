import { expect, test } from 'vitest'
import { isAllowedService } from '../../../src/edge/teams/caller.ts'

test.each<[unknown, string[], boolean]>([
  ['https://smba.trafficmanager.net/emea/', [], true],
  ['https://smba.infra.gcc.teams.microsoft.com/teams', [], true],
  ['http://smba.trafficmanager.net/emea/', [], false],
  ['https://smba.trafficmanager.net:8443/', [], false],
  ['https://smba.trafficmanager.net.evil.example/', [], false],
  ['https://smba.trafficmanager.net@evil.example/', [], false],
  ['https://user:pw@smba.trafficmanager.net/', [], false],
  ['https://smba.trafficmanager.net/?x', [], false],
  ['https://smba.trafficmanager.net/#x', [], false],
  ['https://trafficmanager.net/', [], false],
  ['https://proxy.imdi.no/', ['proxy.imdi.no'], true],
  ['https://proxy.imdi.no:444/', ['proxy.imdi.no:444'], true],
  ['http://proxy.imdi.no/', ['proxy.imdi.no'], false],
  ['http://127.0.0.1:56150/_connector', ['127.0.0.1'], true],
  ['http://127.0.0.1:56150/', [], false],
  ['http://localhost:56150/', ['localhost:1'], false],
  ['file:///etc/passwd', ['127.0.0.1', ''], false],
  ['not a URL', [], false],
  ['', [''], false],
  [undefined, [], false],
  [['https://smba.trafficmanager.net/'], [], false],
])('%j with %j: %s', (serviceUrl, extra, expected) => {
  expect(isAllowedService(serviceUrl, extra)).toBe(expected)
})
