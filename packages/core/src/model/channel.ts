/** Channels are an open list; only a channel of kind `call` decides by phone, every other by e-mail (D2). */
import * as z from 'zod/mini';

export const Channel = z.object({
  id: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,39}$/)),
  label: z.string(),
  kind: z.enum(['call', 'other']),
  /** `#RRGGBB` */
  color: z.string(),
});
export type Channel = z.infer<typeof Channel>;

export const builtInChannels: readonly Channel[] = [
  { id: 'web', label: 'Web', kind: 'other', color: '#3b6fd4' },
  { id: 'mobile-web', label: 'Mobile web', kind: 'other', color: '#2f8fb3' },
  { id: 'email', label: 'E-mail', kind: 'other', color: '#6a5acd' },
  { id: 'api', label: 'API', kind: 'other', color: '#5b6675' },
  { id: 'chat', label: 'Chat', kind: 'other', color: '#1f8a70' },
  { id: 'call', label: 'Call', kind: 'call', color: '#c2571a' },
  { id: 'kakao', label: 'KakaoTalk', kind: 'other', color: '#8a6d00' },
  { id: 'twitter-mention', label: 'Twitter mention', kind: 'other', color: '#1477b8' },
  { id: 'twitter-message', label: 'Twitter message', kind: 'other', color: '#0f5f94' },
  { id: 'manual', label: 'Manual', kind: 'other', color: '#7a4f9a' },
];
