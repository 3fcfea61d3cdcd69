#include "extractors/actors/name_parts.h"

#include <algorithm>
#include <array>

#include "extractors/actors/given_names.h"
#include "extractors/actors/romanisation.h"
#include "extractors/text/fold.h"

namespace rasid::actors {
namespace {

using Kind = NamePart::Kind;

/// A particle in each script; the first Latin spelling is what a part holds.
struct Particle {
  std::vector<std::string_view> latin, arabic, cyrillic, hebrew;
};

std::vector<Particle> const& particles() {
  static std::vector<Particle> const all = {
      {{"bin", "ibn", "ben"}, {"بن"}, {"бин", "бен", "ибн"}, {"בן", "אבן"}},
      {{"bint", "bent"}, {"بنت"}, {"бинт"}, {"בנת"}},
      {{"abu", "abou", "aboo"}, {"ابو"}, {"абу"}, {"אבו"}},
      {{"umm", "um", "oum"}, {"ام"}, {"умм", "ум"}, {"אום"}},
  };
  return all;
}

std::vector<std::string_view> const& spelled(Particle const& particle, Script script) {
  if (script == Script::arabic) return particle.arabic;
  if (script == Script::cyrillic) return particle.cyrillic;
  return script == Script::hebrew ? particle.hebrew : particle.latin;
}

Particle const* particle_of(std::string_view word, Script script) {
  for (Particle const& each : particles()) {
    auto const& forms = spelled(each, script);
    if (std::ranges::find(forms, word) != forms.end()) return &each;
  }
  return nullptr;
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::ranges::find(list, word) != list.end();
}

/// What the article's l became before a sun letter: as-Sudani, ash-Sharaa.
std::string_view sun_letter(std::string_view word) {
  if (word.starts_with("sh")) return "sh";
  return !word.empty() && std::string_view("dnrstz").find(word[0]) != std::string_view::npos ? word.substr(0, 1) : "";
}

bool is_latin_article(std::string_view word, std::string_view next) {
  if (is_one_of(word, {"al", "el", "ul"})) return true;
  std::string_view const sun = sun_letter(next);
  return !sun.empty() && word.size() > 1 && is_one_of(word.substr(0, 1), {"a", "e", "u"}) && word.substr(1) == sun;
}

std::vector<std::string> words_of(std::string_view folded) {
  std::vector<std::string> out;
  while (!folded.empty()) {
    std::size_t const space = std::min(folded.find(' '), folded.size());
    if (space != 0) out.emplace_back(folded.substr(0, space));
    folded.remove_prefix(std::min(space + 1, folded.size()));
  }
  return out;
}

constexpr float cost_of_rarer = 1.2F;

struct Prefix {
  std::string text;  // with the space after it, if there is one
  float cost = 0;
};

/// What stands before a word with the article in each script. `word` is how the word itself is written there.
std::vector<Prefix> articles(NamePart const& part, Script script, std::string_view word) {
  std::string const sun(sun_letter(part.word));
  switch (script) {
    case Script::arabic:
      return {{"ال", 0}, {"", 1.5F}};  // Persian names lose it
    case Script::hebrew:
      if (!sun.empty()) return {{"אל ", 0}, {"א ", 0.4F}};
      return {{"אל ", 0}};
    case Script::cyrillic:
      if (!sun.empty()) return {{"а" + std::string(word.substr(0, 2)) + " ", 0}, {"аль ", 0.4F}, {"эль ", 2}};
      return {{"аль ", 0}, {"эль ", 1.2F}};
    case Script::latin: {
      std::vector<Prefix> out = {{"al ", 0}, {"el ", 0.9F}, {"", 0.7F}, {"al", 1.2F}, {"ul ", 2.5F}};
      if (!sun.empty()) out.push_back({"a" + sun + " ", 1.0F});
      return out;
    }
    case Script::other:
      break;
  }
  return {};
}

std::vector<Prefix> servants(Script script) {
  switch (script) {
    case Script::arabic:
      return {{"عبد ال", 0}, {"عبدال", 0.3F}, {"عبد ", 1.5F}};
    case Script::hebrew:
      return {{"עבד אל ", 0}, {"עבדול ", 1.0F}, {"עבד א ", 1.2F}};
    case Script::cyrillic:
      return {{"абдул ", 0.4F}, {"абдель ", 0.4F}, {"абд аль ", 0.4F}, {"абд эль ", 1.2F}};
    case Script::latin:
      return {{"abdul ", 0}, {"abdel ", 0.4F}, {"abd al ", 0.6F}, {"abd el ", 1.0F}, {"abdul", 1.0F}, {"abdel", 1.2F}};
    case Script::other:
      break;
  }
  return {};
}

/// Persian has letters for what Arabic writes with a neighbour.
std::string with_persian_letters(std::string_view arabic, std::string_view latin) {
  struct Letter {
    std::string_view sound, arabic, persian;
  };
  static constexpr auto letters = std::to_array<Letter>({{"p", "ب", "پ"},
                                                         {"g", "غ", "گ"},
                                                         {"g", "ج", "گ"},
                                                         {"g", "ك", "گ"},
                                                         {"ch", "تش", "چ"},
                                                         {"v", "ف", "و"},
                                                         {"zh", "ج", "ژ"},
                                                         {"kh", "ك", "خ"}});
  std::string out(arabic);
  for (Letter const& each : letters) {
    bool const written = latin.find(each.sound) != std::string_view::npos;
    if (each.sound == "g" && latin.find("gh") != std::string_view::npos) continue;
    for (std::size_t at = out.find(each.arabic); written && at != std::string::npos; at = out.find(each.arabic, at))
      out.replace(at, each.arabic.size(), each.persian);
  }
  return out;
}

void add_persian(std::string_view latin, std::vector<Spelled>& out) {
  constexpr float cost = 0.5F;
  std::size_t const before = out.size();
  for (std::size_t i = 0; i < before; ++i) {
    std::string persian = with_persian_letters(out[i].text, latin);
    if (persian != out[i].text) out.push_back({std::move(persian), out[i].score - cost});
  }
}

/// What is settled by use comes before what letters make likely.
void put_given_names(std::string_view word, Script script, std::vector<Spelled>& out) {
  float cost = 0;
  for (std::string_view const known : given_name_in(word, script)) {
    std::erase_if(out, [&](Spelled const& each) { return each.text == known; });
    out.push_back({std::string(known), -cost});
    cost += 0.3F;
  }
}

std::vector<Spelled> word_in(std::string_view word, Script script, Transliteration const& table, std::size_t most) {
  std::vector<Spelled> out;
  if (script == Script::latin) {
    out = romanisations(word, most);
    put_given_names(word, script, out);
    return out;
  }
  // The writer's Latin spelling is one of several: each is carried over.
  constexpr std::size_t most_romanisations = 4;
  for (Spelled const& latin : romanisations(word, most_romanisations)) {
    std::vector<Spelled> carried = table.from_latin(latin.text, script, most);
    float const best = carried.empty() ? 0.0F : carried[0].score;
    for (Spelled& each : carried) {
      float const score = each.score - best + latin.score;
      auto const known = std::ranges::find(out, each.text, &Spelled::text);
      if (known == out.end()) {
        out.push_back({std::move(each.text), score});
      } else {
        known->score = std::max(known->score, score);
      }
    }
  }
  if (script == Script::arabic) add_persian(word, out);
  put_given_names(word, script, out);
  return out;
}

std::vector<Spelled> best_of(std::vector<Spelled> all, std::size_t most) {
  std::ranges::stable_sort(all, std::ranges::greater{}, &Spelled::score);
  if (all.size() > most) all.resize(most);
  return all;
}

std::vector<Spelled> particle_in(NamePart const& part, Script script) {
  std::vector<Spelled> out;
  if (Particle const* const particle = particle_of(part.word, Script::latin)) {
    for (std::string_view const form : spelled(*particle, script))
      out.push_back({std::string(form), -cost_of_rarer * static_cast<float>(out.size())});
  }
  return out;
}

/// One word of another script, and the Latin parts it may be.
std::vector<NamePart> word_in_latin(std::string_view word, Script from, Transliteration const& table,
                                    std::size_t most) {
  if (Particle const* const particle = particle_of(word, from)) {
    return {{std::string(particle->latin.front()), Kind::particle}};
  }
  Kind kind = Kind::word;
  auto const take = [&](std::string_view prefix, Kind with) {
    if (kind != Kind::word || !word.starts_with(prefix) || word.size() < prefix.size() + 6) return;
    word.remove_prefix(prefix.size());
    kind = with;
  };
  if (from == Script::arabic) {
    take("عبدال", Kind::servant);
    take("ال", Kind::article);
  }
  std::vector<NamePart> out;
  for (Spelled& each : table.to_latin(word, from, most)) out.push_back({std::move(each.text), kind});
  return out;
}

/// Words that only announce the next one.
std::optional<Kind> announces(std::string_view word, Script script) {
  if (script == Script::arabic && word == "عبد") return Kind::servant;
  if (script == Script::hebrew && is_one_of(word, {"אל", "א"})) return Kind::article;
  if (script == Script::hebrew && word == "עבד") return Kind::servant;
  if (script == Script::cyrillic && is_one_of(word, {"аль", "эль", "ас", "аш", "ар", "ан", "ат", "аз", "ад"}))
    return Kind::article;
  if (script == Script::cyrillic && is_one_of(word, {"абд", "абдул", "абдель"})) return Kind::servant;
  return std::nullopt;
}

}  // namespace

std::vector<NamePart> latin_parts(std::string_view folded) {
  std::vector<std::string> const words = words_of(folded);
  std::vector<NamePart> out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    bool const followed = i + 1 < words.size();
    if (followed && is_one_of(words[i], {"abd", "abdul", "abdel", "abdal", "abdol"})) {
      if (words[i] == "abd" && i + 2 < words.size() && is_latin_article(words[i + 1], words[i + 2])) ++i;
      out.push_back({words[++i], Kind::servant});
    } else if (followed && is_latin_article(words[i], words[i + 1])) {
      out.push_back({words[++i], Kind::article});
    } else if (Particle const* const particle = particle_of(words[i], Script::latin); particle && followed) {
      out.push_back({std::string(particle->latin.front()), Kind::particle});
    } else {
      out.push_back({words[i], Kind::word});
    }
  }
  return out;
}

std::vector<std::vector<NamePart>> parts_in_latin(std::string_view folded, Script from, Transliteration const& table,
                                                  std::size_t most) {
  std::vector<std::vector<NamePart>> choices;
  std::optional<Kind> announced;
  for (std::string const& word : words_of(folded)) {
    if (auto const kind = announces(word, from); kind && (!announced || *kind == Kind::article)) {
      if (!announced) announced = kind;
      continue;
    }
    std::vector<NamePart> parts = word_in_latin(word, from, table, most);
    if (parts.empty()) return {};
    for (NamePart& part : parts) {
      if (announced) part.kind = *announced;
    }
    announced.reset();
    choices.push_back(std::move(parts));
  }
  std::vector<std::vector<NamePart>> out;
  for (std::size_t nth = 0; nth < most && !choices.empty(); ++nth) {
    std::vector<NamePart> name;
    for (auto const& parts : choices) name.push_back(parts[std::min(nth, parts.size() - 1)]);
    if (std::ranges::find(out, name) == out.end()) out.push_back(std::move(name));
  }
  return out;
}

std::vector<Spelled> written_in(NamePart const& part, Script script, Transliteration const& table, std::size_t most) {
  if (part.kind == Kind::particle) return particle_in(part, script);
  std::vector<Spelled> const words = word_in(part.word, script, table, most);
  if (part.kind == Kind::word) return best_of(words, most);
  std::vector<Spelled> out;
  for (Spelled const& word : words) {
    auto const prefixes = part.kind == Kind::article ? articles(part, script, word.text) : servants(script);
    for (Prefix const& prefix : prefixes) out.push_back({prefix.text + word.text, word.score - prefix.cost});
  }
  return best_of(std::move(out), 2 * most);
}

}  // namespace rasid::actors
