#include "rules/regex_literals.h"

#include <algorithm>

namespace rasid::rules {
namespace {

constexpr std::size_t least_bytes = 3;

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool is_sign(char c) {
  return c > 0x20 && c < 0x7F && !is_word(c);
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Walks one alternative of a pattern and keeps the longest run of characters that stand for themselves. It knows
/// little of the syntax, and takes what it does not know for the end of a run.
class Alternative {
 public:
  explicit Alternative(std::string_view pattern, bool any_case) : pattern_(pattern), any_case_(any_case) {}

  std::string run() {
    while (at_ < pattern_.size()) step();
    end_run();
    return std::move(best_);
  }

 private:
  void step() {
    char const c = pattern_[at_];
    std::size_t const begin = at_;
    std::string letter;
    if (c == '(') {
      skip_group();
    } else if (c == '[') {
      skip_class();
    } else if (c == '\\') {
      // A letter or digit after it has a meaning of its own, a sign stands for itself.
      if (at_ + 1 < pattern_.size() && is_sign(pattern_[at_ + 1])) letter = pattern_[at_ + 1];
      skip_escape();
    } else if (c == '.' || c == '^' || c == '$') {
      ++at_;
      // Borders of the text take no room, but between two letters they fit nothing.
    } else {
      do ++at_;
      while (at_ < pattern_.size() && (static_cast<unsigned char>(pattern_[at_]) & 0xC0U) == 0x80U);
      letter = pattern_.substr(begin, at_ - begin);
    }
    // The other case of what is beyond ASCII is not looked for, and ſ and K count as s and k.
    bool const beyond_ascii = !letter.empty() && static_cast<unsigned char>(letter.front()) >= 0x80U;
    if (beyond_ascii && (any_case_ || letter == "\xC5\xBF" || letter == "\xE2\x84\xAA")) letter.clear();
    bool const repeated = skip_repetition();
    if (letter.empty() || (repeated && optional_)) return end_run();
    for (char& each : letter) each = lower(each);
    run_ += letter;
    if (repeated) end_run();
  }

  /// Past *, +, ? or {n,m} and the ? after it. Sets optional_ where the piece before may be missing.
  bool skip_repetition() {
    optional_ = false;
    bool any = false;
    while (at_ < pattern_.size()) {
      char const c = pattern_[at_];
      if (c == '*' || c == '?') {
        optional_ = true;
        ++at_;
      } else if (c == '+') {
        ++at_;
      } else if (c == '{') {
        optional_ = true;
        std::size_t const end = pattern_.find('}', at_);
        at_ = end == std::string_view::npos ? pattern_.size() : end + 1;
      } else {
        break;
      }
      any = true;
    }
    return any;
  }

  void skip_group() {
    for (unsigned open = 0; at_ < pattern_.size();) {
      char const c = pattern_[at_];
      if (c == '\\') {
        skip_escape();
        continue;
      }
      if (c == '[') {
        skip_class();
        continue;
      }
      ++at_;
      if (c == '(') ++open;
      if (c == ')' && --open == 0) return;
    }
  }

  void skip_class() {
    ++at_;
    if (at_ < pattern_.size() && pattern_[at_] == '^') ++at_;
    if (at_ < pattern_.size() && pattern_[at_] == ']') ++at_;
    while (at_ < pattern_.size() && pattern_[at_] != ']') {
      if (pattern_[at_] == '\\') {
        skip_escape();
      } else if (pattern_.substr(at_, 2) == "[:") {
        std::size_t const end = pattern_.find(":]", at_ + 2);
        at_ = end == std::string_view::npos ? at_ + 1 : end + 2;
      } else {
        ++at_;
      }
    }
    if (at_ < pattern_.size()) ++at_;
  }

  /// A backslash and what belongs to it: \pL, \p{Greek}, \x{10FFFF}, \x41, \101.
  void skip_escape() {
    ++at_;
    if (at_ >= pattern_.size()) return;
    char const c = pattern_[at_++];
    if ((c == 'p' || c == 'P' || c == 'x') && at_ < pattern_.size()) {
      if (pattern_[at_] == '{') {
        std::size_t const end = pattern_.find('}', at_);
        at_ = end == std::string_view::npos ? pattern_.size() : end + 1;
      } else {
        at_ = std::min(pattern_.size(), at_ + (c == 'x' ? 2 : 1));
      }
    } else if (c >= '0' && c <= '9') {
      for (int digits = 1; digits < 3 && at_ < pattern_.size() && pattern_[at_] >= '0' && pattern_[at_] <= '9';
           ++digits) {
        ++at_;
      }
    } else if ((static_cast<unsigned char>(c) & 0xC0U) == 0xC0U) {
      while (at_ < pattern_.size() && (static_cast<unsigned char>(pattern_[at_]) & 0xC0U) == 0x80U) ++at_;
    }
  }

  void end_run() {
    if (run_.size() > best_.size()) best_ = run_;
    run_.clear();
  }

  std::string_view pattern_;
  bool any_case_;
  std::size_t at_ = 0;
  bool optional_ = false;
  std::string run_;
  std::string best_;
};

/// The alternatives of the outermost level.
std::vector<std::string_view> alternatives(std::string_view pattern) {
  std::vector<std::string_view> out;
  std::size_t begin = 0;
  int depth = 0;
  bool in_class = false;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    char const c = pattern[at];
    if (c == '\\') {
      ++at;
    } else if (in_class) {
      in_class = c != ']';
    } else if (c == '[') {
      in_class = true;
      if (pattern.substr(at + 1, 1) == "^") ++at;
      if (pattern.substr(at + 1, 1) == "]") ++at;
    } else if (c == '(' || c == ')') {
      depth += c == '(' ? 1 : -1;
    } else if (c == '|' && depth == 0) {
      out.push_back(pattern.substr(begin, at - begin));
      begin = at + 1;
    }
  }
  out.push_back(pattern.substr(begin));
  return out;
}

}  // namespace

std::vector<std::string> required_literals(std::string_view pattern) {
  // \Q…\E quotes, and flags change what is read here: only (?i) in front of the whole is understood.
  if (pattern.find("\\Q") != std::string_view::npos || pattern.find("[:") != std::string_view::npos) return {};
  bool const any_case = pattern.starts_with("(?i)");
  if (any_case) pattern.remove_prefix(4);
  for (std::size_t at = pattern.find("(?"); at != std::string_view::npos; at = pattern.find("(?", at + 1)) {
    if (pattern.substr(at, 3) != "(?:") return {};
  }
  std::vector<std::string> out;
  for (std::string_view const each : alternatives(pattern)) {
    std::string literal = Alternative(each, any_case).run();
    if (literal.size() < least_bytes) return {};
    out.push_back(std::move(literal));
  }
  return out;
}

}  // namespace rasid::rules
