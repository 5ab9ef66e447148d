// Read {name: {schema, payloads}} from stdin, write {name: [does ajv take this payload]}. NODE_PATH tells where ajv is.
const { readFileSync } = require("node:fs");
const { default: Ajv } = require("ajv/dist/2020.js");
const { default: addFormats } = require("ajv-formats");

const verdicts = {};
for (const [name, { schema, payloads }] of Object.entries(JSON.parse(readFileSync(0, "utf8")))) {
  // Strict mode throws at what ajv does not know or thinks a mistake. Nothing of it is turned off.
  const ajv = new Ajv({ strict: true });
  addFormats(ajv);
  const takes = ajv.compile(schema);
  verdicts[name] = payloads.map((payload) => takes(payload));
}
process.stdout.write(JSON.stringify(verdicts));
