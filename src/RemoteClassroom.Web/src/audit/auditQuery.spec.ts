import { describe, expect, it } from 'vitest'
import { apiQuery, wishOf } from './auditQuery'

describe('the address of the audit', () => {
  it('is read without what does not belong there', () => {
    expect(
      wishOf({ action: 'session.cut', from: '2027-03-01', to: 'soon', actor: '', object: ['a'], other: 'x' }),
    ).toEqual({
      action: 'session.cut',
      from: '2027-03-01',
    })
  })

  it('asks for whole days, the last one included', () => {
    const query = new URLSearchParams(apiQuery({ from: '2027-03-01', to: '2027-03-01', unit: 'u' }))
    expect(Date.parse(query.get('to') ?? '') - Date.parse(query.get('from') ?? '')).toBe(24 * 60 * 60 * 1000)
    expect(query.get('unit')).toBe('u')
    expect(apiQuery({})).toBe('')
  })
})
