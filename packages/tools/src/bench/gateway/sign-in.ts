/** The tokens that a host's sign-in would issue to the agents of the bench. */
import { SignJWT } from 'jose';

export const signIn = {
  issuer: 'https://sign-in.example',
  audience: 'deskcard-bench',
  secret: 'a secret of the bench, 32 bytes or more',
};

export function tokenOf(user: string, workspace: string): Promise<string> {
  const capabilities = ['customers.edit', 'customers.merge', 'lookups.search', 'personal.view'];
  return new SignJWT({ deskcard: { workspace, role: 'agent', capabilities } })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(user)
    .setIssuer(signIn.issuer)
    .setAudience(signIn.audience)
    .setIssuedAt()
    .setExpirationTime('2h')
    .sign(new TextEncoder().encode(signIn.secret));
}
