/** A directory for hosts whose agents fit into a list: found by any part of their name, e-mail address or user id. */
import { choseong, toJamo } from '../identity/hangul.js';
import { foldText } from '../identity/text.js';
import type { Agent } from '../model/server-information.js';
import type { AgentDirectory } from '../ports.js';

const inEveryReading = (text: string): string[] => {
  const folded = foldText(text);
  return [toJamo(folded), choseong(folded)];
};

/** 김민 and ㄱㅁ both find 김미나. */
export function agentList(agents: readonly Agent[]): AgentDirectory {
  return {
    find: async (text, { limit }) => {
      const wanted = toJamo(foldText(text.trim()));
      const readings = ({ userId, name, email }: Agent) => [userId, name, email].flatMap(inEveryReading);
      return agents
        .filter((agent) => readings(agent).some((reading) => reading.includes(wanted)))
        .slice(0, limit);
    },
    get: async (userIds) => agents.filter((agent) => userIds.includes(agent.userId)),
  };
}
