#include "rules/triggers.h"

#include <algorithm>
#include <unordered_map>

#include "rules/regex_literals.h"

namespace rasid::rules {
namespace {

constexpr std::size_t most_levels = 1000;  // of places inside each other; the loader refuses rings

void note(std::span<TermId const> terms, TermBits& found, std::vector<TermId>& list) {
  for (TermId const term : terms) {
    if (found.has(term)) continue;
    found.set(term);
    list.push_back(term);
  }
}

/// The word of a phrase to wait for: the longest that is no mere beginning, or else the longest beginning.
WordPattern const& telling_word(WordsTerm const& term) {
  return *std::ranges::max_element(term.words, {},
                                   [](WordPattern const& word) { return std::pair(!word.prefix, word.folded.size()); });
}

std::string lowered(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

}  // namespace

Triggers::Triggers(std::span<Term const* const> terms, entities::Catalogue const& catalogue)
    : announced_(terms.size()), exact_(terms.size()) {
  for (std::size_t i = 0; i < terms.size(); ++i) add(static_cast<TermId>(i), *terms[i]);
  build_entities(terms, catalogue);
  for (TermsByText* table : {&words_, &beginnings_, &feeds_, &languages_}) table->build();
  literals_.build();
  for (std::uint32_t const size : beginnings_.lengths()) {
    beginning_sizes_.resize(size + 1, 0);
    beginning_sizes_[size] = 1;
  }
}

void Triggers::add(TermId id, Term const& term) {
  if (auto const* words = std::get_if<WordsTerm>(&term.test)) {
    WordPattern const& word = telling_word(*words);
    (word.prefix ? beginnings_ : words_).add(word.folded, id);
    announced_.set(id);
    if (words->words.size() == 1 && words->field == Field::text) exact_.set(id);
  } else if (auto const* exact = std::get_if<ExactTerm>(&term.test)) {
    words_.add(exact->first, id);
    announced_.set(id);
  } else if (auto const* attribute = std::get_if<AttributeTerm>(&term.test)) {
    bool const feed = attribute->field == Field::feed;
    if (!feed && attribute->field != Field::lang) return;
    (feed ? feeds_ : languages_).add(attribute->text, id);
    announced_.set(id);
    exact_.set(id);
  } else if (auto const* regex = std::get_if<RegexTerm>(&term.test)) {
    bool const of_text = regex->field != Field::author && regex->field != Field::tag;
    auto const needed = of_text ? required_literals(regex->regex->pattern()) : std::vector<std::string>{};
    for (std::string const& literal : needed) literals_.add(literal, id);
    if (!needed.empty()) announced_.set(id);
  } else if (std::holds_alternative<EntityTerm>(term.test) || std::holds_alternative<CountryTerm>(term.test)) {
    announced_.set(id);
    exact_.set(id);
  }
}

void Triggers::build_entities(std::span<Term const* const> terms, entities::Catalogue const& catalogue) {
  std::vector<std::pair<std::uint32_t, TermId>> pairs;
  auto const fits = [](EntityTerm const& term, EntityKind kind) {
    return kind == EntityKind::person         ? term.persons
           : kind == EntityKind::organisation ? term.organisations
                                              : term.places;
  };
  for (std::size_t i = 0; i < terms.size(); ++i) {
    auto const id = static_cast<TermId>(i);
    if (auto const* country = std::get_if<CountryTerm>(&terms[i]->test)) country_[country->code].push_back(id);
    auto const* term = std::get_if<EntityTerm>(&terms[i]->test);
    if (term == nullptr) continue;
    for (EntityKind const kind : {EntityKind::person, EntityKind::organisation, EntityKind::place}) {
      if (term->any && fits(*term, kind)) any_[static_cast<std::size_t>(kind)].push_back(id);
    }
    for (EntityIndex const index : term->entities) {
      if (term->inside) {
        inside_[index].push_back(id);
      } else if (fits(*term, catalogue.kind(index))) {
        pairs.emplace_back(static_cast<std::uint32_t>(index), id);
      }
    }
  }
  entity_first_.assign(catalogue.size() + 1, 0);
  for (auto const& [entity, id] : pairs) ++entity_first_[entity + 1];
  for (std::size_t i = 0; i < catalogue.size(); ++i) entity_first_[i + 1] += entity_first_[i];
  entity_terms_.resize(pairs.size());
  std::vector<std::uint32_t> next(entity_first_.begin(), entity_first_.end() - 1);
  for (auto const& [entity, id] : pairs) entity_terms_[next[entity]++] = id;
}

void Triggers::find(Subject const& subject, TermBits& found, std::vector<TermId>& list) const {
  find_entities(subject, found, list);
  if (!words_.empty() || !beginnings_.empty()) find_words(subject, found, list);
  if (!feeds_.empty()) note(feeds_.find(subject.article.feed.value), found, list);
  if (!languages_.empty()) {
    // pt-BR is Portuguese too.
    std::string language = lowered(subject.article.language);
    while (!language.empty()) {
      note(languages_.find(language), found, list);
      std::size_t const dash = language.rfind('-');
      language.resize(dash == std::string::npos ? 0 : dash);
    }
  }
  if (!literals_.empty()) {
    literals_.find(subject.document.text(), [&](TermId term) { note({&term, 1}, found, list); });
  }
}

void Triggers::find_entities(Subject const& subject, TermBits& found, std::vector<TermId>& list) const {
  entities::Catalogue const& catalogue = subject.catalogue;
  for (Mention const& mention : subject.mentions) {
    auto const at = static_cast<std::size_t>(mention.entity);
    // A mention of another snapshot or another text is a bug of the caller's, and not looked at anywhere.
    if (at + 1 >= entity_first_.size() || mention.range.end > subject.document.text().size()) continue;
    std::size_t const first = entity_first_[at];
    note(std::span(entity_terms_).subspan(first, entity_first_[at + 1] - first), found, list);
    EntityKind const kind = catalogue.kind(mention.entity);
    note(any_[static_cast<std::size_t>(kind)], found, list);
    if (kind == EntityKind::place) find_around(mention.entity, catalogue, found, list);
  }
}

void Triggers::find_around(EntityIndex place, entities::Catalogue const& catalogue, TermBits& found,
                           std::vector<TermId>& list) const {
  if (!country_.empty()) {
    if (auto const terms = country_.find(catalogue.country(place)); terms != country_.end()) {
      note(terms->second, found, list);
    }
  }
  if (inside_.empty()) return;
  std::optional<EntityIndex> outer{place};
  for (std::size_t level = 0; outer && level < most_levels; ++level) {
    if (auto const terms = inside_.find(*outer); terms != inside_.end()) note(terms->second, found, list);
    outer = catalogue.within(*outer);
  }
}

void Triggers::find_words(Subject const& subject, TermBits& found, std::vector<TermId>& list) const {
  // Three rounds over a few hundred texts: what each waits for from the memory comes while the others are at it.
  constexpr std::size_t most = 512;
  std::vector<Likely> likely;
  likely.reserve(most * 2);
  std::vector<std::string_view> forms;
  WordsSeen seen;
  for (text::Token const& token : subject.document.tokens()) {
    // The same word is read the same way, unless an apostrophe was folded away.
    std::string_view const word = subject.document.folded(token);
    if (token.range.size() <= word.size() && seen.has(word)) continue;
    forms.clear();
    subject.document.forms(token, forms);
    for (std::string_view const form : forms) find_likely(form, likely);
    if (likely.size() < most) continue;
    settle(likely, found, list);
    likely.clear();
  }
  settle(likely, found, list);
}

void Triggers::find_likely(std::string_view word, std::vector<Likely>& out) const {
  TextHash hash;
  std::size_t const before = out.size();
  for (std::size_t size = 1; size <= word.size(); ++size) {
    hash.add(word[size - 1]);
    bool const beginning = size < beginning_sizes_.size() && beginning_sizes_[size] != 0;
    if (beginning && beginnings_.may_have(hash.value())) {
      out.push_back({&beginnings_, word.substr(0, size), hash.value()});
    }
  }
  if (!words_.empty() && words_.may_have(hash.value())) out.push_back({&words_, word, hash.value()});
  for (std::size_t i = before; i < out.size(); ++i) out[i].table->prefetch(out[i].hash);
}

void Triggers::settle(std::span<Likely> likely, TermBits& found, std::vector<TermId>& list) {
  for (Likely& each : likely) each.entry = each.table->entry_of(each.hash);
  for (Likely const& each : likely) note(each.table->terms_at(each.entry, each.text), found, list);
}

std::size_t Triggers::bytes() const noexcept {
  return announced_.bytes() + exact_.bytes() + words_.bytes() + beginnings_.bytes() + feeds_.bytes() +
         languages_.bytes() + literals_.bytes() + entity_first_.capacity() * sizeof entity_first_[0] +
         entity_terms_.capacity() * sizeof entity_terms_[0] + inside_.size() * (sizeof *inside_.begin() + 16);
}

}  // namespace rasid::rules
