#include "extractors/actors/variants.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_set>

#include "extractors/actors/name_parts.h"
#include "extractors/actors/spellings.h"
#include "extractors/text/fold.h"

namespace rasid::actors {
namespace {

using entities::Entity;
using entities::Name;
using entities::Variants;

constexpr float sure = 0.9F;
constexpr float surname_score = 0.6F;
constexpr float cost_of_leaving_out = 1.0F;
constexpr float cost_of_initial = 3.0F;
constexpr float cost_of_carrying = 0.5F;
constexpr std::size_t most_bases = 4;  // listed names from which others are made
constexpr std::size_t spellings_a_word = 16;
constexpr std::size_t most_parts = 6;
constexpr std::size_t least_surname = 4;  // letters

/// A logarithm of likelihood, relative to the likeliest, as a confidence.
float confidence_of(float score) {
  constexpr float slope = 0.06F;
  return std::max(0.5F, sure * std::exp(slope * score));
}

std::size_t letters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool is_one_word(std::string_view folded) {
  return folded.find(' ') == std::string_view::npos;
}

/// A name in Latin letters from which others are made.
struct Base {
  std::vector<NamePart> parts;
  float score = 0;
  VariantRule rule = VariantRule::transliteration;  // what was done to it already
  std::string of;
};

/// Every way to write the parts in a script one after the other, best first.
std::vector<Spelled> written(std::vector<NamePart> const& parts, Script script, Transliteration const& table,
                             std::size_t most) {
  std::vector<Spelled> all{{}};
  for (NamePart const& part : parts) {
    std::vector<Spelled> longer;
    for (Spelled const& word : written_in(part, script, table, spellings_a_word)) {
      for (Spelled const& before : all)
        longer.push_back({before.text + (before.text.empty() ? "" : " ") + word.text, before.score + word.score});
    }
    std::ranges::stable_sort(longer, std::ranges::greater{}, &Spelled::score);
    if (longer.size() > 2 * most) longer.resize(2 * most);
    all = std::move(longer);
  }
  return all;
}

/// Single letters that are words of their own would make a name of every sentence.
bool may_be_initial(std::string_view letter) {
  static constexpr std::array<std::string_view, 14> words = {"a", "e", "i", "o", "u", "y", "а",
                                                             "в", "и", "к", "о", "с", "у", "я"};
  return std::ranges::find(words, letter) == words.end();
}

class Maker {
 public:
  Maker(entities::Catalogue const& catalogue, Transliteration const& table, EntityIndex index)
      : catalogue_(catalogue), table_(table), index_(index), actor_(catalogue[index]) {}

  std::vector<Variant> run() {
    for (Name const& name : actor_.names) known_.insert(text::fold(name.text));
    for (std::string const& refused : actor_.variants.refused) known_.insert(text::fold(refused));
    for (std::string const& listed : actor_.variants.listed)
      add(text::fold(listed), listed, script_of(listed), VariantRule::listed, sure, false, listed, {});
    if (actor_.variants.made == Variants::Made::none) return std::move(out_);
    add_spellings();
    if (actor_.variants.made == Variants::Made::spellings) return std::move(out_);
    add_carried();
    if (is_person()) add_surnames();
    return std::move(out_);
  }

 private:
  [[nodiscard]] bool is_person() const { return actor_.kind == EntityKind::person; }

  /// A name that anybody else bears is theirs. (The label alone is no name yet.)
  [[nodiscard]] bool is_anothers(std::string const& folded) const {
    if (!catalogue_.is_listed(folded)) return false;
    if (!catalogue_.places_named(folded).empty()) return true;
    return std::ranges::any_of(catalogue_.actors_named(folded), [&](EntityIndex each) { return each != index_; });
  }

  bool add(std::string folded, std::string shown, Script script, VariantRule rule, float score, bool ambiguous,
           std::string of, std::string_view language) {
    if (folded.empty() || known_.contains(folded) || is_anothers(folded)) return false;
    known_.insert(std::move(folded));
    out_.push_back({std::move(shown), script, rule, score, ambiguous, std::move(of), language});
    return true;
  }

  bool add_made(std::string const& made, Script script, VariantRule rule, float score, bool ambiguous,
                std::string const& of) {
    return add(text::fold(made), presented(made, script), script, rule, score, ambiguous, of, {});
  }

  void add_spellings() {
    for (Name const& name : actor_.names) {
      Script const script = script_of(name.text);
      for (std::string& spelling : spellings_of(name.text, actor_.kind)) {
        std::string shown = presented(spelling, script);
        add(std::move(spelling), std::move(shown), script, VariantRule::spelling, sure, name.ambiguous, name.text,
            name.language);
      }
      if (is_person()) add_shortened(name, script);
    }
  }

  /// "Мустафа Абдель-Латиф аль-Казыми" is also "Мустафа аль-Казыми", and he who is listed as Donald Trump is D. Trump.
  void add_shortened(Name const& name, Script script) {
    if (name.ambiguous || (script != Script::latin && script != Script::cyrillic)) return;
    std::vector<std::string> words;
    std::string const folded = text::fold(name.text);
    for (std::size_t at = 0; at < folded.size();) {
      std::size_t const space = std::min(folded.find(' ', at), folded.size());
      words.push_back(folded.substr(at, space - at));
      at = space + 1;
    }
    if (script == Script::cyrillic && words.size() == 3 && is_patronymic(words[1]))
      add_made(words[0] + " " + words[2], script, VariantRule::shortened, sure, false, name.text);
    bool const plain = words.size() >= 2 && words.size() <= 3 && letters(words.back()) >= least_surname;
    std::size_t const first_letter = script == Script::latin ? 1 : 2;
    if (!plain || letters(words[0]) < 3 || !may_be_initial(words[0].substr(0, first_letter))) return;
    if (words.size() == 3 && latin_parts(folded).size() == 3 && script == Script::latin) return;
    std::string initial = words[0].substr(0, first_letter);
    for (std::size_t i = 1; i < words.size(); ++i) initial += " " + words[i];
    add_made(initial, script, VariantRule::initials, confidence_of(-cost_of_initial), false, name.text);
  }

  static bool is_patronymic(std::string_view word) {
    static constexpr std::array<std::string_view, 6> endings = {"вич", "ьич", "мич", "вна", "чна", "шна"};
    return std::ranges::any_of(endings, [&](std::string_view ending) { return word.ends_with(ending); });
  }

  [[nodiscard]] std::vector<Base> bases() const {
    std::vector<Base> out;
    auto const add_base = [&](std::string_view latin, std::string const& of, float score) {
      std::vector<NamePart> parts = latin_parts(latin);
      bool const full = parts.size() > 1 || !is_person();
      if (full && parts.size() <= most_parts && out.size() < most_bases)
        out.push_back({std::move(parts), score, VariantRule::transliteration, of});
    };
    for (Name const& name : actor_.names) {
      if (!name.ambiguous && script_of(name.text) == Script::latin) add_base(text::fold(name.text), name.text, 0);
    }
    if (out.empty()) add_base(text::fold(latin_label()), actor_.label, 0);
    if (out.empty()) add_bases_of_other_scripts(out);
    add_without_middle_names(out);
    return out;
  }

  [[nodiscard]] std::string latin_label() const {
    return script_of(actor_.label) == Script::latin ? actor_.label : std::string();
  }

  void add_bases_of_other_scripts(std::vector<Base>& out) const {
    for (Name const& name : actor_.names) {
      if (name.ambiguous || out.size() >= most_bases) continue;
      Script const script = script_of(name.text);
      if (script == Script::other) {
        out.push_back({latin_parts(text::fold(latinised(name.text))), 0, VariantRule::transliteration, name.text});
        continue;
      }
      float score = 0;
      for (auto& parts : parts_in_latin(text::fold(name.text), script, table_, most_bases - 1)) {
        if (parts.size() > 1 || !is_person())
          out.push_back({std::move(parts), score, VariantRule::transliteration, name.text});
        score -= cost_of_leaving_out;
      }
    }
  }

  void add_without_middle_names(std::vector<Base>& all) const {
    if (!is_person()) return;
    std::size_t const before = all.size();
    for (std::size_t i = 0; i < before; ++i) {
      auto const& parts = all[i].parts;
      bool const names_only = std::ranges::none_of(
          parts, [](NamePart const& part) { return part.kind == NamePart::Kind::particle || part.word.size() < 2; });
      bool const initial = std::ranges::any_of(parts, [](NamePart const& part) { return part.word.size() == 1; });
      if (parts.size() < 3 || (!names_only && !initial)) continue;
      all.push_back(
          {{parts.front(), parts.back()}, all[i].score - cost_of_leaving_out, VariantRule::shortened, all[i].of});
    }
  }

  void add_carried() {
    std::size_t const most = is_person() ? VariantMaker::most_in_script : VariantMaker::most_of_organisation;
    std::vector<Base> const from = bases();
    for (Script const script : {Script::latin, Script::arabic, Script::cyrillic, Script::hebrew}) {
      struct Found {
        Spelled spelled;
        Base const* base;
      };
      std::vector<Found> found;
      for (Base const& base : from) {
        for (Spelled& each : written(base.parts, script, table_, most)) {
          each.score += base.score - (script == Script::latin ? 0 : cost_of_carrying);
          found.push_back({std::move(each), &base});
        }
      }
      std::ranges::stable_sort(found, std::ranges::greater{}, [](Found const& f) { return f.spelled.score; });
      std::size_t added = 0;
      for (auto const& [spelled, base] : found) {
        if (added == most) break;
        // A word alone may be a word of the language, whatever name it was made from.
        bool const ambiguous = is_one_word(spelled.text);
        VariantRule rule = script == Script::latin ? VariantRule::romanisation : VariantRule::transliteration;
        if (base->rule == VariantRule::shortened && script == Script::latin) rule = VariantRule::shortened;
        added += add_made(spelled.text, script, rule, confidence_of(spelled.score), ambiguous, base->of) ? 1 : 0;
      }
    }
  }

  void add_surnames() {
    for (Base const& base : bases()) {
      if (base.parts.size() < 2) continue;
      NamePart const& family = base.parts.back();
      bool const fathers = base.parts[base.parts.size() - 2].kind == NamePart::Kind::particle;
      if (fathers || family.word.size() < least_surname) continue;
      for (Script const script : {Script::latin, Script::arabic, Script::cyrillic, Script::hebrew}) {
        std::size_t added = 0;
        for (Spelled const& each : written_in(family, script, table_, VariantMaker::most_surnames)) {
          if (added == VariantMaker::most_surnames) break;
          if (letters(each.text) < least_surname) continue;
          float const score = surname_score * confidence_of(each.score) / sure;
          added += add_made(each.text, script, VariantRule::surname, score, true, base.of) ? 1 : 0;
        }
      }
    }
  }

  entities::Catalogue const& catalogue_;
  Transliteration const& table_;
  EntityIndex index_;
  Entity const& actor_;
  std::unordered_set<std::string> known_;  // folded: listed, refused and made
  std::vector<Variant> out_;
};

}  // namespace

std::string_view to_text(VariantRule rule) {
  switch (rule) {
    case VariantRule::listed:
      return "listed";
    case VariantRule::spelling:
      return "spelling";
    case VariantRule::shortened:
      return "shortened";
    case VariantRule::initials:
      return "initials";
    case VariantRule::romanisation:
      return "romanisation";
    case VariantRule::transliteration:
      return "transliteration";
    case VariantRule::surname:
      return "surname";
  }
  return "";
}

VariantMaker::VariantMaker(entities::Catalogue const& catalogue)
    : catalogue_(catalogue), table_(transliteration_table) {}

std::vector<Variant> VariantMaker::variants_of(EntityIndex actor) const {
  std::vector<Variant> out = Maker(catalogue_, table_, actor).run();
  std::ranges::stable_sort(out, {}, [](Variant const& v) { return std::pair(v.script, -v.score); });
  return out;
}

}  // namespace rasid::actors
