#include <fmt/format.h>

#include <boost/json.hpp>

#include "extractors/model/utf8.h"
#include "rules/explain.h"

namespace rasid::rules {
namespace {

std::string_view name(Node::Kind kind) {
  switch (kind) {
    case Node::Kind::term:
      return "term";
    case Node::Kind::all:
      return "and";
    case Node::Kind::any:
      return "or";
    case Node::Kind::none:
      return "not";
    case Node::Kind::near:
      return "near";
    case Node::Kind::sentence:
      return "sentence";
    case Node::Kind::paragraph:
      return "paragraph";
    case Node::Kind::title:
      return "title";
  }
  return "";
}

std::string label(Explanation const& node, text::Document const& document) {
  switch (node.kind) {
    case Node::Kind::term:
      return node.text;
    case Node::Kind::all:
      return "AND";
    case Node::Kind::any:
      return "OR";
    case Node::Kind::none:
      return "NOT";
    case Node::Kind::near:
      return node.text;
    default:
      break;
  }
  std::string out = fmt::format("{}( )", name(node.kind));
  if (!node.unit || node.kind == Node::Kind::title) return out;
  std::uint32_t const sentence = document.sentence_at(node.unit->begin) + 1;
  std::string_view const where = node.kind == Node::Kind::paragraph ? "the paragraph from sentence" : "sentence";
  return out + fmt::format("  {}{} {}", node.holds ? "" : "in none; nearest: ", where, sentence);
}

/// How an actor or place was recognised, where it was not by a listed name that stands there as it is.
std::string how(Explanation::Word const& word) {
  if (word.entity.empty()) return "";
  std::string out = ", " + word.entity;
  if (word.method != Method::name) out += fmt::format(" by {} {:.2f}", to_text(word.method), word.confidence);
  if (!word.refers_to.empty()) out += " from " + word.refers_to;
  if (!word.peeled.empty()) out += " after " + word.peeled;
  return out;
}

void render(Explanation const& node, text::Document const& document, std::size_t depth, std::string& out) {
  out += fmt::format("{}{} {}", std::string(depth * 2, ' '), node.holds ? "✓" : "✗", label(node, document));
  char const* between = "  ";
  for (Explanation::Word const& word : node.words) {
    out += fmt::format("{}{} (sentence {}{})", between, word.surface, word.sentence + 1, how(word));
    between = ", ";
  }
  if (node.more > 0) out += fmt::format(" and {} more", node.more);
  out += '\n';
  for (Explanation const& child : node.children) render(child, document, depth + 1, out);
}

}  // namespace

std::string render(Explanation const& explanation, text::Document const& document) {
  std::string out;
  render(explanation, document, 0, out);
  return out;
}

boost::json::value to_json(Explanation const& node, text::Document const& document) {
  auto const at = [&](std::uint32_t byte) { return code_points(document.text(), byte); };
  boost::json::object out{{"kind", name(node.kind)}, {"text", node.text}, {"holds", node.holds}};
  if (node.kind == Node::Kind::term) {
    boost::json::array words;
    for (Explanation::Word const& word : node.words) {
      boost::json::object each{{"text", word.surface},
                               {"begin", at(word.range.begin)},
                               {"end", at(word.range.end)},
                               {"sentence", word.sentence}};
      if (!word.entity.empty()) {
        each["entity"] = word.entity;
        each["method"] = to_text(word.method);
        each["confidence"] = std::round(word.confidence * 1000.0) / 1000.0;
        if (!word.peeled.empty()) each["peeled"] = word.peeled;
        if (!word.refers_to.empty()) each["refers_to"] = word.refers_to;
      }
      words.push_back(std::move(each));
    }
    out["words"] = std::move(words);
    if (node.more > 0) out["more"] = node.more;
  }
  if (node.unit) out["unit"] = boost::json::object{{"begin", at(node.unit->begin)}, {"end", at(node.unit->end)}};
  if (!node.children.empty()) {
    boost::json::array children;
    for (Explanation const& child : node.children) children.push_back(to_json(child, document));
    out["children"] = std::move(children);
  }
  return out;
}

}  // namespace rasid::rules
