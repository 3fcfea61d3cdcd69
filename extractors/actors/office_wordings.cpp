#include "extractors/actors/office_wordings.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "extractors/entities/country_names.h"
#include "extractors/entities/read_demonyms.h"
#include "extractors/names/russian_forms.h"
#include "extractors/text/fold.h"

namespace rasid::actors {
namespace {

using entities::Catalogue;
using entities::Entity;

constexpr std::size_t most_names = 4;  // of a country or organisation, in each language
constexpr std::string_view al = "ال";

/// Collects wordings, each once.
class Wordings {
 public:
  void add(std::string text) {
    if (known_.insert(text::fold(text)).second) all_.push_back(std::move(text));
  }
  std::vector<std::string> take() { return std::move(all_); }

 private:
  std::unordered_set<std::string> known_;
  std::vector<std::string> all_;
};

/// "رئيس الوزراء" without the article of its last word, as it stands before a name: "رئيس وزراء"; "الرئيس" gives
/// "رئيس".
std::string constructed(std::string_view title) {
  std::size_t const space = title.rfind(' ');
  std::size_t const last = space == std::string_view::npos ? 0 : space + 1;
  std::string out(title);
  if (std::string_view(out).substr(last).starts_with(al)) out.erase(last, al.size());
  return out;
}

std::string genitive(std::string_view name) {
  auto const forms = names::russian_forms(name, names::Declines::thing);
  return forms.empty() ? std::string(name) : forms.front();
}

std::string joined(std::string_view a, std::string_view b) {
  return std::string(a) + " " + std::string(b);
}

/// Whose office it is.
struct Owner {
  Entity const& entity;
  std::span<entities::Demonym const> all_demonyms;
  std::vector<entities::Name> further;  // CLDR's names of a country

  [[nodiscard]] std::vector<std::string_view> names(std::string_view language) const {
    std::vector<std::string_view> out;
    for (auto const* const list : {&entity.names, &further}) {
      for (entities::Name const& name : *list) {
        if (name.language == language && !name.ambiguous && out.size() < most_names) out.push_back(name.text);
      }
    }
    return out;
  }
  /// In Arabic and Hebrew the feminine too: the office may be of a government, which is one.
  [[nodiscard]] std::vector<std::string> demonyms(std::string_view language) const {
    std::vector<std::string> out;
    if (entity.kind != EntityKind::place || entity.country.empty()) return out;
    for (entities::Demonym const& demonym : all_demonyms) {
      if (demonym.country != entity.country || demonym.language != language) continue;
      out.push_back(demonym.text);
      if (language == "ar") out.push_back(demonym.text + "ة");
      if (language == "he") out.push_back(demonym.text + "ת");
    }
    return out;
  }
};

void add_english(std::string_view title, Owner const& owner, Wordings& out) {
  for (std::string const& demonym : owner.demonyms("en")) out.add(joined(demonym, title));
  for (auto const name : owner.names("en")) {
    out.add(joined(joined(title, "of"), name));
    out.add(joined(joined(title, "of the"), name));
    out.add(joined(std::string(name) + "'s", title));
    out.add(joined(name, title));
  }
}

void add_arabic(std::string_view title, Owner const& owner, Wordings& out) {
  std::string const bare = constructed(title);
  bool const definite = bare != title;
  for (std::string const& demonym : owner.demonyms("ar")) {
    out.add(joined(title, std::string(al) + demonym));
    if (!definite && title.find(' ') == std::string_view::npos) out.add(joined(title, demonym));
  }
  for (auto const name : owner.names("ar")) {
    out.add(joined(bare, name));
    if (definite) {
      bool const has_article = name.starts_with(al);
      out.add(joined(title, has_article ? "لل" + std::string(name.substr(al.size())) : "ل" + std::string(name)));
      out.add(joined(joined(title, "في"), name));
    }
  }
}

void add_persian(std::string_view title, Owner const& owner, Wordings& out) {
  for (auto const name : owner.names("fa")) out.add(joined(title, name));
}

void add_hebrew(std::string_view title, Owner const& owner, Wordings& out) {
  constexpr std::string_view article = "ה";
  bool const definite = title.starts_with(article) || title.find(" ה") != std::string_view::npos;
  for (std::string const& demonym : owner.demonyms("he")) {
    out.add(joined(title, std::string(article) + demonym));
    if (!definite) out.add(joined(std::string(article) + std::string(title), std::string(article) + demonym));
  }
  for (auto const name : owner.names("he")) {
    if (!title.starts_with(article)) out.add(joined(title, name));
    out.add(joined(joined(title, "של"), name));
  }
}

void add_russian(std::string_view title, Owner const& owner, Wordings& out) {
  std::vector<std::string> all;
  for (std::string const& demonym : owner.demonyms("ru")) all.push_back(joined(demonym, title));
  for (auto const name : owner.names("ru")) all.push_back(joined(title, genitive(name)));
  for (std::string& wording : all) {
    for (std::string& form : names::russian_forms(wording, names::Declines::office)) out.add(std::move(form));
    out.add(std::move(wording));
  }
}

/// What stands between a title and whose it is.
std::string_view without_of(std::string_view words) {
  static constexpr std::array<std::string_view, 7> all = {"of the ", "of ", "for the ", "في ", "the ", "של ", "for "};
  for (std::string_view const each : all) {
    if (words.starts_with(each)) return words.substr(each.size());
  }
  return words;
}

std::optional<EntityIndex> country_of(Catalogue const& catalogue, std::string const& code) {
  for (entities::Name const& name : entities::country_names(code)) {
    for (EntityIndex const place : catalogue.places_named(name.text)) {
      if (catalogue[place].place_kind == "country" && catalogue[place].country == code) return place;
    }
  }
  return std::nullopt;
}

}  // namespace

OfficeWordings::OfficeWordings(Catalogue const& catalogue) : catalogue_(catalogue) {
  for (entities::Title const& title : catalogue.offices().titles) {
    auto const add = [&](std::string const& words) {
      auto& concepts = titles_[text::fold(words)];
      // A commander before a head: what says more comes first.
      concepts.insert(title.kind == "generic" ? concepts.end() : concepts.begin(), title.concept_key);
    };
    add(title.text);
    if (title.language == "ar") add(constructed(title.text));
  }
  for (entities::Demonym const& demonym : catalogue.demonyms()) {
    for (std::string const& form : entities::forms_of_demonym(demonym)) {
      nations_[text::fold(form)] = demonym.country;
      if (demonym.language == "ar") nations_[text::fold(std::string(al) + form)] = demonym.country;
      if (demonym.language == "he") nations_[text::fold("ה" + form)] = demonym.country;
    }
    if (!countries_by_code_.contains(demonym.country)) {
      if (auto const country = country_of(catalogue, demonym.country)) countries_by_code_[demonym.country] = *country;
    }
  }
}

std::optional<EntityIndex> OfficeWordings::owner(std::string_view key) const {
  auto const is_it = [&](EntityIndex index) { return catalogue_[index].key == key; };
  for (auto const& found : {catalogue_.places_named(key), catalogue_.actors_named(key)}) {
    if (auto const at = std::ranges::find_if(found, is_it); at != found.end()) return *at;
  }
  return std::nullopt;
}

/// Whose office it is, by the words that are left when the title is taken off.
std::optional<EntityIndex> OfficeWordings::owner_in_words(std::string_view folded) const {
  if (auto const nation = nations_.find(std::string(folded)); nation != nations_.end()) {
    auto const country = countries_by_code_.find(std::string(nation->second));
    return country == countries_by_code_.end() ? std::nullopt : std::optional(country->second);
  }
  for (EntityIndex const place : catalogue_.places_named(folded)) {
    if (catalogue_[place].place_kind == "country") return place;
  }
  for (EntityIndex const actor : catalogue_.actors_named(folded)) {
    if (catalogue_[actor].kind == EntityKind::organisation) return actor;
  }
  return std::nullopt;
}

/// Takes the longest title off either end; what remains must be whose office it is.
std::optional<Office> OfficeWordings::read(std::string_view folded) const {
  for (std::size_t space = folded.rfind(' '); space != std::string_view::npos && space != 0;
       space = folded.rfind(' ', space - 1)) {
    auto const title = titles_.find(std::string(folded.substr(0, space)));
    if (title == titles_.end()) continue;
    if (auto const owner = owner_in_words(without_of(folded.substr(space + 1))))
      return Office{std::string(title->second.front()), *owner};
  }
  for (std::size_t space = folded.find(' '); space != std::string_view::npos; space = folded.find(' ', space + 1)) {
    auto const title = titles_.find(std::string(folded.substr(space + 1)));
    if (title == titles_.end()) continue;
    if (auto const owner = owner_in_words(folded.substr(0, space)))
      return Office{std::string(title->second.front()), *owner};
  }
  return std::nullopt;
}

std::optional<Office> OfficeWordings::office_of(entities::Role const& role) const {
  if (role.office.empty()) return read(text::fold(role.text));
  auto const owned = owner(role.of);
  return owned ? std::optional(Office{role.office, *owned}) : std::nullopt;
}

std::vector<std::string> OfficeWordings::wordings(Office const& office) const {
  Entity const& entity = catalogue_[office.of];
  bool const is_country = entity.kind == EntityKind::place && entity.place_kind == "country";
  Owner const owner{entity, catalogue_.demonyms(),
                    is_country ? entities::country_names(entity.country) : std::vector<entities::Name>{}};
  Wordings out;
  for (entities::Title const& title : catalogue_.offices().titles) {
    if (title.concept_key != office.concept_key) continue;
    if (title.language == "en") add_english(title.text, owner, out);
    if (title.language == "ar") add_arabic(title.text, owner, out);
    if (title.language == "fa") add_persian(title.text, owner, out);
    if (title.language == "he") add_hebrew(title.text, owner, out);
    if (title.language == "ru") add_russian(title.text, owner, out);
  }
  return out.take();
}

}  // namespace rasid::actors
