/** Who is asking, as a gateway knows it: the person and their rights, and the workspace whose data they see. */
import * as z from 'zod/mini';
import { Capability, Role, type Principal } from '@deskcard/core';

export const GatewayPrincipal = z.object({
  /** whose data: a desk never sees another workspace's */
  workspace: z.string().check(z.regex(/^[\w.-]{1,100}$/)),
  user: z.string().check(z.minLength(1), z.maxLength(200)),
  role: Role,
  /** exactly these; a gateway grants nothing that is not named */
  capabilities: z.array(Capability),
});
export type GatewayPrincipal = z.infer<typeof GatewayPrincipal>;

/** Tells who sends a request, or nothing when nobody known does; it is then refused as `unauthenticated`. */
export type Authenticate = (
  request: Request,
) => GatewayPrincipal | undefined | Promise<GatewayPrincipal | undefined>;

/** The principal without its workspace, as a desk takes it. */
export function deskPrincipal({ user, role, capabilities }: GatewayPrincipal): Principal {
  return { user, role, capabilities };
}
