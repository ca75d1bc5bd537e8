/* Search results as Material takes them: title and text are put into the page as HTML (loaded by search-worker.js).

   In: records and hits of the worker. Out: items with city, year, who answers for it, and the sentence with its terms
   marked. All words of the data are escaped here. */
"use strict";

const LONGEST_SENTENCE = 110;

function item(data, record, hit, score) {
  hit.needles = [...new Set(hit.needles)];
  const where = facts(data, record, hit.needles).map((fact) => mark(fact, hit.needles)).join(" · ");
  const words = record.text.replace(/。$/, "") !== record.title ? sentence(record.text, hit.needles) : "";
  const heading = record.kind === "task" && !where.includes("<mark>") && headingOf(data, record, hit.needles);
  const parts = [`<p class="tb-hit-where">${where}</p>`];
  if (record.text && words) parts.push(`<p class="tb-hit-words">${words}</p>`);
  if (heading) parts.push(`<p class="tb-hit-where">${mark(heading, hit.needles)}</p>`);
  return { location: record.url, title: mark(record.title, hit.needles), text: parts.join("") + synonyms(hit), score, terms: {} };
}

function bare(data, record, hit, score) {
  const text = `<p class="tb-hit-where">${escape(facts(data, record, []).join(" · "))}</p><p class="tb-hit-words">${escape(record.text.slice(0, LONGEST_SENTENCE))}</p>${synonyms(hit)}`;
  return { location: record.url, title: escape(record.title), text, score, terms: {} };
}

function synonyms(hit) {
  return hit.synonyms.length ? `<p class="tb-hit-synonyms">同义词：${[...new Set(hit.synonyms)].map(escape).join("、")}</p>` : "";
}

/* City, year, kind or role: the units and leaders that the query names, else who leads. */
function facts(data, record, needles) {
  const out = record.city === null ? [] : [data.index.cities[record.city][1]];
  if (record.year) out.push(`${record.year}年`);
  if (record.kind !== "task") return [...out, KINDS[record.kind], ...(record.others || []).slice(0, 3)];
  out.push(...record.badged);
  const [leaderLabel, ...labels] = data.index.plans[record.plan][3];
  const named = (list) => list.filter((unit) => needles.some((needle) => unit.forms.includes(needle)));
  const roles = record.roles.map((list) => list.map((unit) => data.units[unit]));
  const leaders = !needles.length ? [] : record.leaders.map((leader) => data.index.leaders[leader][2]).filter((name) => needles.some((needle) => fold(name).includes(needle)));
  if (leaders.length) out.push(`${leaderLabel}：${leaders.join("、")}`);
  const asked = needles.length ? roles.map((list, role) => [labels[role], named(list)]).filter(([, list]) => list.length) : [];
  const first = roles.map((list, role) => [labels[role], list]).filter(([, list]) => list.length).slice(0, 1);
  for (const [label, list] of asked.length ? asked : first) {
    out.push(`${label}：${list.slice(0, 3).map((unit) => unit.name).join("、")}${list.length > 3 ? `（共${list.length}个）` : ""}`);
  }
  return out;
}

function headingOf(data, record, needles) {
  if (needles.some((needle) => FIELDS.slice(0, -1).some((field) => record.fields[field] && record.fields[field].includes(needle)))) return "";
  return record.headings.map((heading) => data.index.headings[heading]).find((heading) => needles.some((needle) => fold(heading).includes(needle))) || "";
}

/* Return the sentence that has most of the terms, shortened around the first of them. */
function sentence(text, needles) {
  let words = "", spans = [], most = -1;
  for (const part of text.match(/[^。；]+[。；]?/g) || [text]) {
    const found = marks(part, needles);
    const different = needles.length > 1 ? new Set(found.map(([start, end]) => fold(part.slice(start, end)))).size : found.length && 1;
    if (different > most) [words, spans, most] = [part, found, different];
  }
  if (!most) [words, spans] = [text, []];  // the query stands elsewhere: its beginning says what the task is
  if (words.length <= LONGEST_SENTENCE) return mark(words, needles, spans);
  const start = spans.length && spans[0][0] > 60 ? spans[0][0] - 40 : 0;
  const end = Math.min(words.length, start + LONGEST_SENTENCE);
  return `${start ? "…" : ""}${mark(words.slice(start, end), needles)}${end < words.length ? "…" : ""}`;
}

/* Return the spans of a text that the needles cover, in order, without overlap. */
function marks(text, needles) {
  const out = fold(text), found = [];
  for (const needle of needles) {
    for (let at = out.indexOf(needle); at >= 0; at = out.indexOf(needle, at + needle.length)) found.push([at, at + needle.length]);
  }
  if (!found.length) return found;
  const spans = places(text), merged = [];
  if (found.length > 1) found.sort(([a], [b]) => a - b);
  for (const [first, after] of found) {
    const start = spans ? spans[first][0] : first, end = spans ? spans[after - 1][1] : after;
    const last = merged[merged.length - 1];
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

function mark(text, needles, spans = marks(text, needles)) {
  let out = "", place = 0;
  for (const [start, end] of spans) {
    out += `${escape(text.slice(place, start))}<mark>${escape(text.slice(start, end))}</mark>`;
    place = end;
  }
  return out + escape(text.slice(place));
}

function escape(text) {
  return !/[&<>"']/.test(text) ? text : text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
