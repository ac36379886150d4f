// The rules of the brief's schema, as far as a form can break them. The server checks all of them again.
const COUNTED = new Set(['integer', 'number']);

/** What was left empty does not count. */
export function cleaned(value) {
  if (Array.isArray(value)) return value.map(cleaned).filter(one => one !== undefined);
  if (value && typeof value === 'object') {
    const fields = Object.entries(value).map(([name, one]) => [name, cleaned(one)]).filter(([, one]) => one !== undefined && !(Array.isArray(one) && !one.length));
    return fields.length ? Object.fromEntries(fields) : undefined;
  }
  return value === '' || value === null ? undefined : typeof value === 'string' ? value.trim() || undefined : value;
}

function broken(rule, value) {
  if (rule.enum) return !rule.enum.includes(value);
  if (COUNTED.has(rule.type)) return !Number.isSafeInteger(value) || value < rule.minimum || value > rule.maximum || (rule.multipleOf && value % rule.multipleOf !== 0);
  if (rule.type === 'string') return [...value].length < (rule.minLength || 0) || [...value].length > (rule.maxLength || Infinity);
  if (rule.type === 'array') return value.length > (rule.maxItems || Infinity);
  if (rule.propertyNames) return Object.keys(value).length > rule.maxProperties || Object.keys(value).some(name => !new RegExp(rule.propertyNames.pattern).test(name));
  return false;
}

/** By field: what its value must be, where it is not. */
export function problemsOf(schema, brief = {}) {
  const problems = {};
  for (const name of schema.required || []) if (brief[name] === undefined) problems[name] = `Needed: ${schema.properties[name].description}.`;
  for (const [name, value] of Object.entries(brief)) {
    const rule = schema.properties[name];
    if (!rule) continue;
    if (broken(rule, value)) problems[name] = `It must be ${rule.description}${rule.propertyNames ? `, each with a name of letters and digits` : ''}.`;
    if (rule.items?.properties) value.forEach((item, index) => Object.entries(problemsOf(rule.items, item)).forEach(([inner, said]) => {
      problems[name] = `${index + 1}, ${inner}: ${said}`;
    }));
  }
  return problems;
}
