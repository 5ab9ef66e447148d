// Say what an editor built on the JSON language service of VS Code marks in a payload, as JSON: node editor.mjs FOLDER < cases
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(path.join(process.argv[2], "package.json"));
const { getLanguageService, TextDocument } = require("vscode-json-languageservice");
const { folder, settings, payloads } = JSON.parse(fs.readFileSync(0, "utf8"));
const base = pathToFileURL(`${folder}/`).href;
const service = getLanguageService({
  schemaRequestService: async (uri) => fs.readFileSync(new URL(uri), "utf8"),
  workspaceContext: { resolveRelativePath: (relative, of) => new URL(relative, of).href },
});
service.configure({
  schemas: settings["json.schemas"].map(({ fileMatch, url }) => ({ fileMatch, uri: new URL(url, base).href })),
});

const marks = {};
for (const [name, text] of Object.entries(payloads)) {
  const document = TextDocument.create(new URL(name, base).href, "json", 1, text);
  const found = await service.doValidation(document, service.parseJSONDocument(document));
  marks[name] = found.map(({ range, message }) => `${range.start.line + 1}: ${message}`);
}
process.stdout.write(JSON.stringify(marks));
