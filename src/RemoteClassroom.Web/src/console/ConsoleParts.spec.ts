import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick, ref } from 'vue'
import type { AttendanceFrame, Counts, RoundInfo, StaffQuestion } from '@/api/contract'
import { answers, refuse, replies, sent, shutDoors } from '@/testing/doors'
import { closeAll, open } from '@/testing/open'
import QuestionsPanel from './QuestionsPanel.vue'
import ReturnPicture from './ReturnPicture.vue'
import RoundsPanel from './RoundsPanel.vue'

vi.mock('@/api/http', async () => (await import('@/testing/doors')).httpDoor)
vi.mock('@/relay/useRelay', async () => (await import('@/testing/doors')).relayDoor)
const sound = vi.hoisted(() => ({ silentMs: undefined as unknown }))
vi.mock('./levelMeter', () => ({ useLevelMeter: () => ({ level: ref(0.2), silentMs: sound.silentMs }) }))
vi.mock('@/media/livePlayer', () => ({
  useLivePlayer: () => ({ player: { state: 'playing', behindMs: 6_200 }, video: ref(), attach: () => undefined }),
}))

const counts: Counts = { expected: 240, present: 200, late: 4, waiting: 20, absent: 0, unknown: 16, excused: 0 }
const frame = (more: Partial<AttendanceFrame> = {}): AttendanceFrame =>
  ({
    roundId: 'r1',
    counts,
    children: [],
    halls: 1_000,
    hallsOnline: 998,
    hallsPlaying: 992,
    hallsSilent: 3,
    ...more,
  }) as AttendanceFrame

beforeEach(shutDoors)
afterEach(closeAll)

describe('the return picture', () => {
  const live = { url: '/live/s1/index.m3u8', live: true, cutSince: undefined, attendance: frame() }

  it('says how far behind it is and how many halls have picture and sound', async () => {
    sound.silentMs = ref(0)
    const picture = await open(ReturnPicture, live)
    expect(picture.find('h2').text()).toBe('分课堂画面（延迟 6 秒）')
    expect(picture.find('[data-testid=playing]').text()).toContain('99.2% 的分课堂有画面有声音')
    expect(picture.find('[role=alert]').exists()).toBe(false)
  })

  it('says after five seconds without a sound that none goes out', async () => {
    const silentMs = ref(5_000)
    sound.silentMs = silentMs
    const picture = await open(ReturnPicture, live)
    expect(picture.find('[role=alert]').exists()).toBe(false)
    silentMs.value = 5_001
    await nextTick()
    expect(picture.find('[role=alert]').text()).toContain('您的声音没有送出')
  })
})

describe('the questions under the hand', () => {
  const question = (id: string, more: Partial<StaffQuestion> = {}): StaffQuestion =>
    ({
      questionId: id,
      state: 'pending',
      text: `问题 ${id}`,
      hall: '东镇',
      branchId: 'v1',
      byPerson: true,
      anonymous: false,
      askedAt: `2026-01-01T08:0${id}:00Z`,
      ...more,
    }) as StaffQuestion
  const shown = (panel: Awaited<ReturnType<typeof open>>) =>
    panel.findAll('[data-question]').map((q) => q.attributes('data-question'))

  it('stay where they are while new ones come, which are counted and taken in by a press', async () => {
    const panel = await open(QuestionsPanel, { questions: [question('1')], votes: {} })
    await panel.setProps({ questions: ['1', '2', '3', '4', '5', '6', '7'].map((id) => question(id)) })
    expect(shown(panel)).toEqual(['1'])
    expect(panel.find('[data-testid=news]').text()).toContain('6 条新提问')
    await panel.find('[data-testid=news]').trigger('click')
    expect(shown(panel)).toHaveLength(7)
  })

  it('are moved through, approved and put aside by J, K, A and D; who was quicker is named', async () => {
    const panel = await open(QuestionsPanel, { questions: [question('1'), question('2')], votes: {} })
    const press = (key: string) => window.dispatchEvent(new KeyboardEvent('keydown', { key }))
    press('j')
    press('d')
    press('k')
    press('a')
    await flushPromises()
    expect(sent.map((s) => s.path)).toEqual(['/questions/2/dismiss', '/questions/1/approve'])
    replies.set('/questions/1/answering', () => refuse('conflict'))
    await panel.setProps({
      questions: [
        question('1', { state: 'approved' }),
        question('2', { state: 'approved', by: { role: 'assistant', name: '李*' } }),
      ],
    })
    expect(panel.find('[data-question="2"]').text()).toContain('助教 李* 已处理')
    press('a')
    await flushPromises()
    expect(panel.find('[data-question="1"] .refusal').text()).not.toBe('')
  })
})

describe('the rounds', () => {
  const signIn: RoundInfo = {
    roundId: 'r1',
    kind: 'signIn',
    openedAt: '2026-01-01T08:00:00Z',
    closedAt: '2026-01-01T08:20:00Z',
  }
  const check: RoundInfo = {
    roundId: 'r2',
    kind: 'spotCheck',
    openedAt: '2026-01-01T09:00:00Z',
    sample: { percent: 10, halls: 998, people: 26_400 },
  }
  const props = { session: 's1', phase: 'live' as const, rounds: [] as RoundInfo[], attendance: frame() }
  const choose = async (panel: Awaited<ReturnType<typeof open>>, name: string, value: string) =>
    await panel.find(`input[name=${name}][value=${value}]`).setValue()

  it('ask everybody unless a sample is wanted, then so many in a hundred of halls or of people', async () => {
    const panel = await open(RoundsPanel, props)
    await panel.find('[data-command=open-round] button').trigger('click')
    await choose(panel, 'round-kind', 'spotCheck')
    await choose(panel, 'round-who', 'people')
    await panel.find('[data-testid=percent]').setValue('20')
    await panel.find('[data-command=open-round] button').trigger('click')
    await flushPromises()
    expect(sent.map((s) => s.body)).toEqual([
      { kind: 'signIn' },
      { kind: 'spotCheck', samplePercent: 20, sampleOf: 'people' },
    ])
  })

  it('can be planned for a moment that nobody knows, and the plan dropped', async () => {
    answers.set('/sessions/s1/round-plans', () => ({
      items: [
        {
          planId: 'p1',
          kind: 'spotCheck',
          from: '2026-01-01T08:00:00Z',
          to: '2026-01-01T08:30:00Z',
          minutes: 5,
          samplePercent: 10,
          sampleOf: 'halls',
          state: 'waiting',
        },
        {
          planId: 'p0',
          kind: 'spotCheck',
          from: '2026-01-01T07:00:00Z',
          to: '2026-01-01T07:30:00Z',
          minutes: 5,
          samplePercent: 100,
          state: 'opened',
        },
      ],
    }))
    const panel = await open(RoundsPanel, { ...props, phase: 'scheduled' })
    expect(panel.find('[data-testid=plans]').text()).toContain('每县抽 10%')
    await choose(panel, 'round-kind', 'spotCheck')
    await panel.find('[data-testid=within]').setValue('30')
    await panel.find('[data-command=plan-round] button').trigger('click')
    await panel.findAll('[data-command=drop-plan] button')[0]?.trigger('click')
    await flushPromises()
    expect(sent[0]).toMatchObject({ path: '/sessions/s1/round-plans', body: { kind: 'spotCheck', minutes: 5 } })
    const { from, to } = sent[0]?.body as { from: string; to: string }
    expect(Date.parse(to) - Date.parse(from)).toBe(30 * 60_000)
    expect(sent[1]?.path).toBe('/sessions/s1/round-plans/p1/drop')
    expect(panel.findAll('[data-command=drop-plan]')).toHaveLength(1)
  })

  it('show an open check’s own figures with how much it asks, and what those before found', async () => {
    const own = frame({ roundId: 'r2', counts: { ...counts, expected: 26_400, present: 25_000, late: 0 } })
    answers.set('/sessions/s1/attendance', (query) => (query.get('round') === 'r2' ? own : frame()))
    const panel = await open(RoundsPanel, { ...props, rounds: [signIn, check] })
    expect(panel.find('[data-testid=coverage]').text()).toBe('抽 10%：998 个分课堂的 26,400 人')
    expect(panel.find('[data-testid=console-attendance]').attributes('data-round')).toBe('r2')
    expect(panel.find('[data-testid=console-attendance]').text()).toContain('25,000')
    expect(panel.find('.past').text()).toContain('到 204 / 240')
  })
})
