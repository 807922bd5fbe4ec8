/** Who may call what, decided from the operations table alone (R1–R3, B8). The default is no. */
import { DeskError } from '../errors.js';
import type { Capability, Permission, Principal, ServiceSettings } from '../model/access.js';
import { operationNames, routes, type OperationName } from '../routes.js';

type Switches = Pick<ServiceSettings, 'customerManagement' | 'openApi'>;

export const hasCapability = (principal: Principal, capability: Capability): boolean =>
  principal.capabilities === undefined || principal.capabilities.includes(capability);

/** Why the principal may not call the operation, or nothing. */
export function denial(name: OperationName, principal: Principal, switches: Switches): DeskError | undefined {
  const permission: Permission = routes[name].permission;
  if (!switches.customerManagement && name !== 'service.describe') {
    return new DeskError('service_disabled', 'Customer information management is switched off.');
  }
  if (permission.role === 'admin' && principal.role !== 'admin') {
    return new DeskError('not_permitted', 'Only an administrator may do this.', {
      details: { role: 'admin' },
    });
  }
  if (permission.capability !== undefined && !hasCapability(principal, permission.capability)) {
    const { capability } = permission;
    return new DeskError('not_permitted', `This needs the permission ${capability}.`, {
      details: { capability },
    });
  }
  if (permission.openApi && !switches.openApi) {
    return new DeskError('open_api_disabled', 'API settings are blocked because OPEN API is switched off.');
  }
  return undefined;
}

export function permittedOperations(principal: Principal, switches: Switches): OperationName[] {
  return operationNames.filter((name) => denial(name, principal, switches) === undefined);
}
