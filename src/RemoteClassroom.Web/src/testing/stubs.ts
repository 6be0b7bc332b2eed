import { defineComponent, h } from 'vue'

/** Element Plus takes no part in tests: a field in the place of a picker, that gives what is typed. */
export const pickerStub = (name: string) =>
  defineComponent({
    name,
    props: { modelValue: { type: String, default: '' } },
    emits: ['update:modelValue'],
    setup:
      (props, { emit }) =>
      () =>
        h('input', {
          value: props.modelValue,
          'data-picker': name,
          onInput: (event: Event) => emit('update:modelValue', (event.target as HTMLInputElement).value),
        }),
  })
