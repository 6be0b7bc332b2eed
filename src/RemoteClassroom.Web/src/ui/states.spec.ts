import { mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { i18n } from '@/i18n'
import LoadState from './LoadState.vue'
import NetworkNote from './NetworkNote.vue'
import StaleNote from './StaleNote.vue'
import StatePill from './StatePill.vue'
import { marks, type Tone } from './tones'

const global = { plugins: [i18n] }
const slots = { default: '<p class="there">there</p>', empty: 'Nothing yet: make one.' }
afterEach(() => vi.restoreAllMocks())

describe('the states that every page shows alike', () => {
  it('says that it is on its way', () => {
    const page = mount(LoadState, { props: { has: false, fault: '' }, slots, global })
    expect(page.find('[data-state=loading]').attributes('aria-busy')).toBe('true')
    expect(page.find('.there').exists()).toBe(false)
  })

  it('says what to do where there is nothing', () => {
    const page = mount(LoadState, { props: { has: true, fault: '', empty: true }, slots, global })
    expect(page.find('[data-state=empty]').text()).toBe('Nothing yet: make one.')
  })

  it('keeps what was there beside an error, and offers to try again', async () => {
    const page = mount(LoadState, { props: { has: true, fault: 'No link.' }, slots, global })
    expect(page.find('.there').exists()).toBe(true)
    expect(page.find('[role=alert]').text()).toContain('No link.')
    await page.find('[role=alert] button').trigger('click')
    expect(page.emitted('retry')).toHaveLength(1)
  })

  it('says only the error where nothing ever came', () => {
    const page = mount(LoadState, { props: { has: false, fault: 'No link.' }, slots, global })
    expect(page.find('[data-state=loading]').exists()).toBe(false)
    expect(page.find('.there').exists()).toBe(false)
  })

  it('says since when figures stand still', () => {
    const at = '2026-01-01T02:02:14Z'
    expect(
      mount(StaleNote, { props: { at, stale: false }, global })
        .find('[data-state=stale]')
        .exists(),
    ).toBe(false)
    const stale = mount(StaleNote, { props: { at, stale: true }, global })
    expect(stale.find('[data-state=stale]').text()).toMatch(/\d\d:02:14/)
  })

  it('says when the device has no network', async () => {
    const note = mount(NetworkNote, { global })
    expect(note.find('[data-state=no-network]').exists()).toBe(false)
    dispatchEvent(new Event('offline'))
    await note.vm.$nextTick()
    expect(note.find('[data-state=no-network]').exists()).toBe(true)
    dispatchEvent(new Event('online'))
    await note.vm.$nextTick()
    expect(note.find('[data-state=no-network]').exists()).toBe(false)
  })

  it.each(Object.entries(marks))('gives the tone %s a shape of its own', (tone, mark) => {
    const pill = mount(StatePill, { props: { tone: tone as Tone }, slots: { default: 'word' } })
    expect(pill.text()).toContain(mark)
    expect(pill.text()).toContain('word')
    expect(new Set(Object.values(marks)).size).toBe(Object.keys(marks).length)
  })
})
