/* Search where no record has all words: shorter terms, synonyms, places that no text names (loaded by search-worker.js).

   In: the prepared data and the words of the query. Out: hits as find() gives them, and a note that says what was done. */
"use strict";

const LONGEST_TERM = 8;

/* Words of a question that say nothing of its subject; longer ones first. */
const ASKING = new RegExp([
  "我想知道", "我想问一下", "我想问", "请问一下", "请问", "想问", "什么时候", "哪个部门", "哪个单位", "哪个局", "什么部门", "由谁负责", "谁来负责", "谁负责",
  "谁来管", "归谁管", "找谁", "谁管", "怎么办理", "怎么办", "怎么样", "怎样", "怎么", "如何", "为什么", "在哪里", "在哪儿", "在哪", "哪里", "哪儿", "哪些", "哪个",
  "多少钱", "多少", "几个", "几年", "是不是", "有没有", "会不会", "能不能", "可不可以", "可以", "什么", "是谁", "我们家", "我们", "我家", "我", "你们", "附近", "今年",
  "明年", "最近", "一下", "问题", "情况", "到底", "的", "吗", "呢", "啊", "吧", "了", "要", "谁", "去哪", "会", "能", "有", "是",
].join("|"), "g");
const PLACE = /([\u4e00-\u9fff]{2,5}?)(街道办事处|街道办|街道|办事处|镇|乡|村|社区|区|县|市)/g;
const NO_PLACE = /(小区|社区|农村|乡村|城市|市区|地区|景区|园区|学区|山区|校区|片区|辖区|城区|老区|新区|灾区|郊区|超市|股市|楼市|门市|上市|都市|故乡|家乡|城乡|城镇|县市|区县)$/;

/* Try shorter terms and places; return hits and a note that says what was done. */
function instead(data, words, options) {
  const { terms, places } = shorter(data, words, options);
  const isCity = (term) => data.cityNames.has(term);
  const cities = terms.filter(isCity), topics = terms.filter((term) => !isCity(term));
  const hits = new Map();
  for (const term of terms) {
    for (const [record, hit] of weighed(data, term, find(data, term, options))) {
      hit[isCity(term) ? "cities" : "topics"] = 1;
      hits.set(record, hits.has(record) ? added(hits.get(record), hit) : hit);
    }
  }
  for (const [record, hit] of hits) {
    if (topics.length && !hit.topics) hits.delete(record);
    hit.score *= (hit.topics + hit.cities) / terms.length;
  }
  const best = Math.max(0, ...[...hits.values()].map((hit) => hit.score));
  for (const [record, hit] of hits) if (hit.score < best * 0.15) hits.delete(record);
  const elsewhere = cities.length > 0 && topics.length > 0 && ![...hits.values()].some((hit) => hit.cities);
  if (places.length) inEveryPlace(data, places, hits);
  return { hits, note: note(words, { cities, topics, places, elsewhere }, hits.size) };
}

/* Add a hit of a further term; found by the same words it says little more. */
function added(before, hit) {
  const again = hit.needles.some((word) => before.needles.includes(word));
  const score = again ? Math.max(before.score, hit.score) + 0.3 * Math.min(before.score, hit.score) : before.score + hit.score;
  return { ...joined([before, hit]), score };
}

/* Weigh hits of one term among several: the rarer and longer the term, the more it says. */
function weighed(data, term, hits) {
  const rarity = (few) => Math.log(1 + data.records.length / (1 + few)) * term.length;
  const same = rarity([...hits.values()].filter((hit) => hit.score >= SAME).length), meant = rarity(hits.size);
  return [...hits].map(([record, hit]) => {
    const score = hit.score >= SAME ? same * (1 + (hit.score - SAME) / 20) : meant * (0.5 + hit.score / 40);
    return [record, { ...hit, score, topics: 0, cities: 0 }];
  });
}

/* Cut words into known terms, as long as possible, and places that no text names. */
function shorter(data, words, options) {
  const terms = [], places = [], joint = words.join("");
  if (words.length > 1 && matches(data, joint, options)) return { terms: [joint], places };
  for (const word of words) {
    for (const piece of word.replace(/[\p{P}\p{S}]+/gu, " ").replace(ASKING, " ").split(" ").filter(Boolean)) {
      if (matches(data, piece, options)) terms.push(piece);
      else terms.push(...cut(data, withoutPlaces(data, piece, options, places), options));
    }
  }
  if (!terms.length && !places.length) {  // perhaps the words of the question are its subject
    for (const word of words) terms.push(...cut(data, word, options));
  }
  return { terms: [...new Set(terms)], places };
}

function matches(data, term, options) {
  return occurs(data, term) || (options.synonyms && alternatives(data, term).length > 0);
}

/* Take out places that no text names; of a place whose bare name is known the name stays. */
function withoutPlaces(data, piece, options, places) {
  return piece.replace(PLACE, (place, name) => {
    if (NO_PLACE.test(place) || matches(data, place, options)) return place;
    places.push(place);
    return matches(data, name, options) ? name : " ";
  });
}

/* Cut a piece into the known terms that together are longest (by the square of their lengths). */
function cut(data, piece, options) {
  const text = piece.replace(/ /g, "\n").slice(0, LONGEST_QUERY);
  const best = [{ sum: 0, terms: [] }];
  for (let end = 1; end <= text.length; end++) {
    best[end] = best[end - 1];
    for (let start = Math.max(0, end - LONGEST_TERM); start <= end - 2; start++) {
      const term = text.slice(start, end);
      const sum = best[start].sum + (end - start) ** 2;
      if (sum > best[end].sum && !term.includes("\n") && matches(data, term, options)) best[end] = { sum, terms: [...best[start].terms, term] };
    }
  }
  return best[text.length].terms;
}

/* Add the tasks that units of every place answer for; those that match besides come first. */
function inEveryPlace(data, places, hits) {
  const town = places.some((place) => /(街道|办事处|街道办|镇|乡|村|社区)$/.test(place));
  for (const record of data.records) {
    if (record.kind !== "task") continue;
    record.roles.forEach((list, role) => {
      for (const unit of list.map((number) => data.units[number]).filter((unit) => unit.places)) {
        const score = 1 - role * 0.1 + (/[镇乡街]/.test(unit.name) === town ? 0.5 : 0);
        const hit = { score: score / 10, needles: [fold(unit.name)], synonyms: [], topics: 0, cities: 0 };
        hits.set(record, hits.has(record) ? joined([hits.get(record), hit]) : hit);
      }
    });
  }
}

/* Say so where no record has the words themselves. */
function onlyMeant(words, hits) {
  const found = [...hits.values()];
  if (found.some((hit) => !hit.synonyms.length)) return "";
  return `没有写到${quoted(words)}的条目，下面的写到它的同义词。`;
}

function quoted(words) {
  return words.map((word) => `“${word}”`).join("");
}

function note(words, { cities, topics, places, elsewhere }, count) {
  const parts = [];
  if (places.length) parts.push(`文件没有写到${quoted(places)}`);
  else if (elsewhere) parts.push(`${cities.join("、")}的文件没有写到${quoted(topics)}，下面是其他城市的`);
  else parts.push(words.length > 1 ? `没有同时写到${quoted(words)}的条目` : `没有写到${quoted(words)}的条目`);
  const terms = [...cities, ...topics];
  if (terms.length && !elsewhere) parts.push(`下面按${quoted(terms)}查找`);
  if (places.length) parts.push("下面有由各县（市、区）、各镇街道这样的合称承担的任务，合称包括哪些地方文件没有逐个写明");
  if (!count) parts.push("可以从各地的文件看起");
  return `${parts.join("；")}。`;
}
