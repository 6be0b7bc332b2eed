import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ApiProblem } from '@/api/problem'
import { i18n } from '@/i18n'
import ChaseSheet from './ChaseSheet.vue'
import { open, restMinutes, type HallLine, type ReminderInfo } from './chasing'
import HallChase from './HallChase.vue'
import UnitChase from './UnitChase.vue'

const posted = vi.fn()
const got = vi.fn()
vi.mock('@/api/http', () => ({
  newKey: () => 'key',
  http: {
    get: (path: string) => got(path) as Promise<unknown>,
    post: (path: string, body: unknown) => posted(path, body) as Promise<unknown>,
  },
}))
const copied = vi.fn()
vi.mock('@/ui/copyText', () => ({ copyText: (text: string) => Promise.resolve(copied(text) ?? true) }))

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
const line = (more: Partial<HallLine> = {}): HallLine =>
  ({
    unit: { id: 'b1', name: '东镇活动室', kind: 'venue', online: true, hall: 7 },
    counts: { expected: 25, present: 21, late: 1, waiting: 3, absent: 0, unknown: 0, excused: 0 },
    path: '青河县 / 东镇',
    ...more,
  }) as HallLine
const info = (more: Partial<ReminderInfo> = {}): ReminderInfo =>
  ({
    reminderId: 'r1',
    roundId: 'q',
    roundKind: 'signIn',
    hall: { id: 'b1', name: '东镇活动室', kind: 'venue' },
    place: '青河县 / 东镇',
    level: 1,
    to: '东镇',
    occasion: 1,
    at: ago(10),
    expected: 25,
    arrived: 22,
    missing: 3,
    unknown: 0,
    text: { zh: '还有 3 人未签到。', en: '3 are still missing.' },
    deliveries: [
      { deliveryId: 'd1', channel: 'log', state: 'sent', changedAt: ago(10), tries: [{ at: ago(10), tookMs: 0 }] },
      {
        deliveryId: 'd2',
        channel: 'webhook',
        state: 'failed',
        changedAt: ago(9),
        dueAt: ago(-1),
        tries: [
          { at: ago(10), tookMs: 9, reason: 'status_503' },
          { at: ago(9), tookMs: 5000, reason: 'timeout' },
        ],
      },
    ],
    from: '青河县',
    by: '李*',
    ...more,
  }) as ReminderInfo
async function press(page: VueWrapper, name: string): Promise<void> {
  const button = page.findAll('button').find((b) => b.text().endsWith(name))
  if (!button) throw new Error(`no button ${name}`)
  await button.trigger('click')
  await flushPromises()
}
const plugins = { global: { plugins: [i18n] } }

beforeEach(() => {
  i18n.global.locale.value = 'zh-CN'
  HTMLDialogElement.prototype.showModal = vi.fn()
  got.mockReset().mockResolvedValue({ items: [] })
  posted.mockReset().mockResolvedValue({})
  copied.mockReset()
})
afterEach(() => vi.restoreAllMocks())

it('counts whom one has to ask about, known or not', () => {
  expect(open(line().counts)).toBe(3)
  expect(open({ ...line().counts, waiting: 0, absent: 2, unknown: 4 })).toBe(6)
})

it('tells a chase that came too soon from other refusals', () => {
  expect(restMinutes(new ApiProblem({ status: 409, code: 'conflict', retryAfterMs: 61_000 }))).toBe(2)
  expect(restMinutes(new ApiProblem({ status: 409, code: 'conflict' }))).toBeUndefined()
  expect(restMinutes(new ApiProblem({ status: 503, code: 'overloaded', retryAfterMs: 900 }))).toBeUndefined()
})

it('shows when a hall was chased last, to whom, and chases again', async () => {
  const reminder = { at: ago(10), level: 0, to: '东镇活动室', open: 3, roundId: 'q' }
  const hall = mount(HallChase, { props: { session: 's', line: line({ reminder }), may: true }, ...plugins })
  expect(hall.find('[data-testid=chased]').text()).toBe('10 分钟前已催')
  await hall.setProps({ line: line({ reminder: { ...reminder, level: 1, to: '东镇' } }) })
  expect(hall.find('[data-testid=chased]').text()).toBe('10 分钟前已催到东镇')
  await press(hall, '催办')
  await flushPromises()
  expect(posted).toHaveBeenCalledWith('/sessions/s/branches/b1/reminders', {})
  expect(hall.emitted('done')).toHaveLength(1)
  i18n.global.locale.value = 'en'
  await flushPromises()
  expect(hall.find('[data-testid=chased]').text()).toBe('chased 10 min ago, up to 东镇')
})

it('says in words until when a hall is left alone', async () => {
  posted.mockRejectedValue(new ApiProblem({ status: 409, code: 'conflict', retryAfterMs: 150_000 }))
  const hall = mount(HallChase, { props: { session: 's', line: line(), may: true }, ...plugins })
  await press(hall, '催办')
  await flushPromises()
  expect(hall.find('[role=alert]').text()).toBe('刚催过，3 分钟后可以再催。')
  expect(hall.emitted('done')).toBeUndefined()
})

it('copies the missing of a hall as one sentence, those of a hall out of reach as unknown', async () => {
  const person = (status: string) => ({ name: '王*国', rosterNo: '1*1', branchId: 'b1', venue: '东镇活动室', status })
  got.mockResolvedValue({ items: [person('waiting'), person('waiting')] })
  const hall = mount(HallChase, { props: { session: 's', line: line(), may: true }, ...plugins })
  await press(hall, '复制名单')
  expect(got.mock.lastCall?.[0]).toContain('/attendance/missing?branch=b1')
  expect(copied).toHaveBeenLastCalledWith('东镇活动室（7 号）：应到 25 人，实到 22 人，未到 2 人：王*国、王*国。')
  got.mockResolvedValue({ items: [person('unknown')] })
  await press(hall, '复制名单')
  expect(copied).toHaveBeenLastCalledWith('东镇活动室（7 号，离线）：应到 25 人，实到 22 人，未知 1 人：王*国。')
})

it('lets who may not chase note a call, and offers no chase where nobody is missing', () => {
  const lecturer = mount(HallChase, { props: { session: 's', line: line(), may: false }, ...plugins })
  expect(lecturer.findAll('button').map((b) => b.text())).toEqual(['记为已打电话'])
  const full = { ...line().counts, present: 24, waiting: 0 }
  const hall = mount(HallChase, { props: { session: 's', line: line({ counts: full }), may: true }, ...plugins })
  expect(hall.findAll('button').map((b) => b.text())).toEqual(['记为已打电话'])
})

it('chases a whole unit and says what came of it', async () => {
  got.mockResolvedValue({ items: [info()] })
  posted.mockResolvedValue({ reminders: 12, resting: 3, left: 0, at: ago(0), roundId: 'q' })
  const unit = mount(UnitChase, { props: { session: 's', unit: 'u1', name: '青河县' }, ...plugins })
  await flushPromises()
  expect(unit.find('[data-testid=unit-history]').text()).toBe('最近一次：10 分钟前')
  await unit.find('[data-testid=chase-unit] button, button').trigger('click')
  await flushPromises()
  expect(posted).toHaveBeenCalledWith('/sessions/s/reminders', { unitId: 'u1' })
  expect(unit.find('[data-testid=unit-chased]').text()).toBe('✓ 已通知 12 个分课堂。 3 个刚催过，这次不重复。')
  unit.unmount()
})

it('opens the history with every try in words, page by page', async () => {
  got.mockResolvedValueOnce({ items: [info()], next: 'n1' })
  const sheet = mount(ChaseSheet, { props: { session: 's', name: '东镇活动室', branch: 'b1' }, ...plugins })
  expect(sheet.find('[data-state=loading]').exists()).toBe(true)
  await flushPromises()
  const history = sheet.find('[data-testid=chase-history]').text()
  for (const words of [
    '通知东镇管理员',
    '青河县 李* 催办',
    '还有 3 人未签到。',
    '已送出',
    '没送到，还会再试',
    '对方回答 503',
    '对方没有应答',
  ])
    expect(history).toContain(words)
  got.mockResolvedValueOnce({ items: [info({ reminderId: 'r0', level: 0, by: undefined as never })] })
  await press(sheet, '更早的')
  await flushPromises()
  expect(got.mock.lastCall?.[0]).toContain('cursor=n1')
  expect(sheet.findAll('[data-level]')).toHaveLength(2)
  expect(sheet.find('[data-level="0"]').text()).toContain('系统逐级催办')
})

it('says what to do while nobody was chased, and keeps a way to try again', async () => {
  const sheet = mount(ChaseSheet, { props: { session: 's', name: '东镇活动室', branch: 'b1' }, ...plugins })
  await flushPromises()
  expect(sheet.find('[data-state=empty]').text()).toContain('还没有催过')
  got.mockRejectedValueOnce(new ApiProblem({ code: 'no_network' }))
  const failed = mount(ChaseSheet, { props: { session: 's', name: '东镇活动室', branch: 'b1' }, ...plugins })
  await flushPromises()
  await failed.find('[role=alert] button').trigger('click')
  await flushPromises()
  expect(failed.find('[data-state=empty]').exists()).toBe(true)
})
