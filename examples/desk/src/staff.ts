/** Who works at this helpdesk, on two seats, and what each may do. */
import type { Capability, Principal } from '@deskcard/core';
import type { Language } from './service.js';

/** A trainee is an agent who does not get to see the values of customers (D13). */
export const staffRoles = ['agent', 'admin', 'trainee'] as const;
export type StaffRole = (typeof staffRoles)[number];
export const seats = ['1', '2'] as const;
export type Seat = (typeof seats)[number];

interface Colleague {
  ko: string;
  en: string;
  email: string;
}

export const staff: Readonly<Record<Seat, Readonly<Record<StaffRole, Colleague>>>> = {
  '1': {
    agent: { ko: '이하늘', en: 'Haneul Lee', email: 'haneul@naru.example' },
    admin: { ko: '정다온', en: 'Daon Jung', email: 'daon@naru.example' },
    trainee: { ko: '한별', en: 'Byeol Han', email: 'byeol@naru.example' },
  },
  '2': {
    agent: { ko: '서나래', en: 'Narae Seo', email: 'narae@naru.example' },
    admin: { ko: '임채원', en: 'Chaewon Lim', email: 'chaewon@naru.example' },
    trainee: { ko: '유다솔', en: 'Dasol Yu', email: 'dasol@naru.example' },
  },
};

const trainee: readonly Capability[] = ['customers.edit', 'customers.merge', 'lookups.search'];
const agent: readonly Capability[] = [...trainee, 'personal.view', 'personal.reveal'];
const capabilities = { trainee, agent, admin: [...agent, 'customers.delete'] } as const;

export function principalOf(role: StaffRole, seat: Seat, language: Language): Required<Principal> {
  return {
    user: staff[seat][role][language],
    role: role === 'admin' ? 'admin' : 'agent',
    capabilities: capabilities[role],
  };
}
