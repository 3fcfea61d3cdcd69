#include "rules/value_form.h"

#include <algorithm>

#include <fmt/format.h>

#include "extractors/model/utf8.h"
#include "rules/characters.h"
#include "rules/geography.h"
#include "rules/regex.h"

namespace rasid::rules {
namespace {

constexpr std::string_view operators =
    "operators are AND, OR, NOT, NEAR/12 and BEFORE/12; sentence( ) and paragraph( ) keep terms together";

bool names_entities(Field field) {
  return field == Field::actor || field == Field::person || field == Field::org || field == Field::place;
}

bool takes_regex(Field field) {
  return field == Field::text || field == Field::title || field == Field::body || field == Field::author ||
         field == Field::tag;
}

bool is_read_when_resolved(Field field) {
  return field == Field::near || field == Field::age || field == Field::watch || field == Field::severity;
}

bool takes_words(Field field) {
  return field == Field::text || field == Field::title || field == Field::body || field == Field::author ||
         field == Field::tag;
}

bool ends_in_digits(std::string_view word, std::size_t from) {
  return word.size() > from && std::ranges::all_of(word.substr(from), [](char c) { return c >= '0' && c <= '9'; });
}

/// What other search languages offer and this one does not, as it would be typed; reading it as a word would silently
/// watch for something else.
bool foreign_operator(std::string_view word, std::string& message, std::string& remedy) {
  for (auto const& [symbol, instead] : {std::pair{"&&", "AND"}, {"||", "OR"}, {"|", "OR"}, {"&", "AND"}}) {
    if (word != symbol) continue;
    message = fmt::format("\"{}\" is not an operator", symbol);
    remedy = fmt::format("write {}", instead);
    return true;
  }
  std::string_view const name = word.substr(0, word.find('/'));
  for (std::string_view const known : {"ONEAR", "WITHIN", "ADJ", "PRE", "AROUND", "XOR"}) {
    if (name != known) continue;
    message = fmt::format("unknown operator \"{}\"", word);
    remedy = operators;
    return true;
  }
  // Factiva's "near5" and "w/5".
  bool const factiva =
      (word.starts_with("NEAR") || word.starts_with("ADJ")) && ends_in_digits(word, word[0] == 'N' ? 4 : 3);
  if (factiva || ((word.starts_with("w/") || word.starts_with("W/")) && ends_in_digits(word, 2))) {
    message = fmt::format("unknown operator \"{}\"", word);
    remedy = fmt::format("write NEAR/{0}, or BEFORE/{0} where the order matters",
                         word.substr(word.find_first_of("0123456789")));
    return true;
  }
  if (word.size() > 1 && (word.front() == '!' || word.front() == '+')) {
    message = fmt::format("\"{}\" is not an operator", word.front());
    remedy =
        word.front() == '!' ? "write NOT, or - directly before the term" : "every term is required already: drop it";
    return true;
  }
  return false;
}

/// "word~2", "word^4": fuzziness and weights.
bool has_suffix_operator(std::string_view word, std::size_t& at) {
  at = word.find_last_of("~^");
  return at != std::string_view::npos &&
         std::ranges::all_of(word.substr(at + 1), [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

class Reader {
 public:
  Reader(Field field, Token const& token, std::vector<Problem>& errors)
      : field_(field), token_(token), errors_(errors) {
    value_.quoted = token.quoted;
    value_.text = token.text;
    value_.span = token.span;
  }

  std::optional<Value> run() {
    if (token_.exact && !takes_words(field_) && field_ != Field::place) {
      return refuse(fmt::format("{}: does not take \"=\"", to_text(field_)),
                    fmt::format("write {}:{}", to_text(field_), token_.text));
    }
    if (token_.regex) return regex();
    if (is_read_when_resolved(field_)) return std::move(value_);  // read when it is resolved
    if (field_ == Field::place && !token_.exact) {
      if (!take_distance()) return std::nullopt;
    } else if (!token_.suffix.empty()) {
      return refuse(fmt::format("\"{}\" means nothing here", token_.suffix),
                    "for words near each other write word NEAR/5 word");
    }
    bool const fine = token_.quoted ? quoted() : names_entities(field_) ? entity() : bare();
    if (!fine) return std::nullopt;
    return std::move(value_);
  }

 private:
  std::nullopt_t refuse(std::string message, std::string remedy) {
    errors_.push_back({token_.span, std::move(message), std::move(remedy)});
    return std::nullopt;
  }

  std::optional<Value> regex() {
    if (!takes_regex(field_)) {
      return refuse(fmt::format("{}: does not take a regex", to_text(field_)),
                    "a regex looks in text, title:, body:, author: or tag:");
    }
    value_.form = Form::regex;
    Regex const tried(value_.text);
    if (!tried.error().empty()) {
      return refuse(fmt::format("not a regex: {}", tried.error()), "RE2 syntax; text that begins with \"/\" is quoted");
    }
    if (tried.matches("")) {
      return refuse("this regex fits the empty text, and so everything",
                    "demand one character at least: + in place of *");
    }
    return std::move(value_);
  }

  /// place:Baghdad~50km, place:"Green Zone"~5km.
  bool take_distance() {
    std::string& text = value_.text;
    std::size_t const at = token_.quoted ? std::string::npos : text.rfind('~');
    std::string const written = at == std::string::npos ? token_.suffix : text.substr(at);
    if (written.empty()) return true;
    auto const around = parse_kilometres(std::string_view(written).substr(1));
    if (!around) {
      return refuse(fmt::format("\"{}\" is not a distance", written),
                    fmt::format("write kilometres up to {}, as in place:Baghdad~50km", max_kilometres)),
             false;
    }
    if (at != std::string::npos) text.resize(at);
    value_.around = *around;
    return true;
  }

  bool quoted() {
    bool const one_word = std::ranges::none_of(token_.text, [](char c) { return c == ' ' || c == '\t' || c == '*'; });
    value_.form = token_.exact ? Form::exact : one_word ? Form::word : Form::phrase;
    return true;
  }

  bool entity() {
    std::string& text = value_.text;
    if (text == "*" && !token_.exact) {
      value_.form = Form::any;
    } else if (text.front() == '@' && !token_.exact && field_ != Field::place) {
      text.erase(0, 1);
      value_.form = Form::group;
      if (text.empty()) return refuse("the name of a group is missing", "write actor:@group"), false;
    } else if (text.find_first_of("*~") != std::string::npos) {
      return refuse(fmt::format("{}: takes a whole name, without \"*\" or \"~\"", to_text(field_)),
                    field_ == Field::place
                        ? "place:X is X and all inside it, place:=X only itself, place:X~50km around it, place:* any"
                        : fmt::format("{0}:* stands for any, {0}:@group for a group", to_text(field_))),
             false;
    } else {
      value_.form = token_.exact ? Form::exact : Form::word;
    }
    return true;
  }

  bool bare() {
    std::string& text = value_.text;
    std::string message, remedy;
    if (field_ == Field::text && foreign_operator(text, message, remedy)) return refuse(message, remedy), false;
    if (field_ == Field::url) {
      if (text.find('*') == std::string::npos) return true;
      return refuse("url: takes a part of the address, without \"*\"", "as in url:example.org/politics"), false;
    }
    if (std::size_t at = 0; has_suffix_operator(text, at)) {
      return refuse(fmt::format("\"{}\" means nothing here", text.substr(at)), "drop it, or put the term in quotes"),
             false;
    }
    return star();
  }

  /// A '*' may only end a word, and two letters at least must stand before it.
  bool star() {
    std::string& text = value_.text;
    value_.form = token_.exact ? Form::exact : Form::word;
    std::size_t const at = text.find('*');
    if (at == std::string::npos) return true;
    if (text == "*") {
      return refuse("\"*\" alone would match everything",
                    "write the beginning of a word, as in deploy*, or actor:* or place:* for any of them"),
             false;
    }
    if (at + 1 != text.size()) {
      return refuse("\"*\" can only end a word", "as in deploy*, for deploys, deployed, deployment"), false;
    }
    if (!takes_words(field_)) return refuse(fmt::format("{}: does not take \"*\"", to_text(field_)), ""), false;
    if (token_.exact)
      return refuse("a word is either exact (=word) or a beginning (word*)", "drop \"=\" or \"*\""), false;
    text.pop_back();
    value_.form = Form::prefix;
    if (code_points(text) < 2) {
      return refuse("a beginning of one letter would match too much", "write two letters or more before \"*\""), false;
    }
    return true;
  }

  Field field_;
  Token const& token_;
  std::vector<Problem>& errors_;
  Value value_;
};

}  // namespace

std::optional<Value> read_value(Field field, Token const& token, std::vector<Problem>& errors) {
  return Reader(field, token, errors).run();
}

}  // namespace rasid::rules
