#include "rules/lexer.h"

#include <charconv>

#include <fmt/format.h>

#include "extractors/model/utf8.h"
#include "rules/characters.h"

namespace rasid::rules {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

class Lexer {
 public:
  Lexer(std::string_view text, std::vector<Problem>& errors) : text_(text), errors_(errors) {}

  std::vector<Token> run() {
    while (skip_spaces()) next();
    add(Token::Kind::end, at_);
    return std::move(tokens_);
  }

 private:
  char32_t peek(std::size_t at) const { return at < text_.size() ? decode(text_, at).value : U' '; }

  bool skip_spaces() {
    while (at_ < text_.size() && is_space(peek(at_))) at_ += decode(text_, at_).bytes;
    return at_ < text_.size();
  }

  Span since(std::size_t begin) const {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_ - begin)};
  }

  Token& add(Token::Kind kind, std::size_t begin) {
    Token& token = tokens_.emplace_back();
    token.kind = kind;
    token.span = since(begin);
    return token;
  }

  void next() {
    std::size_t const begin = at_;
    char32_t const c = peek(at_);
    if (c == '(' || c == ')') {
      ++at_;
      add(c == '(' ? Token::Kind::open : Token::Kind::close, begin);
      if (c == ')') {
        in_values_ = false;
        regex_ = true;
      }
      return;
    }
    if (is_dash(c)) return dash(begin);
    if (is_quote(c) || is_guillemet(c) || c == '=') return value(begin);
    if (c == '/' && regex_) return pattern(begin);
    if (!in_values_ && (scope() || field())) return;
    word(begin);
  }

  void dash(std::size_t begin) {
    at_ += decode(text_, at_).bytes;
    char32_t const after = peek(at_);
    if (!is_space(after) && after != ')') {
      add(Token::Kind::not_op, begin);
      return;
    }
    add(Token::Kind::unusable, begin);
    errors_.push_back({since(begin), "\"-\" stands alone",
                       "write it directly before what is to be left out, as in -football, or drop it"});
  }

  /// "sentence(" and its kind; a space before the parenthesis makes it a word like any other.
  bool scope() {
    for (std::string_view const name : {"sentence", "paragraph", "title"}) {
      if (lower(text_.substr(at_, name.size())) != name || peek(at_ + name.size()) != '(') continue;
      std::size_t const begin = at_;
      at_ += name.size() + 1;
      add(Token::Kind::scope, begin).text = name;
      return true;
    }
    return false;
  }

  /// A name of Latin letters and a colon; then what follows directly is its value, whatever it looks like.
  bool field() {
    std::size_t end = at_;
    while (end < text_.size() && (is_letter(text_[end]) || text_[end] == '_')) ++end;
    if (end == at_ || peek(end) != ':') return false;
    std::size_t const begin = at_;
    std::string name = lower(text_.substr(begin, end - begin));
    at_ = end + 1;
    while (at_ < text_.size() && is_direction_mark(peek(at_))) at_ += decode(text_, at_).bytes;
    add(Token::Kind::field, begin).text = std::move(name);
    // Addresses have slashes of their own.
    regex_ = tokens_.back().text != "url";
    char32_t const after = peek(at_);
    if (after == '(') {
      in_values_ = true;
      return true;
    }
    if (after == '/' && regex_) {
      pattern(at_);
    } else if (after != ')' && !is_space(after)) {
      value(at_);
    }
    regex_ = true;
    return true;
  }

  void word(std::size_t begin) {
    std::string_view const text = bare();
    if (proximity(text, begin)) return;
    if (text == "AND" || text == "OR" || text == "NOT") {
      add(text == "AND" ? Token::Kind::and_op : text == "OR" ? Token::Kind::or_op : Token::Kind::not_op, begin);
    } else {
      add(Token::Kind::value, begin).text = text;
    }
  }

  /// NEAR, NEAR/12, BEFORE, BEFORE/12. NEAR/x with anything but a number is left to be reported as a word.
  bool proximity(std::string_view text, std::size_t begin) {
    std::size_t const slash = std::min(text.find('/'), text.size());
    std::string_view const name = text.substr(0, slash);
    if (name != "NEAR" && name != "BEFORE") return false;
    unsigned distance = default_distance;
    if (slash < text.size()) {
      auto const digits = text.substr(slash + 1);
      auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), distance);
      if (error != std::errc{} || end != digits.data() + digits.size() || distance < 1 || distance > max_distance) {
        errors_.push_back({since(begin), fmt::format("{} takes a number of words from 1 to {}", name, max_distance),
                           fmt::format("as in {}/{}", name, default_distance)});
        distance = default_distance;
      }
    }
    add(Token::Kind::near_op, begin).link = {name == "BEFORE", static_cast<std::uint16_t>(distance)};
    return true;
  }

  /// From a slash to the next one that has no backslash before it.
  void pattern(std::size_t begin) {
    std::string text;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '/') break;
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) {
        if (text_[at_ + 1] != '/') text += '\\';
        ++at_;
      }
      text += text_[at_];
    }
    bool const closed = at_ < text_.size();
    if (closed) ++at_;
    if (closed && !text.empty()) {
      Token& token = add(Token::Kind::value, begin);
      token.text = std::move(text);
      token.regex = true;
      return;
    }
    add(Token::Kind::unusable, begin);
    errors_.push_back({closed ? since(begin) : Span{static_cast<std::uint32_t>(begin), 1},
                       closed ? "nothing stands between the slashes" : "this regex is never closed",
                       "a regex stands between slashes, as in /rocket(s|ed)/; text that begins with one is quoted"});
  }

  /// A value in any of its forms: [=]word or [=]"phrase".
  void value(std::size_t begin) {
    bool const exact = peek(at_) == '=';
    if (exact) ++at_;
    char32_t const c = peek(at_);
    bool const quoted = is_quote(c) || is_guillemet(c);
    std::string text = quoted ? phrase() : std::string(bare());
    if (text.empty()) {
      add(Token::Kind::unusable, begin);
      if (!unclosed_) {
        errors_.push_back({since(begin), quoted ? "nothing stands between the quotes" : "\"=\" stands alone",
                           quoted ? "" : "write it directly before a word, as in =Reuters"});
      }
      return;
    }
    std::string const suffix(quoted && peek(at_) == '~' ? bare() : std::string_view{});
    Token& token = add(Token::Kind::value, begin);
    token.text = std::move(text);
    token.suffix = suffix;
    token.exact = exact;
    token.quoted = quoted;
  }

  /// Up to the next space, parenthesis or quote. A quote between two Hebrew letters is a gershayim: צה"ל.
  std::string_view bare() {
    std::size_t const begin = at_;
    char32_t previous = U' ';
    while (at_ < text_.size()) {
      CodePoint const c = decode(text_, at_);
      if (is_space(c.value) || c.value == '(' || c.value == ')' || is_guillemet(c.value)) break;
      if (is_quote(c.value) && !is_gershayim(previous, at_ + c.bytes)) break;
      previous = c.value;
      at_ += c.bytes;
    }
    return text_.substr(begin, at_ - begin);
  }

  bool is_gershayim(char32_t previous, std::size_t after) const {
    return is_hebrew_letter(previous) && is_hebrew_letter(peek(after));
  }

  /// From an opening quote to its closing one, which may be of another shape of the same family.
  std::string phrase() {
    std::size_t const begin = at_;
    bool const guillemets = is_guillemet(peek(at_));
    at_ += decode(text_, at_).bytes;
    std::string out;
    char32_t previous = U' ';
    while (at_ < text_.size()) {
      CodePoint c = decode(text_, at_);
      bool const closes =
          guillemets ? is_guillemet(c.value) : is_quote(c.value) && !is_gershayim(previous, at_ + c.bytes);
      if (closes) {
        at_ += c.bytes;
        return out;
      }
      if (c.value == '\\' && (is_quote(peek(at_ + 1)) || peek(at_ + 1) == '\\')) c = decode(text_, ++at_);
      out += text_.substr(at_, c.bytes);
      previous = c.value;
      at_ += c.bytes;
    }
    unclosed_ = true;
    errors_.push_back({{static_cast<std::uint32_t>(begin), decode(text_, begin).bytes},
                       "this quote is never closed",
                       "end the phrase with \""});
    return out;
  }

  std::string_view text_;
  std::vector<Problem>& errors_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  bool regex_ = true;       // whether a slash begins a regex
  bool in_values_ = false;  // inside the parentheses of feed:( … ), where a colon is part of a value
  bool unclosed_ = false;
};

}  // namespace

std::vector<Token> lex(std::string_view text, std::vector<Problem>& errors) {
  return Lexer(text, errors).run();
}

}  // namespace rasid::rules
