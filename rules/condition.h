#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rasid::rules {

/// Part of a condition's text, in bytes.
struct Span {
  std::uint32_t offset = 0;
  std::uint32_t length = 0;

  friend auto operator<=>(Span, Span) = default;
};

/// Something wrong with a condition, or (as a warning) something that may not mean what its writer wanted.
struct Problem {
  Span span;
  std::string message;  // "unknown actor \"Esmail Qani\""
  std::string remedy;   // "did you mean \"Esmail Qaani\"?"; may be empty

  friend bool operator==(Problem const&, Problem const&) = default;
};
using ParseError = Problem;

/// What a term is held against.
enum class Field : std::uint8_t {
  text,  // a bare word or phrase: title and body
  actor,
  person,
  org,
  place,
  country,
  near,
  title,
  body,
  feed,
  lang,
  author,
  url,
  tag,
  age,
  watch,     // of an alert; in routes and silences only
  severity,  // the same
};
/// As it is written before the colon; "" for Field::text.
std::string_view to_text(Field field);
/// All that are written, in the order of the documentation.
std::vector<std::string> const& field_names();

/// How a value is to be compared.
enum class Form : std::uint8_t {
  word,    // deploy, also where it is quoted and of one word
  phrase,  // "green zone"
  prefix,  // deploy*
  exact,   // =US, ="US Army"
  any,     // * alone
  group,   // @pmf
  regex,   // /rocket(s|ed)/
};

struct Value {
  Form form = Form::word;
  bool quoted = false;
  std::string text;   // without quotes, '=', '@', the '*' of a prefix, the slashes of a regex and "~50km"
  double around = 0;  // kilometres: place:X~50km; 0 where there are none
  Span span;
};

/// How an operand of NEAR or BEFORE is tied to the one before it.
struct Link {
  bool ordered = false;        // BEFORE
  std::uint16_t distance = 0;  // words at most: 1 is the next word

  friend bool operator==(Link, Link) = default;
};

/// One node of a condition. Plain data; a tree is never deeper than `max_depth`.
struct Node {
  enum class Kind : std::uint8_t { term, all, any, none, near, sentence, paragraph, title };

  Kind kind = Kind::term;
  Span span;                   // from its first to its last byte in Condition::source
  Field field = Field::text;   // term
  Value value;                 // term
  Link link;                   // where it is a second or later operand of Kind::near
  std::vector<Node> children;  // all, any, near: two or more; none and the scopes: one
};

/// A condition as it was written, understood by grammar but not yet held against known names (see resolve.h).
struct Condition {
  std::string source;
  Node root;
  std::vector<Problem> warnings;
};

/// Bounds on what is read as a condition.
inline constexpr std::size_t max_condition_bytes = 64 * 1024;
inline constexpr unsigned max_depth = 100;
inline constexpr std::size_t max_terms = 4096;
inline constexpr unsigned max_distance = 1000;    // words of NEAR and BEFORE
inline constexpr unsigned default_distance = 10;  // where none is written
inline constexpr double max_kilometres = 1000;

/// The node in its plainest form: operators spelled out, straight quotes, no parenthesis that is not needed. Reading it
/// again gives the same tree.
std::string to_text(Node const& node);
inline std::string to_text(Condition const& condition) {
  return to_text(condition.root);
}

/// True where the condition would hold on an article in which none of its terms is found: nothing but NOT stands in one
/// of its alternatives. Such a condition would fire on nearly everything, and without evidence.
bool holds_on_nothing(Node const& node);

}  // namespace rasid::rules
