// What people write between braces, what it becomes, and what happens when somebody writes nonsense or an attack.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { customField, mergeFields, parseTemplate, TEMPLATE_LIMIT } from '../../../shared/template.ts';
import type { MergeValues } from '../../../shared/template.ts';

const maya: MergeValues = {
  contact: {
    first_name: 'Maya',
    last_name: 'Öztürk',
    full_name: 'Maya Öztürk',
    email: 'maya@example.org',
    phone: '',
    source: '  ',
    tags: ['new', 'vip'],
    owner: { name: 'Ana Silva', email: 'ana@example.com' },
    custom: { faces: '👩👩👩👩👩', deseret: '𐐨B', size: '50', 'Company Size': 'large', 'say "hi" \\ }}': 'quoted' },
  },
  user: { name: 'Ana Silva', first_name: 'Ana', email: 'ana@example.com' },
  workflow: { name: 'Assign new contacts' },
  now: '1 Dec 2026, 09:00',
};

const text = (source: string, values = maya) => parseTemplate(source).render(values).text;
const problems = (source: string) => parseTemplate(source).problems.map(({ code }) => code);

describe('rendering', () => {
  test.each([
    ['Hello', 'Hello'],
    ['', ''],
    ['New contact: {{ contact.first_name }} {{ contact.last_name }}', 'New contact: Maya Öztürk'],
    ['{{contact.first_name}}', 'Maya'],
    ['{{ contact.tags }}', 'new, vip'],
    ['{{ contact.owner.name }} <{{contact.owner.email}}>', 'Ana Silva <ana@example.com>'],
    ['{{ user.first_name }}, {{ workflow.name }}, {{ now }}', 'Ana, Assign new contacts, 1 Dec 2026, 09:00'],
    ['{{ contact.custom.size }} {{ custom.size }}', '50 50'],
    ['{{ contact.custom["Company Size"] }}', 'large'],
    ['{{ contact.custom.nothing }}.', '.'],
    ['{{ contact.phone }}.', '.'],
    ['{{ contact.phone | default: "no phone" }}', 'no phone'],
    ["{{ contact.phone | default: 'it''s' }}", "{{ contact.phone | default: 'it''s' }}"],
    ['{{ contact.source | default: "an unknown source" }}', 'an unknown source'],
    ['{{ contact.phone | default: "}} none {{" }}', '}} none {{'],
    ['{{ contact.phone | default: "say \\"hi\\"" }}', 'say "hi"'],
    ['{{ contact.phone | default: "there" | upcase }}', 'THERE'],
    ['{{ contact.first_name | upcase }}', 'MAYA'],
    ['{{ contact.last_name | downcase }}', 'öztürk'],
    ['{{ contact.source | strip }}.', '.'],
    ['{{ contact.full_name | truncate: 7 }}', 'Maya...'],
    ['{{ contact.full_name | truncate: 11 }}', 'Maya Öztürk'],
    ['{{ contact.full_name | truncate: 2 }}', '...'],
    ['{{ custom.faces | truncate: 4 }}', '👩...'],
    ['{{ custom.deseret | capitalize }}', '𐐀b'],
    ['{{ contact.phone | default: 5 }}', '5'],
    ['{{ workflow.name | capitalize }}', 'Assign new contacts'],
    ['100 % { of } {them} }}', '100 % { of } {them} }}'],
  ])('%s', (source, expected) => {
    expect(text(source)).toBe(expected);
  });

  test('tells which names were blank and where a fallback was used, each once', () => {
    const template = parseTemplate(
      '{{ contact.phone }}{{ contact.phone }}{{ contact.source | default: "-" }}{{ now }}',
    );
    expect(template.names).toEqual(['contact.phone', 'contact.source', 'now']);
    expect(template.render(maya)).toEqual({
      text: '-1 Dec 2026, 09:00',
      blanks: ['contact.phone'],
      fallbacks: ['contact.source'],
    });
  });

  test('a blank fallback is no fallback', () => {
    expect(parseTemplate('{{ contact.phone | default: "" }}').render(maya).blanks).toEqual(['contact.phone']);
  });

  test('a value is never read again as a template', () => {
    const values = { contact: { first_name: '{{ contact.email }}', email: 'x@example.org' } };
    expect(text('{{ contact.first_name | default: "{{ now }}" }}', values)).toBe('{{ contact.email }}');
    expect(text('{{ contact.phone | default: "{{ now }}" }}', values)).toBe('{{ now }}');
  });

  test('every merge field on offer is accepted', () => {
    for (const { name } of mergeFields)
      expect(parseTemplate(`{{ ${name} }}`)).toMatchObject({ problems: [], names: [name] });
  });

  test('any key of a custom field can be written and read back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), fc.string(), (key, value) => {
        const custom = Object.fromEntries([[key, value]]);
        const template = parseTemplate(`{{ ${customField(key).name} }}`);
        expect(template.problems).toEqual([]);
        expect(template.render({ contact: { custom } }).text).toBe(value);
      }),
    );
    expect(text(`{{ ${customField('say "hi" \\ }}').name} }}`)).toBe('quoted');
  });
});

describe('mistakes are problems, and stay in the text as they were written', () => {
  test.each([
    ['{{ contact.nickname }}', 'template-unknown-field'],
    ['{{ contact }}', 'template-unknown-field'],
    ['{{ contact.custom }}', 'template-unknown-field'],
    ['{{ custom.a.b }}', 'template-unknown-field'],
    ['{{ }}', 'template-unreadable'],
    ['{{ "text" }}', 'template-unreadable'],
    ['{{ 5 }}', 'template-unreadable'],
    ['{{ (1..1000000000) }}', 'template-unreadable'],
    ['{{ contact.phone == contact.email }}', 'template-unreadable'],
    ['{{ contact.tags[0] }}', 'template-unreadable'],
    ['{{ contact[contact.email] }}', 'template-unreadable'],
    ['{{ contact.phone | default “there” }}', 'template-unreadable'],
    ['{{ contact.phone | default: "there }}', 'template-not-closed'],
    ['{{ contact.phone | shout }}', 'template-unknown-filter'],
    ['{{ contact.phone | default }}', 'template-filter-value'],
    ['{{ contact.phone | default: there }}', 'template-filter-value'],
    ['{{ contact.phone | default: "a", "b" }}', 'template-filter-value'],
    ['{{ contact.phone | upcase: "a" }}', 'template-filter-value'],
    ['{{ contact.phone | truncate: "x" }}', 'template-filter-value'],
    ['{{ contact.phone | truncate: -1 }}', 'template-filter-value'],
    ['Hello {{ contact.phone', 'template-not-closed'],
    ['{% if contact.phone %}', 'template-tag'],
    ['{% unclosed', 'template-tag'],
  ])('%s', (source, code) => {
    expect(problems(source)).toEqual([code]);
    expect(text(source)).toBe(source);
  });

  test('say where and how to mend it', () => {
    const [problem] = parseTemplate('Hello\n  {{ contact.frist_name }}').problems;
    expect(problem).toEqual({
      code: 'template-unknown-field',
      message: '“contact.frist_name” is not a merge field (line 2, column 3).',
      where: { line: 2, column: 3 },
      fix: 'Did you mean {{ contact.first_name }}?',
    });
  });

  test('say which sign is not closed', () => {
    const said = (source: string) => parseTemplate(source).problems.map(({ message, fix }) => [message, fix]);
    expect(said('{{ contact.phone | default: "there }}')).toEqual([
      ['A " is not closed (line 1, column 1).', 'Put another " where the quoted text ends.'],
    ]);
    expect(said('Hello {{ contact.phone')).toEqual([['A {{ is not closed (line 1, column 7).', 'Close it with }}.']]);
  });

  test.each([
    ['first_name', 'contact.first_name'],
    ['Contact.FirstName', 'contact.first_name'],
    ['contact.e-mail', 'contact.email'],
    ['owner.name', 'contact.owner.name'],
    ['contact.tag', 'contact.tags'],
    ['workflow.nmae', 'workflow.name'],
  ])('“%s” is guessed as %s', (written, meant) => {
    expect(parseTemplate(`{{ ${written} }}`).problems[0]?.fix).toBe(`Did you mean {{ ${meant} }}?`);
  });

  test('a wild name is not guessed', () => {
    for (const wild of ['invoice.total', 'abc'])
      expect(parseTemplate(`{{ ${wild} }}`).problems[0]?.fix).toBe('Choose one from the list of merge fields.');
  });

  test('after twenty of them the rest is left as it was written', () => {
    const source = `${'{{ nobody }}'.repeat(30)}{{ now }}`;
    expect(problems(source)).toHaveLength(20);
    expect(text(source)).toBe(source);
  });

  test('the rest of the text still works', () => {
    const source = 'Hi {{ contact.first_name, {{ contact.last_name }} {{ nobody }} {% x %} {{ now }}';
    expect(problems(source)).toEqual(['template-not-closed', 'template-unknown-field', 'template-tag']);
    expect(text(source)).toBe('Hi {{ contact.first_name, Öztürk {{ nobody }} {% x %} 1 Dec 2026, 09:00');
  });
});

describe('attacks', () => {
  test.each([
    '{{ constructor }}',
    '{{ __proto__ }}',
    '{{ contact.__proto__ }}',
    '{{ contact.constructor.name }}',
    '{{ contact.first_name.constructor }}',
    '{{ contact.first_name.length }}',
    "{{ constructor.constructor('return process')() }}",
    '{{ contact["__proto__"]["polluted"] }}',
    '{{ a.b[c] }}',
    '{{ {{ contact.first_name }} }}{% raw %}',
    '{{ contact.first_name | constructor }}',
    '{{ contact.first_name | __proto__ }}',
  ])('%s reaches nothing', (source) => {
    expect(problems(source).length).toBeGreaterThan(0);
    expect(text(source).replace('Maya', '{{ contact.first_name }}')).toBe(source);
  });

  test('inherited things are blank under custom, where any key is allowed', () => {
    for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      expect(parseTemplate(`{{ custom.${key} }}`).render(maya)).toMatchObject({
        text: '',
        blanks: [`contact.custom.${key}`],
      });
    }
  });

  test('objects and functions among the values are shown as nothing', () => {
    const values = { contact: { first_name: { a: 1 }, last_name: () => 'x', email: null, tags: [{}, 'a', ['b']] } };
    expect(text('{{ contact.first_name }}{{ contact.last_name }}{{ contact.email }}{{ contact.tags }}', values)).toBe(
      'a',
    );
  });

  test('a text that is too long is refused and left as it is', () => {
    const source = '{{ now }}'.repeat(TEMPLATE_LIMIT);
    expect(problems(source)).toEqual(['template-too-long']);
    expect(text(source)).toBe(source);
    expect(problems(' '.repeat(TEMPLATE_LIMIT))).toEqual([]);
  });

  test.each(['{', '{{', '}}', '{{}}', '{%', '{{ "', "{{ '", '{{ "\\" ', '{{ a | ', '{{ a[', '{{(', '{{ contact.'])(
    'a full page of %s is read without a throw',
    (bit) => {
      const source = bit.repeat(Math.floor(TEMPLATE_LIMIT / bit.length));
      expect(text(source)).toBe(source);
    },
  );

  test('any text is read without a throw, and without braces comes out as it went in', () => {
    const bits = fc.constantFrom(
      '{{',
      '}}',
      '{%',
      '%}',
      '"',
      "'",
      '|',
      '.',
      '[',
      ']',
      ' ',
      'contact',
      'email',
      'default',
      ':',
      '\\',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(bits, fc.string()), { maxLength: 60 }), (words) => {
        const source = words.join('');
        const template = parseTemplate(source);
        const { text: rendered } = template.render(maya);
        expect(template.names.length > 0 || rendered === source).toBe(true);
      }),
    );
  });
});
