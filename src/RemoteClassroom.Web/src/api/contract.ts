import type { components } from '@/generated/contract'

/** The contract's messages by name; generated from the server's OpenAPI document. */
export type Schemas = components['schemas']

/** One page of a list. */
export interface Page<T> {
  items: T[]
  next?: string
}

export type AccountInfo = Schemas['AccountInfo']
export type AttendanceFrame = Schemas['AttendanceFrame']
export type BranchState = Schemas['BranchState']
export type ChildCounts = Schemas['ChildCounts']
export type Counts = Schemas['Counts']
export type HallScreens = Schemas['HallScreens']
export type HallAttendance = Schemas['HallAttendance']
export type ImportAnswer = Schemas['ImportAnswer']
export type Me = Schemas['Me']
export type OrgUnitInfo = Schemas['OrgUnitInfo']
export type PlayerReport = Schemas['PlayerReport']
export type Problem = Schemas['Problem']
export type PublicQuestion = Schemas['PublicQuestion']
export type PublishInfo = Schemas['PublishInfo']
export type QuestionRef = Schemas['QuestionRef']
export type QuestionState = Schemas['QuestionState']
export type Role = Schemas['Role']
export type RoundInfo = Schemas['RoundInfo']
export type RoundKind = Schemas['RoundKind']
export type ScreenState = Schemas['ScreenState']
export type SessionInfo = Schemas['SessionInfo']
export type SessionPhase = Schemas['SessionPhase']
export type StaffQuestion = Schemas['StaffQuestion']
export type StaffState = Schemas['StaffState']
export type UnitRef = Schemas['UnitRef']
export type VenueInfo = Schemas['VenueInfo']
export type ViewEvent = Schemas['ViewEvent']
export type VoteTotals = Schemas['VoteTotals']
