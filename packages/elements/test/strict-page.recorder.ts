/** The first module of a strict page: it notes what the policy forbids, from then on. */
const violations: string[] = [];

addEventListener('securitypolicyviolation', (event) => {
  violations.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`.trim());
});

Object.assign(window, { violations });

export {};
