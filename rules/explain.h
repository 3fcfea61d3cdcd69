#pragma once

#include <string>
#include <vector>

#include <boost/json/value.hpp>

#include "rules/watch_set.h"

namespace rasid::rules {

/// One node of a condition held against one article: whether it is true, and the words that make it so.
struct Explanation {
  struct Word {
    ByteRange range;
    std::uint32_t sentence = 0;  // from 0
    std::string surface;         // as it stands in the text
    std::string entity;          // key, where it names one; then also
    Method method = Method::name;
    float confidence = 1;
    std::string peeled;     // prefix taken off the word, or empty
    std::string refers_to;  // of a derived mention: the earlier name it refers back to
  };

  Node::Kind kind = Node::Kind::term;
  std::string text;  // the node in its plainest form
  bool holds = false;
  std::vector<Word> words;  // of a term: at most 8
  std::size_t more = 0;     // and how many it has beside them
  /// Of a scope: the unit that its children are held against, the best one, or where none fits the nearest.
  std::optional<ByteRange> unit;
  std::vector<Explanation> children;
};

/// Explains a watch of the set, true or not. Under NOT, words are those found although they are not wanted.
Explanation explain(WatchSet const& watches, Watch const& watch, text::Document const& document,
                    std::vector<Mention> const& mentions, Article const& article);

/// For a terminal: indented, ✓ or ✗ before each node, sentences counted from 1.
std::string render(Explanation const& explanation, text::Document const& document);

/// {"kind", "text", "holds", "words": [{"text", "begin", "end", "sentence", "entity", "method",
/// "confidence", "peeled", "refers_to"}], "more", "unit", "children"};
/// offsets are code points of the document's text, sentences are counted from 0.
boost::json::value to_json(Explanation const& explanation, text::Document const& document);

}  // namespace rasid::rules
