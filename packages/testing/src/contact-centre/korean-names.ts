/**
 * Names as they are distributed among Koreans, and the ways in which their owners spell them in Latin letters. Who
 * has which surname: Statistics Korea, census of 2015, share of the population in thousandths (the ten most common
 * ones are 64 % of all). Given names follow the lists of the family register (https://stfamily.scourt.go.kr): some
 * that very many have, and a long tail of others made of the same syllables.
 */
import type { Chance } from '../fixtures/prng.js';

export interface Weighted<T> {
  value: T;
  weight: number;
}

const surnames: readonly Weighted<string>[] = (
  '김215 이147 박84 최47 정43 강24 조21 윤21 장20 임17 한15 오15 서15 신15 권14 황14 안14 송14 전11 홍11 유13 고9 문9 양9 손9 배8 ' +
  '백8 허7 남5 심5 노5 하5 곽4 성4 차4 주4 우4 구4 나3 민3 진3 지3 엄3 채3 원3 천3 방3 공2 현2 함2 변2 염2 여2 추2 도2 소2 석2 선2 ' +
  '설2 마1 길1 연1 위1 표1 명1 기1 반1 왕1 금1 옥1 육1 인1 맹1 제1 모1 탁1 국1 남궁0.4 황보0.2 제갈0.1 선우0.1 사공0.1'
)
  .split(' ')
  .map((entry) => ({ value: entry.replace(/[\d.]+/, ''), weight: Number(/[\d.]+/.exec(entry)![0]) }));

/** Spellings in use for a syllable, most frequent first. */
const spellings: Readonly<Record<string, string>> = Object.fromEntries(
  (
    '가ga,ka 강kang,gang 건gun,geon,kun 겸gyeom,kyum 경kyung,kyoung,gyeong 고ko,go 곽kwak 광kwang,gwang 교kyo,gyo 구koo,ku,gu ' +
    '국kook,guk 권kwon,gwon 규kyu,gyu 균kyun,gyun 근keun,geun,kun 금keum,geum 기ki,gi,kee 길gil,kil 김kim,gim 나na,ra,nah 남nam ' +
    '노noh,roh,no 다da 단dan 달dal 담dam 대dae,dai 덕duk,deok 도do,doh 동dong 두doo,du 라ra,la 람ram 래rae,lae 량ryang,lyang 련ryeon ' +
    '령ryeong,ryung 루ru,roo 류ryu,yoo 름reum 리ri,lee,ree 린rin,lin 림rim,lim,leem 마ma 만man 명myung,myeong 모mo 문moon,mun 미mi,mee ' +
    '민min 박park,bak,pak 반ban 방bang 배bae,pae 백baek,paik,back 범beom,bum 별byul,byeol 병byung,byeong 보bo 복bok 봄bom 빈bin,been ' +
    '상sang 새sae 서seo,suh 석seok,suk,sok 선sun,seon 설seol,sul 성sung,seong 세se,sae 소so 솔sol 송song 수su,soo 숙sook,suk 순soon,sun ' +
    '슬seul 승seung,sung 시si,shi 신shin,sin 심shim,sim 아a,ah 안ahn,an 애ae 양yang 언eon,un 엄um,eom,uhm 여yeo,yu 연yeon,youn,yun ' +
    '염yeom,yum 영young,yeong,yung 예ye,yae 오oh,o 옥ok 온on 완wan 왕wang 용yong 우woo,u,wu 욱wook,uk 운woon,un 웅woong,ung 원won ' +
    '위wi,wee 유yu,yoo,you 육yook 윤yoon,yun 율yul,yool 은eun,un 의ui,eui 이lee,yi,i,rhee 익ik 인in 임lim,im,yim 자ja 장jang,chang ' +
    '재jae,jay 전jeon,jun,chun 정jung,jeong,chung 제je,jae 조cho,jo 종jong 주ju,joo 준jun,joon 중joong,jung 지ji,jee 진jin,jean 차cha ' +
    '찬chan 창chang 채chae 천cheon,chun 철chul,cheol 초cho 최choi,choe 추choo,chu 춘choon,chun 태tae,tai 하ha 한han 함ham 해hae 허heo,hur,huh ' +
    '혁hyuk,hyeok 현hyun,hyeon 형hyung,hyeong 혜hye,hae 호ho 홍hong 화hwa 환hwan 황hwang 회hoe 효hyo 후hoo,hu 훈hoon,hun 휘hwi 흥heung ' +
    '희hee,hui 름reum 봉bong 삼sam 식sik,shik 실sil 일il 점jeom 말mal 분bun,boon 필pil,phil 학hak 행haeng 향hyang 월wol 례rye 녀nyeo 년nyeon 득deuk 동dong ' +
    '남궁namgung,namkoong 황보hwangbo 제갈jegal 선우sunwoo 사공sagong 탁tak 표pyo 맹maeng 인in 기ki,gi 변byun,byeon 공kong,gong 현hyun,hyeon ' +
    '손son,sohn 연yeon 윤yoon,yun,youn 채chae 차cha 주joo,ju 민min 지ji 나na 성sung,seong'
  )
    .split(' ')
    .map((entry) => {
      const [hangul] = /^[가-힣]+/.exec(entry)!;
      return [hangul, entry.slice(hangul.length)];
    }),
);

const popular = (
  '영수 영호 영식 정웅 성수 정호 영자 정자 순자 영숙 정숙 현숙 미숙 경숙 미경 은주 은정 은영 현정 지영 미영 수진 지훈 성훈 동현 ' +
  '현우 준호 민수 성민 정훈 상훈 성호 지은 민지 유진 수빈 지원 서연 민서 서현 지우 서윤 하은 민준 서준 도윤 예준 시우 주원 하준 ' +
  '지호 준서 준우 건우 현준 지민 채원 다은 수아 소율 지아 윤서 예은 은서 수민 예린 유나 시윤 은우 선우 서진 연우 태윤 시현 이준 ' +
  '아린 하윤 지안 서아 재현 승현 민재 우진 승우 태현 준혁 진우 재원 동혁 상철 병철 영철 종수 광수 재호 창호 명숙 춘자 옥순 말순 ' +
  '순옥 복순 경희 미정 혜진 혜경 보람 아름 슬기 나래 다현 소연 소영 유정 효진 가영 나영 은지 예지 혜원 승민 상민 정민 태민'
).split(' ');
const firstSyllables = [
  ...'민서지예하수은현정성동재승준태시유도건윤주소채가나다영미경상진우혜보연종병창광기원희세효아선인찬',
];
const secondSyllables = [
  ...'준우연현진호영희수민원은윤아서주훈경석철환정혁빈재지인율하나미숙선자완규찬용식태성균욱림열',
].filter((syllable) => syllable in spellings);
const sharePopular = 0.35;
const shareOneSyllable = 0.02;

/** Children of one generation often share a syllable; given to `sibling`. */
export function givenName(random: Chance, sibling?: string): string {
  if (sibling?.length === 2 && random.odds(0.35)) {
    const first = random.odds(0.5);
    return first ? sibling[0]! + random.pick(secondSyllables) : random.pick(firstSyllables) + sibling[1]!;
  }
  if (random.odds(shareOneSyllable)) return random.pick([...'준솔민현진훈철혁빈별']);
  return random.odds(sharePopular)
    ? random.pick(popular)
    : random.pick(firstSyllables) + random.pick(secondSyllables);
}

export function surname(random: Chance): string {
  return pickWeighted(surnames, random);
}

export function pickWeighted<T>(list: readonly Weighted<T>[], random: Chance): T {
  let left = random.next() * list.reduce((sum, { weight }) => sum + weight, 0);
  for (const { value, weight } of list) {
    left -= weight;
    if (left < 0) return value;
  }
  return list.at(-1)!.value;
}

/** How one person spells the syllables: the first way more often than any other. */
export function spell(hangul: string, random: Chance): string[] {
  const whole = spellings[hangul];
  if (whole !== undefined) return [pickSpelling(whole, random)];
  return [...hangul].map((syllable) => pickSpelling(spellings[syllable] ?? syllable, random));
}

function pickSpelling(ways: string, random: Chance): string {
  const [first, ...others] = ways.split(',');
  return others.length === 0 || random.odds(0.6) ? first! : random.pick(others);
}
