#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/condition.h"

namespace rasid::rules {

/// A piece of a condition's text.
struct Token {
  enum class Kind : std::uint8_t {
    end,
    open,      // (
    close,     // )
    and_op,    // AND
    or_op,     // OR
    not_op,    // NOT, or '-' before a term
    near_op,   // NEAR/12, BEFORE/12
    scope,     // "sentence(", with its parenthesis
    field,     // "actor:", known or not
    value,     // a word, a phrase, a regex
    unusable,  // reported already; stands for a term
  };

  Kind kind = Kind::end;
  Span span;
  std::string text;     // field: its name in lower case; scope: its name; value: without quotes, '=' and slashes
  std::string suffix;   // value in quotes: "~50km" behind it
  bool exact = false;   // value: written with '='
  bool quoted = false;  // value
  bool regex = false;   // value: written between slashes
  Link link;            // near_op
};

/// Splits a condition (valid UTF-8, within max_condition_bytes) into pieces, the last of which is `end`. What cannot be
/// read is reported and stands as `unusable`, so that reading goes on.
std::vector<Token> lex(std::string_view text, std::vector<Problem>& errors);

}  // namespace rasid::rules
