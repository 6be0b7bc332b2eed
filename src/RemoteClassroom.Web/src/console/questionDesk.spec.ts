import { describe, expect, it } from 'vitest'
import { nextTick, ref } from 'vue'
import type { QuestionState, StaffQuestion } from '@/api/contract'
import { useQuestionDesk } from './questionDesk'

const question = (questionId: string, state: QuestionState = 'pending'): StaffQuestion => ({
  questionId,
  state,
  text: questionId,
  hall: 'H',
  branchId: 'b',
  byPerson: true,
  anonymous: false,
  askedAt: '2026-01-01T08:00:00Z',
})

describe('the list of questions', () => {
  it('never moves under the hand', async () => {
    const questions = ref([question('a'), question('b')])
    const desk = useQuestionDesk(questions, ref({}))
    const ids = () => desk.rows.value.map((q) => q.questionId)
    expect(ids()).toEqual(['a', 'b'])
    desk.move(1)
    questions.value = [question('a', 'approved'), question('b'), question('c'), question('d')]
    await nextTick()
    expect(ids()).toEqual(['a', 'b'])
    expect(desk.rows.value[0]?.state).toBe('approved')
    expect(desk.waiting.value).toBe(2)
    desk.takeIn()
    expect(ids()).toEqual(['b', 'c', 'd'])
    expect(desk.rows.value[desk.selected.value]?.questionId).toBe('b')
    expect(desk.waiting.value).toBe(0)
  })

  it('fills by itself while it is empty', async () => {
    const questions = ref<StaffQuestion[]>([])
    const desk = useQuestionDesk(questions, ref({}))
    questions.value = [question('a')]
    await nextTick()
    expect(desk.rows.value).toHaveLength(1)
  })

  it('puts what is shown in the order of votes', async () => {
    const questions = ref([question('a', 'approved'), question('b', 'answering'), question('c', 'dismissed')])
    const desk = useQuestionDesk(questions, ref({ b: 3, a: 1 }))
    desk.tab.value = 'shown'
    await nextTick()
    expect(desk.rows.value.map((q) => q.questionId)).toEqual(['b', 'a'])
    expect(desk.counts.value).toEqual({ pending: 0, shown: 2, settled: 1 })
  })

  it('keeps the selection inside the list', () => {
    const desk = useQuestionDesk(ref([question('a'), question('b')]), ref({}))
    desk.move(-1)
    expect(desk.selected.value).toBe(0)
    desk.move(5)
    expect(desk.selected.value).toBe(1)
  })
})
