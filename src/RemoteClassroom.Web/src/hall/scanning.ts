/** What the browser's own detector of codes offers of itself; not every browser has one, and TypeScript knows none. */
export interface CodeDetector {
  detect: (source: HTMLVideoElement) => Promise<{ rawValue: string }[]>
}

const maker = (globalThis as { BarcodeDetector?: new (options: { formats: string[] }) => CodeDetector }).BarcodeDetector

/** Whether this browser can read codes by its camera. */
export const canScan = maker !== undefined && typeof navigator.mediaDevices?.getUserMedia === 'function'

export function makeDetector(): CodeDetector | undefined {
  return maker && new maker({ formats: ['qr_code', 'code_128', 'code_39', 'ean_13'] })
}
