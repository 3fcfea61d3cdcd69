#include "rules/resolve_term.h"

#include <algorithm>

#include <fmt/format.h>

#include "extractors/model/diagnostic.h"
#include "extractors/model/severity.h"
#include "extractors/text/document.h"
#include "extractors/text/fold.h"
#include "rules/geography.h"

namespace rasid::rules {
namespace {

using Test = std::optional<decltype(Term::test)>;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

bool is_alphanumeric(char c) {
  return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9');
}

/// "did you mean "a" or "b"?", or `otherwise` where there is nothing to offer.
std::string did_you_mean(std::vector<std::string> const& names, std::string otherwise) {
  if (names.empty()) return otherwise;
  std::string out = "did you mean ";
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 == names.size() ? " or " : ", ";
    out += '"' + names[i] + '"';
  }
  return out + "?";
}

class TermResolver {
 public:
  TermResolver(Node const& node, Vocabulary const& vocabulary, std::vector<Problem>& errors)
      : node_(node), value_(node.value), vocabulary_(vocabulary), catalogue_(*vocabulary.catalogue), errors_(errors) {}

  Test run() {
    if (value_.form == Form::regex) return RegexTerm{node_.field, std::make_shared<Regex const>(value_.text)};
    switch (node_.field) {
      case Field::text:
      case Field::title:
      case Field::body:
        return value_.form == Form::exact ? exact() : words();
      case Field::actor:
      case Field::person:
      case Field::org:
        return actor();
      case Field::place:
        return place();
      case Field::country:
        return country();
      case Field::near:
        return near();
      case Field::age:
        return age();
      case Field::watch:
        return about_alerts() ? watch() : std::nullopt;
      case Field::severity:
        return about_alerts() ? severity() : std::nullopt;
      case Field::feed:
        return feed();
      case Field::lang:
        return language();
      case Field::url:
        return attribute(lowered());
      case Field::author:
      case Field::tag:
        return value_.form == Form::exact ? attribute(value_.text) : folded_attribute();
    }
    return std::nullopt;
  }

 private:
  std::nullopt_t refuse(std::string message, std::string remedy) {
    errors_.push_back({value_.span, std::move(message), std::move(remedy)});
    return std::nullopt;
  }
  std::nullopt_t nothing_to_find() {
    return refuse(fmt::format("\"{}\" has no letter or digit to look for", value_.text), "write a word");
  }

  Test words() {
    text::Document const document({}, value_.text);
    WordsTerm term{.field = node_.field};
    for (text::Token const& token : document.tokens()) {
      // Inside quotes each word may end with a star of its own.
      bool const star = document.text().compare(token.range.end, 1, "*") == 0;
      term.words.push_back({std::string(document.folded(token)), star});
    }
    if (term.words.empty()) return nothing_to_find();
    if (value_.form == Form::prefix) term.words.back().prefix = true;
    return term;
  }

  Test exact() {
    text::Document const document({}, value_.text);
    auto const tokens = document.tokens();
    if (tokens.empty()) return nothing_to_find();
    return ExactTerm{.field = node_.field,
                     .whole = std::string(document.slice({tokens.front().range.begin, tokens.back().range.end})),
                     .first = std::string(document.folded(tokens.front())),
                     .words = tokens.size()};
  }

  Test actor() {
    EntityTerm term{.persons = node_.field != Field::org, .organisations = node_.field != Field::person};
    if (value_.form == Form::any) {
      term.any = true;
      return term;
    }
    bool const group = value_.form == Form::group;
    std::vector<EntityIndex> const named = group ? catalogue_.group(value_.text) : catalogue_.actors_named(value_.text);
    if (named.empty()) return unknown_actor(group);
    for (EntityIndex const index : named) {
      bool const person = catalogue_.kind(index) == EntityKind::person;
      if (person ? term.persons : term.organisations) term.entities.push_back(index);
    }
    if (term.entities.empty()) {
      std::string_view const what = node_.field == Field::person ? "person" : "organisation";
      std::string const shown = std::string(group ? "@" : "") + value_.text;
      std::string const where = group ? "in the group" : "called";
      return refuse(fmt::format("no {} is {} \"{}\"", what, where, shown), "actor: takes persons and organisations");
    }
    std::ranges::sort(term.entities);
    return term;
  }

  std::nullopt_t unknown_actor(bool group) {
    if (group) {
      std::vector<std::string> near = catalogue_.groups_like(value_.text);
      for (std::string& name : near) name.insert(0, "@");
      return refuse(fmt::format("unknown group \"@{}\"", value_.text),
                    did_you_mean(near, "groups are named in the watchlists"));
    }
    return refuse(
        fmt::format("unknown {} \"{}\"", node_.field == Field::actor ? "actor" : to_text(node_.field), value_.text),
        did_you_mean(catalogue_.actors_like(value_.text), "actors are listed in the watchlists"));
  }

  Test place() {
    EntityTerm term{.places = true, .any = value_.form == Form::any, .inside = value_.form != Form::exact};
    if (term.any) return term;
    term.entities = catalogue_.places_named(value_.text);
    if (term.entities.empty()) {
      return refuse(fmt::format("unknown place \"{}\"", value_.text),
                    did_you_mean(catalogue_.places_like(value_.text), "places are listed in the gazetteer"));
    }
    if (value_.around > 0) return around(std::move(term));
    std::ranges::sort(term.entities);
    return term;
  }

  /// place:X~50km: X, all inside it, and what lies in the circle.
  Test around(EntityTerm term) {
    std::vector<EntityIndex> found;
    for (EntityIndex const index : term.entities) {
      auto const point = catalogue_.point(index);
      if (!point) continue;
      auto const near = places_in({*point, value_.around}, catalogue_);
      found.insert(found.end(), near.begin(), near.end());
    }
    if (found.empty()) {
      return refuse(fmt::format("where \"{}\" lies is not known", value_.text),
                    "give it coordinates in the gazetteer, or write near:33.3,44.4~25km");
    }
    term.entities.insert(term.entities.end(), found.begin(), found.end());
    std::ranges::sort(term.entities);
    term.entities.erase(std::ranges::unique(term.entities).begin(), term.entities.end());
    return term;
  }

  Test near() {
    auto const circle = parse_circle(value_.text);
    if (!circle) {
      return refuse(
          fmt::format("\"{}\" is not a circle on the map", value_.text),
          fmt::format("write latitude, longitude and kilometres up to {}, as in near:33.3,44.4~25km", max_kilometres));
    }
    EntityTerm term{.places = true, .entities = places_in(*circle, catalogue_)};
    if (!term.entities.empty()) return term;
    return refuse("no known place lies within this distance", "widen the circle, or see that latitude comes first");
  }

  Test age() {
    std::string_view text = value_.text;
    AgeTerm term;
    bool const sign = text.starts_with('<') || text.starts_with('>');
    term.younger = text.starts_with('<');
    if (sign) text.remove_prefix(1);
    term.equal = text.starts_with('=');
    if (term.equal) text.remove_prefix(1);
    auto const limit = parse_duration(text);
    if (!sign || !limit) {
      return refuse(fmt::format("\"{}\" is not an age", value_.text), "write age:<24h, or age:>2d for what is older");
    }
    term.limit = *limit;
    return term;
  }

  bool about_alerts() {
    if (vocabulary_.watches) return true;
    refuse(fmt::format("{}: is asked of alerts, not of articles", to_text(node_.field)),
           "it can stand in routes and silences");
    return false;
  }

  Test watch() {
    std::string_view const written = value_.text;
    bool const prefix = written.ends_with('*');
    WatchTerm term{std::string(written.substr(0, written.size() - (prefix ? 1 : 0))), prefix};
    auto const found = vocabulary_.watches->lower_bound(term.id);
    bool const known =
        found != vocabulary_.watches->end() && (prefix ? found->starts_with(term.id) : *found == term.id);
    if (known) return term;
    std::vector<std::string> const all(vocabulary_.watches->begin(), vocabulary_.watches->end());
    return refuse(prefix ? fmt::format("no watch's id begins with \"{}\"", term.id)
                         : fmt::format("unknown watch \"{}\"", term.id),
                  did_you_mean(nearest(term.id, all), "write the id of a watch, or its beginning and \"*\""));
  }

  /// severity:high, severity:>=high, severity:<high.
  Test severity() {
    std::string_view text = value_.text;
    char const sign = text.starts_with('<') || text.starts_with('>') ? text.front() : '=';
    if (sign != '=') text.remove_prefix(1);
    bool const equal = sign == '=' || text.starts_with('=');
    if (text.starts_with('=')) text.remove_prefix(1);
    SeverityTerm term;
    bool known = false;
    for (auto const limit : {Severity::low, Severity::medium, Severity::high, Severity::critical}) {
      if (text != to_text(limit)) continue;
      known = true;
      for (std::size_t each = 0; each < term.wanted.size(); ++each) {
        auto const at = static_cast<std::size_t>(limit);
        term.wanted[each] = (equal && each == at) || (sign == '<' && each < at) || (sign == '>' && each > at);
      }
    }
    if (known) return term;
    return refuse(fmt::format("\"{}\" is not a severity", value_.text),
                  "write severity:high, or severity:>=high; there are low, medium, high and critical");
  }

  Test country() {
    std::string code = value_.text;
    std::ranges::transform(code, code.begin(), upper);
    bool known = false;
    catalogue_.for_each_place([&](EntityIndex place) { known = known || catalogue_.country(place) == code; });
    if (known && code.size() == 2) return CountryTerm{std::move(code)};
    std::vector<std::string> codes;
    for (EntityIndex const index : catalogue_.places_named(value_.text)) {
      if (!catalogue_.country(index).empty()) codes.emplace_back(catalogue_.country(index));
    }
    std::ranges::sort(codes);
    codes.erase(std::ranges::unique(codes).begin(), codes.end());
    return refuse(fmt::format("no place of a country \"{}\" is known", value_.text),
                  did_you_mean(codes, "write its code of two letters, as in country:IQ"));
  }

  Test feed() {
    if (vocabulary_.feeds.contains(value_.text)) return attribute(value_.text);
    std::vector<std::string> const known(vocabulary_.feeds.begin(), vocabulary_.feeds.end());
    return refuse(fmt::format("unknown feed \"{}\"", value_.text),
                  did_you_mean(nearest(value_.text, known), "write the id of a configured feed"));
  }

  Test language() {
    std::string tag = lowered();
    std::size_t const primary = std::min(tag.find('-'), tag.size());
    bool const fits = (primary == 2 || primary == 3) && tag.back() != '-' && tag.size() <= 35 &&
                      std::ranges::all_of(tag, [](char c) { return is_alphanumeric(c) || c == '-'; });
    if (fits) return attribute(std::move(tag));
    return refuse(fmt::format("\"{}\" is not a language", value_.text), "write its code, as in lang:ar or lang:pt-BR");
  }

  Test folded_attribute() {
    std::string folded = text::fold(value_.text);
    std::size_t const first = folded.find_first_not_of(' ');
    if (first == std::string::npos) return nothing_to_find();
    return attribute(folded.substr(first, folded.find_last_not_of(' ') + 1 - first));
  }

  Test attribute(std::string text) { return AttributeTerm{node_.field, value_.form, std::move(text)}; }

  std::string lowered() const {
    std::string out = value_.text;
    std::ranges::transform(out, out.begin(), lower);
    return out;
  }

  Node const& node_;
  Value const& value_;
  Vocabulary const& vocabulary_;
  entities::Catalogue const& catalogue_;
  std::vector<Problem>& errors_;
};

}  // namespace

std::optional<decltype(Term::test)> resolve_term(Node const& node, Vocabulary const& vocabulary,
                                                 std::vector<Problem>& errors) {
  return TermResolver(node, vocabulary, errors).run();
}

}  // namespace rasid::rules
