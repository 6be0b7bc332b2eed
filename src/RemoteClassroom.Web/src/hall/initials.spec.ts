import { describe, expect, it } from 'vitest'
import { answersTo } from './initials'

describe('a masked name', () => {
  it('answers to its pinyin initials, the hidden ones being anything', () => {
    expect(answersTo('王*国', 'wjg')).toBe(true)
    expect(answersTo('王*国', 'w')).toBe(true)
    expect(answersTo('王*国', 'wjs')).toBe(false)
    expect(answersTo('赵*', 'z')).toBe(true)
    expect(answersTo('欧阳*', 'oy')).toBe(true)
    expect(answersTo('安*平', 'anp')).toBe(true)
  })
  it('answers to its characters, and to nothing typed', () => {
    expect(answersTo('李*', '李')).toBe(true)
    expect(answersTo('李*', '王')).toBe(true)
    expect(answersTo('张三', '李')).toBe(false)
    expect(answersTo('张三', ' ')).toBe(true)
  })
})
