#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "extractors/model/mention.h"
#include "extractors/model/time.h"
#include "rules/condition.h"
#include "rules/regex.h"

namespace rasid::rules {

/// Index of a term in the Terms of its WatchSet.
enum class TermId : std::uint32_t {};

/// One word of a WordsTerm.
struct WordPattern {
  std::string folded;
  bool prefix = false;
};

/// Words that follow each other inside one sentence. The first matches by any reading of its token; later ones may
/// carry the article (منطقة خضراء is found in المنطقة الخضراء), the last an ending after an apostrophe.
struct WordsTerm {
  Field field = Field::text;  // text, title or body
  std::vector<WordPattern> words;
};

/// Words exactly as written, and whatever stands between them too.
struct ExactTerm {
  Field field = Field::text;
  std::string whole;
  std::string first;  // its first word, folded
  std::size_t words = 1;
};

/// Mentions of these entities; with `inside`, of places within them too.
struct EntityTerm {
  bool persons = false;
  bool organisations = false;
  bool places = false;
  bool any = false;     // whatever the entity
  bool inside = false;  // place:X, not where `entities` lie in a circle
  std::vector<EntityIndex> entities;
};

/// Mentions of places in a country (ISO 3166-1 alpha-2, upper case).
struct CountryTerm {
  std::string code;
};

/// Something about the article as a whole: feed, lang, author, url, tag.
struct AttributeTerm {
  Field field = Field::feed;
  Form form = Form::word;
  std::string
      text;  // lower case (feed as it is) for feed, lang, url; folded for author, tag, but as written where exact
};

/// Alerts of a watch; with `prefix`, of those whose id begins so.
struct WatchTerm {
  std::string id;
  bool prefix = false;
};

/// Alerts of these severities.
struct SeverityTerm {
  std::array<bool, 4> wanted{};  // by Severity
};

/// What a regular expression fits: spans of title and body, or the author or a tag as a whole.
struct RegexTerm {
  Field field = Field::text;  // text, title, body, author or tag
  std::shared_ptr<Regex const> regex;
};

/// How old the article was when it was first seen; what has no date counts as new.
struct AgeTerm {
  bool younger = true;  // or older
  bool equal = false;   // "at most" rather than "less than"
  Duration limit{};
};

/// The smallest part of a condition, held against names and ready to be looked for.
struct Term {
  std::string written;  // in its plainest form: actor:"Esmail Qaani"
  std::variant<WordsTerm, ExactTerm, EntityTerm, CountryTerm, AttributeTerm, RegexTerm, AgeTerm, WatchTerm,
               SeverityTerm>
      test;
};

}  // namespace rasid::rules
