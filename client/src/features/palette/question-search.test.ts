import { expect, test } from 'vitest';
import { searchQuestion } from './question-search.ts';

const placesIn = (text: string) => searchQuestion(text).map(({ opens }) => (opens.kind === 'question' ? [opens.from, opens.to] : []));

test.each([
  ['can shop reach erp', 'shop', 'erp'],
  ['Can shop/app  reach 10.2.0.4?', 'shop/app', '10.2.0.4'],
  ["why can't shop reach erp/db ?", 'shop', 'erp/db'],
  ['why can shop not talk to erp', 'shop', 'erp'],
  ['can shop reach the internet?', 'shop', 'internet'],
])('“%s” is a question about two places', (text, from, to) => {
  expect(placesIn(text)).toEqual([[from, to]]);
});

test.each(['can', 'can shop reach', 'reach erp', 'shop erp', 'cancel'])('“%s” is not', (text) => {
  expect(searchQuestion(text)).toEqual([]);
});
