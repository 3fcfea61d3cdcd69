#pragma once

#include <optional>
#include <span>
#include <vector>

#include "extractors/model/article.h"

namespace rasid::identity {

/// What is known of an article that an item may be.
struct Known {
  ArticleId id;
  std::string guid;  // as last seen
  std::string url;
  std::optional<Timestamp> published;
  Fingerprint fingerprint;  // `words` is empty where it was stored before fingerprints were
  bool partial = false;
};

/// What became of one item of a document.
struct Recognised {
  std::optional<std::size_t> known;  // index of the article that it is; nothing: a new one
  bool repeat = false;               // says the same as an earlier item of the document, and is passed over
};

/// Holds the items of one document (with their fingerprints) against what is known of its feed. Each article is given
/// to at most one item, to the one that is most like it, so that neither the order of the list nor a GUID that several
/// share confuses them. `known` need only hold those that share an id, a GUID, a link or a title with an item. Pure.
std::vector<Recognised> recognise(std::span<Article const> items, std::span<Known const> known);

}  // namespace rasid::identity
