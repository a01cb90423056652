// Write the names of countries and languages that pages show, as Unicode's CLDR has them.
// node scripts/names.mjs > src/alongside/ui/data/names.json
const IN = ["en", "es", "bn", "ne", "th", "ar"];
const SPOKEN = (
  "af am ar as az be bg bho bn bs ca ceb cs cy da de dz el en es et fa fi fil fr gu ha he hi hr hu hy id ig ilo is it " +
  "ja jv ka kac kar kk km kn ko ku ky ln lo lt lv mai mg mk ml mn mr ms my ne nl no om or pa pl ps pt qu rn ro rom ru rw shn si sk sl so sq sr " +
  "su sv sw ta te tg th ti tk tr ug uk ur uz vi wo xh yo yue zh zu"
).split(" ");

const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const english = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
// No countries, or nobody lives there.
const left = new Set(
  "AC AQ BV CP CQ DG EA EU EZ GS HM IC IO QO TA TF UM UN XA XB ZZ".split(" "),
);
// People who live there say these shorter.
const SHORT = new Set(["HK", "MO", "PS"]);
const OWN = { id: "Bahasa Indonesia", ilo: "Ilokano", ms: "Bahasa Melayu", jv: "Basa Jawa", shn: "ၵႂၢမ်းတႆး", ku: "Kurdî" };
// Intl does not know these, or not in every language.
const BESIDES = {
  kar: { en: "Karen", es: "karen", bn: "কারেন", ne: "करेन", th: "กะเหรี่ยง", ar: "الكارينية" },
  rom: { en: "Romani", ne: "रोमानी", ar: "لغة الروما" },
};
const named = new Set();
for (const a of letters)
  for (const b of letters) {
    const code = a + b;
    const name = english.of(code);
    if (!name || left.has(code)) continue;
    // A code that was given up stands for the newer one.
    named.add(Intl.getCanonicalLocales(`und-${code}`)[0].slice(4));
  }
const said = (type, codes, language) => {
  const names = new Intl.DisplayNames([language], { type, fallback: "none" });
  const short = new Intl.DisplayNames([language], { type, fallback: "none", style: "short" });
  const name = (code) => BESIDES[code]?.[language] ?? (SHORT.has(code) ? short : names).of(code);
  return Object.fromEntries(codes.map((code) => [code, name(code)]).filter(([, found]) => found));
};
const inItself = (code) =>
  OWN[code] ??
  (Intl.DisplayNames.supportedLocalesOf([code]).length
    ? new Intl.DisplayNames([code], { type: "language", fallback: "none" }).of(code)
    : said("language", [code], "en")[code]);
const own = Object.fromEntries(SPOKEN.map((code) => [code, inItself(code)]));
const countries = [...named].sort();
console.log(
  JSON.stringify(
    {
      countries: Object.fromEntries(IN.map((language) => [language, said("region", countries, language)])),
      languages: Object.fromEntries(IN.map((language) => [language, said("language", SPOKEN, language)])),
      own,
    },
    null,
    1,
  ),
);
