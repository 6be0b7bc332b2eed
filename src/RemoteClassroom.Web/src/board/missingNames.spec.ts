import { expect, it } from 'vitest'
import { byHall, type MissingPerson } from './missingNames'

const person = (branchId: string, name: string, status: MissingPerson['status'] = 'absent'): MissingPerson => ({
  branchId,
  venue: `V${branchId}`,
  name,
  rosterNo: '1*1',
  status,
})

it('groups the missing by hall, those of halls out of reach last', () => {
  const halls = byHall([
    person('1', '王*国', 'unknown'),
    person('2', '李*'),
    person('1', '赵*', 'unknown'),
    person('2', '钱*'),
  ])
  expect(halls).toEqual([
    { venue: 'V2', unknown: false, names: ['李*', '钱*'] },
    { venue: 'V1', unknown: true, names: ['王*国', '赵*'] },
  ])
})
