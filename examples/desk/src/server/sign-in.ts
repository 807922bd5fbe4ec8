/**
 * The sandbox's sign-in: whoever sits at this machine may be anybody. In earnest your own sign-in knows people and
 * gives their page a token like this one, short-lived, over https.
 */
import { SignJWT } from 'jose';
import type { Language } from '../service.js';
import { principalOf, type Seat, type StaffRole } from '../staff.js';
import { audience, issuer } from './gateway.js';

export interface SignedIn {
  token: string;
  /** epoch milliseconds */
  expiresAt: number;
}

const MINUTES = 15;

/** Two claims: `deskcard` is what `jwtAuthenticator` reads, `staffRole` what the log of the sandbox says. */
export function signIn(
  { seat, role, language }: { seat: Seat; role: StaffRole; language: Language },
  workspace: string,
  secret: string,
): Promise<SignedIn> {
  const { user, ...rights } = principalOf(role, seat, language);
  return tokenFor(user, { deskcard: { workspace, ...rights }, staffRole: role }, secret);
}

/** A telephone system or a mail server: it may hand over tickets like anyone, and nothing else. */
export function signInMachine(name: string, workspace: string, secret: string): Promise<SignedIn> {
  return tokenFor(name, { deskcard: { workspace, role: 'agent', capabilities: [] } }, secret);
}

async function tokenFor(user: string, claims: Record<string, unknown>, secret: string): Promise<SignedIn> {
  const expiresAt = Date.now() + MINUTES * 60_000;
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(user)
    .setIssuer(issuer)
    .setAudience(audience)
    .setExpirationTime(new Date(expiresAt))
    .sign(new TextEncoder().encode(secret));
  return { token, expiresAt };
}
