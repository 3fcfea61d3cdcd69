#include "rules/parser.h"

#include <algorithm>

#include <fmt/format.h>

#include "extractors/model/diagnostic.h"
#include "extractors/model/utf8.h"
#include "rules/lexer.h"
#include "rules/operands.h"
#include "rules/value_form.h"

namespace rasid::rules {
namespace {

using Kind = Token::Kind;
constexpr std::size_t most_problems = 20;
constexpr std::size_t longest_shown = 200;  // bytes of a condition repeated in a message

Span join(Span first, Span last) {
  return {first.offset, last.offset + last.length - first.offset};
}

std::string list(std::vector<std::string> const& names) {
  std::string out;
  for (std::string const& name : names) out += (out.empty() ? "" : ", ") + name + ":";
  return out;
}

std::string operator_name(Token const& token) {
  if (token.kind == Kind::near_op) return token.link.ordered ? "BEFORE" : "NEAR";
  return token.kind == Kind::and_op ? "AND" : "OR";
}

/// Recursive descent over the tokens. A missing or wrong piece is reported and replaced by an empty term, so that the
/// rest is still read; the tree is handed out only where nothing was reported.
class Parser {
 public:
  Parser(std::string_view text, std::vector<Problem>& errors) : errors_(errors), tokens_(lex(text, errors)) {}

  Node run() {
    Node root = alternatives(0);
    while (peek().kind == Kind::close) {
      report(peek().span, "this parenthesis closes nothing", "drop it, or open one before");
      take();
      if (peek().kind != Kind::end && peek().kind != Kind::close) alternatives(0);
    }
    return root;
  }

  std::vector<Problem> warnings;

 private:
  Token const& peek(std::size_t ahead = 0) const { return tokens_[std::min(at_ + ahead, tokens_.size() - 1)]; }
  Token const& take() {
    Token const& token = peek();
    if (at_ + 1 < tokens_.size()) ++at_;
    return token;
  }
  void report(Span span, std::string message, std::string remedy = {}) {
    if (!stopped_) errors_.push_back({span, std::move(message), std::move(remedy)});
  }
  void warn(Span span, std::string message, std::string remedy) {
    if (warnings.size() < most_problems) warnings.push_back({span, std::move(message), std::move(remedy)});
  }
  /// Reports and reads no further.
  Node stop(Span span, std::string message, std::string remedy) {
    report(span, std::move(message), std::move(remedy));
    stopped_ = true;
    at_ = tokens_.size() - 1;
    return missing(span);
  }
  static Node missing(Span span) {
    Node node;
    node.span = span;
    return node;
  }

  static bool starts_term(Token const& token) {
    return token.kind != Kind::end && token.kind != Kind::close && token.kind != Kind::and_op &&
           token.kind != Kind::or_op && token.kind != Kind::near_op;
  }

  /// Puts operands under one node; those of the same kind that came from redundant parentheses are opened.
  static Node grouped(Node::Kind kind, std::vector<Node> parts) {
    if (parts.size() == 1) return std::move(parts.front());
    Node node;
    node.kind = kind;
    node.span = join(parts.front().span, parts.back().span);
    for (Node& part : parts) {
      if (part.kind == kind) {
        std::ranges::move(part.children, std::back_inserter(node.children));
      } else {
        node.children.push_back(std::move(part));
      }
    }
    return node;
  }

  Node alternatives(unsigned depth) {
    std::vector<Node> parts;
    bool side_by_side = false;
    parts.push_back(together(depth, side_by_side));
    while (peek().kind == Kind::or_op) {
      take();
      parts.push_back(together(depth, side_by_side));
    }
    Node node = grouped(Node::Kind::any, std::move(parts));
    if (side_by_side && node.kind == Node::Kind::any && !stopped_) {
      bool const brief = node.span.length <= longest_shown;
      warn(node.span, "terms side by side bind tighter than OR",
           brief ? fmt::format("this is read as {}; parentheses make it plain", to_text(node))
                 : "parentheses make it plain");
    }
    return node;
  }

  Node together(unsigned depth, bool& side_by_side) {
    std::vector<Node> parts;
    parts.push_back(unary(depth));
    for (;;) {
      if (peek().kind == Kind::and_op) {
        take();
      } else if (starts_term(peek())) {
        side_by_side = true;
        warn_of_small_operator();
      } else {
        break;
      }
      parts.push_back(unary(depth));
    }
    return grouped(Node::Kind::all, std::move(parts));
  }

  /// "A or B": at a small operator that stands between two terms.
  void warn_of_small_operator() {
    Token const& token = peek();
    if (token.kind != Kind::value || token.quoted || token.exact || !starts_term(peek(1))) return;
    std::string upper = token.text;
    for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    if (upper != "AND" && upper != "OR" && upper != "NOT") return;
    warn(token.span, fmt::format("\"{}\" is read as a word to look for", token.text),
         fmt::format("write {} in capitals for the operator, or quote the word", upper));
  }

  Node unary(unsigned depth) {
    if (depth >= max_depth) {
      return stop(peek().span, fmt::format("more than {} levels deep", max_depth), "split it into several watches");
    }
    if (peek().kind != Kind::not_op) return chain(depth);
    Node node;
    node.kind = Node::Kind::none;
    Span const begin = take().span;
    node.children.push_back(unary(depth + 1));
    node.span = join(begin, node.children.front().span);
    return node;
  }

  /// A term, or terms joined by NEAR and BEFORE, each tied to the one before it.
  Node chain(unsigned depth) {
    std::vector<Node> parts;
    parts.push_back(primary(depth));
    while (peek().kind == Kind::near_op) {
      Link const link = take().link;
      parts.push_back(primary(depth));
      parts.back().link = link;
    }
    if (parts.size() == 1) return std::move(parts.front());
    if (!stopped_) check_operands(parts, errors_);
    return joined_near(std::move(parts));
  }

  Node primary(unsigned depth) {
    switch (Token const& token = peek(); token.kind) {
      case Kind::open:
        return parenthesised(depth);
      case Kind::scope:
        return scope(depth);
      case Kind::field:
        return attribute();
      case Kind::value:
        take();
        return term(Field::text, token, token.span);
      case Kind::unusable:
        return missing(take().span);
      case Kind::and_op:
      case Kind::or_op:
      case Kind::near_op: {
        Token const& op = take();
        std::string const name = operator_name(op);
        report(op.span, name + " has nothing before it", "expected a term; put " + name + " between two of them");
        return starts_term(peek()) ? unary(depth + 1) : missing(op.span);
      }
      default:
        return absent();
    }
  }

  /// Reports that a term should stand here, in the words of what came before.
  Node absent() {
    Span const here = peek().span;
    if (at_ == 0 && peek().kind == Kind::end) {
      return stop(here, "the condition is empty", "write at least one term: a word, \"a phrase\", actor:X, place:X");
    }
    if (at_ == 0) return missing(here);  // a parenthesis that closes nothing; run() reports it
    Token const& before = tokens_[at_ - 1];
    switch (before.kind) {
      case Kind::open:
      case Kind::scope:
        report(join(before.span, here), "nothing stands between the parentheses");
        break;
      case Kind::and_op:
        report(before.span, "AND has nothing after it", "expected a term");
        break;
      case Kind::or_op:
        report(before.span, "OR has nothing after it", "expected a term");
        break;
      case Kind::near_op:
        report(before.span, operator_name(before) + " has nothing after it", "expected a term");
        break;
      case Kind::not_op:
        report(before.span, "NOT has nothing after it", "expected the term to leave out");
        break;
      default:
        break;  // reported where it stood
    }
    return missing(here);
  }

  Node parenthesised(unsigned depth) {
    Span const open = take().span;
    Node node = alternatives(depth + 1);
    Span const end = close(open);
    node.span = join(open, end);
    return node;
  }

  Span close(Span open) {
    if (peek().kind == Kind::close) return take().span;
    report(open, "this parenthesis is never closed", "expected \")\"");
    return peek().span;
  }

  Node scope(unsigned depth) {
    Token const& token = take();
    Node node;
    node.kind = token.text == "sentence"    ? Node::Kind::sentence
                : token.text == "paragraph" ? Node::Kind::paragraph
                                            : Node::Kind::title;
    node.children.push_back(alternatives(depth + 1));
    node.span = join(token.span, close(token.span));
    return node;
  }

  Node term(Field field, Token const& token, Span span) {
    if (++terms_ > max_terms) {
      return stop(span, fmt::format("more than {} terms", max_terms), "make it several watches, or name a group");
    }
    Node node;
    node.span = span;
    node.field = field;
    if (auto value = read_value(field, token, errors_)) node.value = *std::move(value);
    return node;
  }

  /// Field and name of an attribute; nothing, after reporting, where there is none of that name.
  std::optional<Field> known_field(Token const& token) {
    auto const& names = field_names();
    auto const found = std::ranges::find(names, token.text);
    if (found != names.end()) return static_cast<Field>(found - names.begin() + 1);
    auto const near = nearest(token.text, names, 1);
    std::string const remedy = near.empty() ? "there are " + list(names) + " and anything in quotes is text"
                                            : "did you mean " + near.front() + ":?";
    report(token.span, fmt::format("unknown attribute \"{}\"", token.text), remedy);
    return std::nullopt;
  }

  Node attribute() {
    Token const& name = take();
    auto const field = known_field(name);
    bool const adjacent = peek().span.offset == name.span.offset + name.span.length;
    if (peek().kind == Kind::open && adjacent) return values(field, name);
    if (peek().kind == Kind::unusable && adjacent) return missing(take().span);
    if (peek().kind != Kind::value) {
      if (field) report(name.span, fmt::format("{}: has no value", name.text), "write it directly after the colon");
      return missing(name.span);
    }
    if (!adjacent && field) {
      report(name.span, fmt::format("{}: has no value", name.text),
             fmt::format("leave no space after the colon: {}:{}", name.text,
                         peek().quoted ? "\"" + peek().text + "\"" : peek().text));
    }
    Token const& value = take();
    return field ? term(*field, value, join(name.span, value.span)) : missing(value.span);
  }

  /// field:(a OR b) is field:a OR field:b.
  Node values(std::optional<Field> field, Token const& name) {
    Span const open = take().span;
    std::vector<Node> parts;
    bool wanted = true;  // a value, rather than OR
    while (peek().kind != Kind::close && peek().kind != Kind::end) {
      Token const& token = take();
      if (token.kind == Kind::open) {
        skip_parentheses();
      }
      bool const is_value = token.kind == Kind::value || token.kind == Kind::unusable;
      if (wanted ? !is_value : token.kind != Kind::or_op) {
        misplaced(token, name, field, wanted);
        while (peek().kind != Kind::close && peek().kind != Kind::end) {
          if (take().kind == Kind::open) skip_parentheses();
        }
        parts.push_back(missing(token.span));
        wanted = false;
        break;
      }
      if (token.kind == Kind::value) parts.push_back(field ? term(*field, token, token.span) : missing(token.span));
      if (token.kind == Kind::unusable) parts.push_back(missing(token.span));
      wanted = !wanted;
    }
    if (wanted && parts.empty()) {
      report(join(name.span, peek().span), "nothing stands between the parentheses", "expected a value");
    } else if (wanted && !stopped_) {
      report(tokens_[at_ - 1].span, "OR has nothing after it", "expected a value");
    }
    Span const whole = join(name.span, close(open));
    if (parts.empty()) return missing(whole);
    Node node = grouped(Node::Kind::any, std::move(parts));
    node.span = whole;
    return node;
  }

  void misplaced(Token const& token, Token const& name, std::optional<Field> field, bool wanted) {
    if (!field) return;
    bool const text = *field == Field::title;
    report(token.span, wanted ? "expected a value" : "expected OR or \")\"",
           text ? "title:( ) takes values joined by OR; for a condition inside the title write title( )"
                : fmt::format("{}:( ) takes values joined by OR", name.text));
  }

  /// Moves past the ")" of a "(" just taken.
  void skip_parentheses() {
    for (unsigned open = 1; open > 0 && peek().kind != Kind::end;) {
      Kind const kind = take().kind;
      if (kind == Kind::open || kind == Kind::scope) ++open;
      if (kind == Kind::close) --open;
    }
  }

  std::vector<Problem>& errors_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::size_t terms_ = 0;
  bool stopped_ = false;
};

std::optional<std::size_t> ill_formed(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    CodePoint const c = decode(text, at);
    if (c.value == 0xFFFD && text.substr(at, 3) != "\xEF\xBF\xBD") return at;
    at += c.bytes;
  }
  return std::nullopt;
}

}  // namespace

std::expected<Condition, std::vector<ParseError>> parse_condition(std::string_view text) {
  std::vector<Problem> errors;
  if (text.size() > max_condition_bytes) {
    errors.push_back({{max_condition_bytes, 1},
                      fmt::format("a condition of {} bytes; at most {} are read", text.size(), max_condition_bytes),
                      "make it several watches, or name a group"});
    return std::unexpected(std::move(errors));
  }
  if (auto const at = ill_formed(text)) {
    errors.push_back({{static_cast<std::uint32_t>(*at), 1}, "not valid UTF-8", "save the file as UTF-8"});
    return std::unexpected(std::move(errors));
  }
  Parser parser(text, errors);
  Condition condition{std::string(text), parser.run(), std::move(parser.warnings)};
  if (errors.empty()) return condition;
  std::ranges::sort(errors, {}, [](Problem const& p) { return std::pair(p.span, std::string_view(p.message)); });
  if (errors.size() > most_problems) errors.resize(most_problems);
  return std::unexpected(std::move(errors));
}

}  // namespace rasid::rules
