/* Search: a worker in place of Material's, which neither finds nor ranks Chinese well.

   In: Material's messages (0 setup, 2 query) and the page's own (5 filters, from search.js). Out: Material's (1 ready,
   3 results) and one of ours (4: what stands above the results). The index (its layout: taskbook/search.py) is fetched
   at the first query that is not empty. A query matches literally, in folded text: NFKC, no white space, lower case,
   traditional characters as simplified ones. Words are AND. A word that says the same ranks just behind the query's own,
   what is only meant by it after all that. Where nothing matches, see search-shorter.js. */
"use strict";
importScripts("search-shorter.js", "search-results.js");

const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3, ABOVE = 4, FILTERS = 5;
const KINDS = { task: "任务", goal: "预期目标", unit: "单位", leader: "责任领导", indicator: "指标", function: "职能", plan: "文件" };

const BADGES = ["民生实事", "已撤销", "印发后变更"];

/* Weights of the fields, best first; the names of register entries come late, since their pages stand above the results. */
const FIELDS = ["indicator", "title", "lead", "text", "other", "entry", "rest"];
const WEIGHT = { indicator: 6, title: 5, lead: 4, text: 3, other: 2, entry: 1, rest: 0 };
const SAME = 100;         // above all that is only meant
const LONGEST_QUERY = 60, MOST_ALTERNATIVES = 40;
const MARKED = 200;        // results further down come without marks: in a list of thousands, marking takes longest

let source = null;       // address of the index, known from setup
let loading = null;      // promise of the index, or of null where it could not be fetched
let prepared = null;
let asked = "";          // the last query
let serial = 0;          // which answer is still wanted
let filters = { city: "", kind: "", synonyms: true };

self.onmessage = ({ data: { type, data } }) => {
  if (type === SETUP) {
    source = new URL(`../search/${data.config.index}`, self.location);
    self.postMessage({ type: READY });
  } else if (type === QUERY) {
    asked = data;
    answer();
  } else if (type === FILTERS) {
    filters = data;
    answer();
  }
};

async function answer() {
  const mine = ++serial;
  if (!asked.trim()) return post([], null);
  loading = loading || fetch(source).then((found) => (found.ok ? found.json() : null)).catch(() => null);
  const data = await loading;
  if (mine !== serial) return;
  if (data) {
    prepared = prepared || prepare(data);
    const { items, above } = search(prepared, asked, filters);
    post(items, above);
  } else {
    loading = null;
    post([], { note: "搜索数据没有取到，请检查网络后再输入一次。", synonyms: [], cities: [], kinds: [], entries: [] });
  }
}

function post(items, above) {
  self.postMessage({ type: ABOVE, data: above });
  self.postMessage({ type: RESULT, data: { items: items.map((item) => [item]) } });
}

/* 1. Folding ------------------------------------------------------------------------------------------------------ */

const BRACKETS = { "〔": "(", "〕": ")", "【": "(", "】": ")", "〈": "(", "〉": ")", "[": "(", "]": ")" };
const plain = new Map(Object.entries(BRACKETS));  // and each traditional character -> the simplified one
const folded = new Map();

function fold(text) {
  let out = folded.get(text);
  if (out === undefined) {
    out = "";
    for (const char of text.normalize("NFKC").replace(/\s+/g, "").toLowerCase()) out += plain.get(char) || char;
    folded.set(text, out);
  }
  return out;
}

/* Return for each character of the folded text the span of the shown text that gave it; null where they stand alike. */
function places(text) {
  if (fold(text).length === text.length && !/\s/.test(text)) return null;  // only white space makes it shorter
  const out = [];
  let place = 0;
  for (const char of text) {
    for (let i = fold(char).length; i > 0; i--) out.push([place, place + char.length]);
    place += char.length;
  }
  return out;
}

/* 2. Preparing ---------------------------------------------------------------------------------------------------- */

/* Make of the index what matching needs: records, each with its folded fields (parts of a field are lines). */
function prepare(index) {
  [...index.fold[0]].forEach((old, place) => plain.set(old, index.fold[1][place]));
  const units = index.units.map(([city, id, name, others, places]) => {
    const forms = lines([name, ...others]);
    return { city, id, name, others, places, forms };
  });
  const records = [
    ...index.tasks.map((entry) => taskRecord(index, units, entry)),
    ...index.goals.map((entry) => goalRecord(index, entry)),
    ...entryRecords(index, units),
  ];
  const pairs = new Map();
  records.forEach((record, number) => {
    const text = FIELDS.map((field) => record.fields[field]).filter(Boolean).join("\n");
    record.all = text;
    for (let i = 1; i < text.length; i++) {
      const pair = text[i - 1] + text[i], having = pairs.get(pair);
      if (having === undefined) pairs.set(pair, [number]);
      else if (having[having.length - 1] !== number) having.push(number);
    }
  });
  const cityNames = new Set(index.cities.flatMap(([, name]) => [fold(name), fold(name.replace(/[市县]$/, ""))]));
  return { index, units, records, pairs, cityNames, groups: groups(index), known: new Map() };
}

function lines(texts) {
  return texts.map(fold).join("\n");
}

function taskRecord(index, units, [plan, slug, text, length, headings, leaders, lead, responsible, assist, names, badges]) {
  const [city, year] = index.plans[plan];
  const title = text.slice(0, Math.abs(length)) + (length < 0 ? "…" : "");
  const forms = (list) => list.map((unit) => units[unit].forms).join("\n");
  const badged = BADGES.filter((_, place) => badges & (1 << place));
  const rest = [...headings.map((heading) => index.headings[heading]), index.cities[city][1], `${year}年`, ...badged];
  return {
    kind: "task", city, year, plan, title, text, headings, badged, leaders, roles: [lead, responsible, assist],
    url: `${index.cities[city][0]}/${year}/tasks/${slug}${index.ends[0]}`,
    fields: {
      indicator: lines(names.map((name) => index.names[name])),
      title: fold(text.slice(0, Math.abs(length))),
      lead: [forms(lead), ...leaders.map((leader) => fold(index.leaders[leader][2]))].filter(Boolean).join("\n"),
      text: fold(text),
      other: [forms(responsible), forms(assist)].filter(Boolean).join("\n"),
      rest: lines(rest),
    },
  };
}

function goalRecord(index, [plan, number, name, quote]) {
  const [city, year] = index.plans[plan];
  return {
    kind: "goal", city, year, plan, title: name, text: quote,
    url: `${index.cities[city][0]}/${year}/source${index.ends[0]}#g-${number}`,
    fields: { indicator: fold(name), text: fold(quote), rest: lines([index.cities[city][1], `${year}年`]) },
  };
}

function* entryRecords(index, units) {
  const [end, folderEnd] = index.ends;
  for (const unit of units) {
    const [city, place] = index.cities[unit.city];
    yield entry("unit", `${city}/units/${unit.id}${end}`, unit.name, unit.others, unit.city, [place]);
  }
  for (const [city, id, name] of index.leaders) {
    yield entry("leader", `${index.cities[city][0]}/leaders/${id}${end}`, name, [], city, [index.cities[city][1]]);
  }
  for (const [id, name, others] of index.indicators) yield entry("indicator", `indicators/${id}${end}`, name, others, null, []);
  for (const [id, name] of index.functions) yield entry("function", `functions/${id}${end}`, name, [], null, []);
  for (const [city, year, name] of index.plans) {
    const [id, place] = index.cities[city];
    yield { ...entry("plan", `${id}/${year}${folderEnd}`, `${place}${year}年`, name ? [name] : [], city, []), year };
  }
}

function entry(kind, url, title, others, city, rest) {
  return { kind, url, title, text: "", others, city, fields: { entry: lines([title, ...others]), rest: lines(rest) } };
}

/* Words that stand for each other, with what they mean besides; an indicator's names are such words too. */
function groups(index) {
  const out = [...index.indicators.map(([, name, others]) => [[name, ...others], []]), ...index.synonyms];
  return out.map(([words, means]) => ({ words: words.map(fold), means: means.map(fold) })).filter((group) => group.words.length + group.means.length > 1);
}

/* 3. Matching ----------------------------------------------------------------------------------------------------- */

/* Return what else a term may be called: [word, rank], 0 where it says the same, from 1 where it is what is meant. */
function alternatives(data, term) {
  const out = new Map();
  const add = (word, rank) => {
    if (!word.includes(term) && !(out.get(word) <= rank) && occurs(data, word)) out.set(word, rank);
  };
  for (const { words, means } of data.groups) {
    if (words.includes(term)) {
      words.forEach((word) => word !== term && add(word, 0));
      means.forEach((word, place) => add(word, place + 1));
    }
  }
  const within = data.groups.flatMap(({ words }) => words.filter((word) => word.length > 1 && word !== term && term.includes(word)).map((word) => [word, words]));
  within.sort(([a], [b]) => b.length - a.length);
  for (const [word, words] of within) {
    words.forEach((other) => other !== word && add(term.replace(word, other), 0));
  }
  return [...out].sort(([, a], [, b]) => a - b).slice(0, MOST_ALTERNATIVES);
}

/* Return the records that have a term in a field; its rarest pair of characters leaves few to look at. */
function having(data, term) {
  let few = data.records;
  for (let i = 1; i < term.length; i++) {
    const numbers = data.pairs.get(term[i - 1] + term[i]) || [];
    if (numbers.length < few.length) few = numbers;
  }
  const some = few === data.records ? few : few.map((number) => data.records[number]);
  return some.filter((record) => record.all.includes(term));
}

function occurs(data, term) {
  if (!data.known.has(term)) data.known.set(term, having(data, term).length > 0);
  return data.known.get(term);
}

/* Find a term: record -> {score, literal, needles}; needles are what to mark, by the name of the synonym. */
function find(data, term, options) {
  const out = new Map();
  for (const record of having(data, term)) {
    out.set(record, { score: SAME + 0.3 + strength(record, term), needles: [term], synonyms: [], same: true });
  }
  const others = options.synonyms ? alternatives(data, term) : [];
  for (const [word, rank] of others) {
    for (const record of having(data, word)) {
      const score = (rank ? 12 / (1 + rank / 4) : SAME) + strength(record, word);
      const before = out.get(record);
      if (!before) {
        out.set(record, { score, needles: [word], synonyms: [word], same: !rank });
      } else if (before.synonyms.length) {
        before.score = Math.max(before.score, score) + 1;
        before.needles.push(word);
        before.synonyms.push(word);
      }
    }
  }
  return out;
}

/* Weigh where a record has a term: the best field counts, then a name that is just it, then how densely the text has it. */
function strength(record, term) {
  const field = FIELDS.find((name) => record.fields[name] && record.fields[name].includes(term));
  const text = record.fields.text || record.fields.entry;
  const times = text.split(term).length - 1;
  const exact = (field === "indicator" || field === "entry") && record.fields[field].split("\n").some((line) => line === term || line === `市${term}`);
  return WEIGHT[field] + (exact ? 0.9 : 0) + Math.min(0.5, times * 0.1 + times * term.length / (text.length + 20));
}

/* Keep the records that have every word; scores add up. */
function all(found) {
  const [first, ...others] = found;
  if (!others.length) return first;
  const out = new Map();
  for (const [record, hit] of first) {
    const hits = [hit, ...others.map((map) => map.get(record))];
    if (hits.every(Boolean)) out.set(record, joined(hits));
  }
  return out;
}

/* Beside other words the name of a city only says where: it does not rank what its texts say of it. */
function ofCity(data, word, words, hits) {
  if (words.length > 1 && data.cityNames.has(word)) {
    for (const [record, hit] of hits) hit.score = SAME + (record.city !== null && fold(data.index.cities[record.city][1]).startsWith(word) ? 1 : 0);
  }
  return hits;
}

function joined(hits) {
  return {
    score: hits.reduce((sum, hit) => sum + hit.score, 0),
    needles: hits.flatMap((hit) => hit.needles),
    synonyms: hits.flatMap((hit) => hit.synonyms),
    same: hits.some((hit) => hit.same),
    topics: hits.reduce((sum, hit) => sum + hit.topics, 0),
    cities: hits.reduce((sum, hit) => sum + hit.cities, 0),
  };
}

/* 4. Answering ---------------------------------------------------------------------------------------------------- */

function search(data, query, options) {
  const words = query.split(/\s+/).map(fold).map((word) => word.slice(0, LONGEST_QUERY)).filter(Boolean);
  if (!words.length) return { items: [], above: null };
  let hits = all(words.map((word) => ofCity(data, word, words, find(data, word, options)))), remark = "";
  if (hits.size) remark = onlyMeant(words, hits);
  else ({ hits, note: remark } = instead(data, words, options));
  if (!hits.size) {
    for (const record of data.records) if (record.kind === "plan") hits.set(record, { score: 1, needles: [], synonyms: [] });
  }
  const ranked = [...hits].sort(([, a], [, b]) => b.score - a.score);
  const isCity = (record) => !options.city || (record.city !== null && data.index.cities[record.city][0] === options.city);
  const isKind = (record) => !options.kind || record.kind === options.kind;
  const cities = new Map(), kinds = new Map(), synonyms = new Set();
  for (const [record, hit] of ranked) {
    if (isKind(record)) cities.set(record.city, (cities.get(record.city) || 0) + 1);
    if (isCity(record)) kinds.set(record.kind, (kinds.get(record.kind) || 0) + 1);
    for (const word of hit.synonyms) synonyms.add(word);
  }
  const above = {
    note: remark,
    synonyms: [...synonyms],
    cities: data.index.cities.map(([id, name], place) => [id, name, cities.get(place) || 0]),
    kinds: Object.entries(KINDS).map(([id, name]) => [id, name, kinds.get(id) || 0]),
    entries: entries(data, ranked.filter(([record]) => isCity(record))),
  };
  const shown = ranked.filter(([record]) => isCity(record) && isKind(record));
  return { items: shown.map(([record, hit], place) => (place < MARKED ? item : bare)(data, record, hit, shown.length - place)), above };
}

/* The pages of what the query names, exact names and short names first. */
function entries(data, ranked) {
  const named = ranked.filter(([record, hit]) => record.fields.entry && hit.same && hit.needles.some((needle) => record.fields.entry.includes(needle)));
  return named.slice(0, 6).map(([record]) => [record.url, KINDS[record.kind], record.title, record.city === null ? "" : data.index.cities[record.city][1]]);
}

