#include "rules/find_term.h"

#include <algorithm>

#include "rules/find_attribute.h"
#include "rules/find_words.h"

namespace rasid::rules {
namespace {

bool is_meant(EntityTerm const& term, Mention const& mention, entities::Catalogue const& catalogue) {
  EntityKind const is = catalogue.kind(mention.entity);
  bool const kind = is == EntityKind::person         ? term.persons
                    : is == EntityKind::organisation ? term.organisations
                                                     : term.places;
  if (!kind) return false;
  if (term.any || std::ranges::binary_search(term.entities, mention.entity)) return true;
  return term.inside && std::ranges::any_of(term.entities, [&](EntityIndex outer) {
           return catalogue.lies_within(mention.entity, outer);
         });
}

template <class Meant>
Findings find_mentions(Subject const& subject, Meant meant) {
  Findings out;
  for (std::size_t i = 0; i < subject.mentions.size(); ++i) {
    Mention const& mention = subject.mentions[i];
    // A mention of another snapshot or another text would be a bug of the caller's; it must not become a crash.
    bool const ours = static_cast<std::size_t>(mention.entity) < subject.catalogue.size() &&
                      mention.range.end <= subject.document.text().size();
    if (ours && meant(mention)) out.hits.push_back({mention.range, static_cast<std::int32_t>(i)});
  }
  std::ranges::sort(out.hits);
  return out;
}

Findings find_regex(RegexTerm const& term, Subject const& subject) {
  Findings out;
  if (term.field == Field::author) return {.everywhere = term.regex->matches(subject.article.author)};
  if (term.field == Field::tag) {
    auto const fits = [&](std::string const& tag) { return term.regex->matches(tag); };
    return {.everywhere = std::ranges::any_of(subject.article.tags, fits)};
  }
  std::vector<ByteRange> ranges;
  auto const look = [&](ByteRange part) { term.regex->find(subject.document.slice(part), part.begin, ranges); };
  if (term.field != Field::body) look(subject.document.title());
  if (term.field != Field::title) look(subject.document.body());
  for (ByteRange const range : ranges) out.hits.push_back({range});
  return out;
}

struct Find {
  Subject const& subject;

  Findings operator()(WordsTerm const& term) const { return {.hits = find_words(term, subject)}; }
  Findings operator()(ExactTerm const& term) const { return {.hits = find_exact(term, subject)}; }
  Findings operator()(EntityTerm const& term) const {
    return find_mentions(subject, [&](Mention const& m) { return is_meant(term, m, subject.catalogue); });
  }
  Findings operator()(CountryTerm const& term) const {
    return find_mentions(subject, [&](Mention const& m) {
      return subject.catalogue.kind(m.entity) == EntityKind::place && subject.catalogue.country(m.entity) == term.code;
    });
  }
  Findings operator()(RegexTerm const& term) const { return find_regex(term, subject); }
  Findings operator()(AgeTerm const& term) const {
    Duration const age = std::max(subject.article.fetched - subject.article.time(), Duration{0});
    bool const same = age == term.limit && term.equal;
    return {.everywhere = same || (term.younger ? age < term.limit : age > term.limit)};
  }
  Findings operator()(WatchTerm const& term) const {
    if (subject.alert == nullptr) return {};
    std::string_view const is = subject.alert->watch;
    return {.everywhere = term.prefix ? is.starts_with(term.id) : is == term.id};
  }
  Findings operator()(SeverityTerm const& term) const {
    return {.everywhere = subject.alert != nullptr && term.wanted[static_cast<std::size_t>(subject.alert->severity)]};
  }
  Findings operator()(AttributeTerm const& term) const { return {.everywhere = fits(term, subject.article)}; }
};

}  // namespace

Findings find_term(Term const& term, Subject const& subject) {
  return std::visit(Find{subject}, term.test);
}

}  // namespace rasid::rules
