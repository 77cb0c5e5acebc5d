// One JSON line in: {"engine", "texts"}. One out: {"milliseconds", "spans": [[start, end] of each text]}, in UTF-16 units.
import { createInterface } from 'node:readline';
import compromise from 'compromise';
import model from 'wink-eng-lite-web-model';
import winkNlp from 'wink-nlp';

const wink = winkNlp(model);
const { its } = wink;

const engines = {
  compromise: text => {
    const doc = compromise(text);
    return [doc.people(), doc.places(), doc.organizations()].flatMap(found => found.json({ offset: true }))
      .map(({ offset }) => [offset.start, offset.start + offset.length]);
  },
  wink: text => {
    const doc = wink.readDoc(text);
    const [values, spaces, tags] = [its.value, its.precedingSpaces, its.pos].map(of => doc.tokens().out(of));
    const starts = [];
    let at = 0;
    values.forEach((value, i) => {
      at += spaces[i].length;
      starts.push(at);
      at += value.length;
    });
    const proper = tags.flatMap((tag, i) => (tag === 'PROPN' ? [[i, i]] : []));
    return [...doc.entities().out(its.span), ...proper].map(([first, last]) => [starts[first], starts[last] + values[last].length]);
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { engine, texts } = JSON.parse(line);
  const began = performance.now();
  const spans = texts.map(engines[engine]);
  console.log(JSON.stringify({ milliseconds: performance.now() - began, spans }));
}
