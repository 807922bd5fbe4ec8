export function compactTemplates(code: string): string;
